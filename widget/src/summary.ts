/** A talk as plain words, to keep or to show to a clinician. */

import { plain } from "./markup";
import type { Turn } from "./types";
import type { Words } from "./words";

export function summary(turns: Turn[], words: Words, now: Date): string {
  const told: string[] = [];
  const talk: string[] = [];
  for (const turn of turns) {
    const said = turn.said?.title ?? turn.said?.text;
    if (said) talk.push(`${words.summaryYou}: ${said}`);
    for (const message of turn.messages) {
      if (message.custom?.type === "summary") told.push(plain(message.text));
      talk.push(`${words.title}: ${plain(message.text)}`);
    }
  }
  const date = new Intl.DateTimeFormat(words.lang, { dateStyle: "long", timeStyle: "short" }).format(now);
  const last = told[told.length - 1];
  const parts = [`${words.summaryTitle}, ${date}`, words.summaryNote];
  if (last) parts.push(`== ${words.summaryCheck}\n\n${last}`);
  parts.push(`== ${words.summaryTalk}`, ...talk);
  return `${parts.join("\n\n")}\n`;
}

/** Hand a text to the person as a file. */
export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
