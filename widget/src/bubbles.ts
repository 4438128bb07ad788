/** What a turn looks like: bubbles, buttons, pictures, progress, files, the emergency card. */

import { h } from "./dom";
import { phone, warning } from "./icons";
import { markup, plain } from "./markup";
import { plot } from "./plot";
import { print } from "./print";
import { type Around, asTimer, timer } from "./timer";
import { type Button, callable, type Message, type Turn, type Waiting } from "./types";
import { fill, type Words } from "./words";

export interface Look {
  words: Words;
  /** the server's address; pictures come from there and nowhere else */
  server: string;
  /** `light` or `dark` where the page says so; a picture of ours asks the device by itself otherwise */
  theme: string;
  /** the language of answers */
  lang: string;
  press: (button: Button) => void;
  retry: () => void;
  /** what countdowns need */
  around: Around;
}

/** A turn; its buttons can be pressed while it is the latest and nothing else was said. */
export function turn(given: Turn, open: boolean, look: Look): HTMLElement {
  const made = h("div", { class: "turn", "data-id": given.message_id });
  const said = given.said?.title ?? given.said?.text;
  if (said) made.appendChild(person(said, look.words));
  const messages = given.messages;
  for (let place = 0; place < messages.length; ) {
    const together: Message[] = [];
    while (place < messages.length && kind(messages[place] as Message) === "emergency") {
      together.push(messages[place++] as Message);
    }
    if (together.length) made.appendChild(emergency(together, open, look));
    else made.appendChild(bubble(messages[place] as Message, open, look, `${given.message_id} ${place++}`));
  }
  return made;
}

/** A message that is not answered yet, or never will be; the first of them is being answered. */
export function waiting(given: Waiting, first: boolean, offline: boolean, look: Look): HTMLElement {
  const { words, retry } = look;
  const said = given.title ?? given.text;
  const made = h("div", { class: "turn", "data-id": given.message_id });
  if (said) made.appendChild(person(said, words));
  if (given.refused) made.appendChild(h("p", { class: "note" }, given.refused));
  else if (given.failed) {
    const again = h("button", { type: "button", class: "small", onclick: retry }, words.retry);
    made.appendChild(h("p", { class: "note", part: "failure" }, trouble(given, offline, words), " ", again));
  } else if (first) made.appendChild(h("p", { class: "bubble bot writing", part: "bubble bot" }, words.writing));
  return made;
}

/** Why a message is not answered yet. */
export function trouble(given: Waiting, offline: boolean, words: Words): string {
  if (given.type === "event") return words.unreached;
  return offline ? words.offline : words.waiting;
}

/** Whom to call while nothing can be asked. */
export function urgent(number: string | null, words: Words): string {
  return fill(words.urgent, { number: number ?? words.local });
}

/** A sentence whose telephone numbers can be called. */
export function withCalls(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const part of text.split(/(\d[\d ]*\d)/)) {
    made.appendChild(callable(part) ? h("a", { href: tel(part) }, part) : document.createTextNode(part));
  }
  return made;
}

function tel(number: string): string {
  return `tel:${number.replace(/ /g, "")}`;
}

/** What a screen reader says of new messages. */
export function spoken(messages: Message[], words: Words): string {
  const said: string[] = [];
  for (const message of messages) {
    if (kind(message) === "emergency" && !said.length) said.push(`${words.emergency}.`);
    said.push(plain(message.text));
    if (message.image) said.push(`${words.picture}: ${message.image.alt}`);
    const titles: string[] = [];
    for (const button of message.buttons ?? []) titles.push(button.title);
    if (titles.length) said.push(fill(words.announceChoices, { titles: titles.join(", ") }));
  }
  return said.join("\n");
}

/** The type of what may be shown with a message; empty where there is none this chat knows. */
function kind(message: Message): string {
  return message.custom?.version === 1 ? String(message.custom.type) : "";
}

function person(said: string, words: Words): HTMLElement {
  return h("div", { class: "bubble person", part: "bubble person", dir: "auto" }, hidden(words.you), said);
}

function hidden(text: string): HTMLElement {
  return h("span", { class: "hidden" }, text, " ");
}

function bubble(message: Message, open: boolean, look: Look, id: string): HTMLElement {
  const { words, lang } = look;
  const holder = h("div", { class: "piece" });
  const made = h("div", { class: "bubble bot", part: "bubble bot", lang, dir: "auto" }, hidden(words.bot));
  const exercise = asTimer(message.custom);
  if (exercise || kind(message) === "progress") made.appendChild(progress(message, words));
  const shown = picture(message, look);
  if (shown) made.appendChild(shown);
  made.appendChild(markup(message.text));
  if (kind(message) === "call") made.appendChild(calls(message, words));
  if (kind(message) === "diary") made.appendChild(plot(message.custom) ?? document.createTextNode(""));
  if (kind(message) === "calendar") made.appendChild(calendar(message, look));
  if (kind(message) === "summary") {
    const onclick = (): void => print(message, words, new Date());
    made.appendChild(h("p", { class: "calls" }, h("button", { type: "button", part: "print", onclick }, words.print)));
  }
  holder.appendChild(made);
  if (open && exercise) {
    const done = message.buttons?.[0];
    holder.appendChild(timer(exercise, id, done ? { title: done.title, press: () => look.press(done) } : null, look.around));
  }
  if (open) holder.appendChild(choices(message, look) ?? document.createTextNode(""));
  return holder;
}

function emergency(messages: Message[], open: boolean, look: Look): HTMLElement {
  const { words, lang } = look;
  const made = h(
    "div",
    { class: "emergency", part: "emergency", role: "group", "aria-label": words.emergency },
    hidden(words.bot),
    h("p", { class: "alarm" }, warning(), words.emergency),
  );
  for (const message of messages) made.appendChild(calls(message, words));
  for (const message of messages) {
    made.appendChild(h("div", { lang, dir: "auto" }, markup(message.text)));
    const offered = open && choices(message, look);
    if (offered) made.appendChild(offered);
  }
  return made;
}

function calls(message: Message, words: Words): DocumentFragment {
  const made = document.createDocumentFragment();
  const numbers = message.custom?.["numbers"];
  const row = h("p", { class: "calls" });
  for (const number of Array.isArray(numbers) ? (numbers as unknown[]) : []) {
    if (!callable(number)) continue;
    row.appendChild(h("a", { class: "call", part: "call", href: tel(number) }, phone(), fill(words.call, { number })));
  }
  if (row.firstChild) made.appendChild(row);
  return made;
}

/** A file for the person's calendar; all that is in it stands in its address. */
function calendar(message: Message, look: Look): Node {
  const query = String(message.custom?.["query"]);
  if (!/^from=\d{1,2}:\d\d&to=\d{1,2}:\d\d&every=\d{1,3}$/.test(query)) return document.createTextNode("");
  const href = `${look.server}/breaks.ics?${query}`;
  return h("p", { class: "calls" }, h("a", { class: "call", part: "file", href, download: "breaks.ics" }, look.words.calendar));
}

function progress(message: Message, words: Words): Node {
  const number = Number(message.custom?.["number"]);
  const total = Number(message.custom?.["total"]);
  if (!(number >= 1 && total >= number && total <= 100)) return document.createTextNode("");
  const label = fill(words.progress, { number, total });
  const bar = h("progress", { max: total, value: number, "aria-label": label });
  return h("div", { class: "progress", part: "progress" }, bar, h("span", { "aria-hidden": "true" }, label));
}

function picture(message: Message, look: Look): Node | null {
  if (!message.image) return null;
  const { alt, width, height } = message.image;
  try {
    const url = new URL(message.image.url, `${look.server}/`);
    if (url.origin !== new URL(look.server).origin) return null;
    if (/^(light|dark)$/.test(look.theme)) url.hash = look.theme; // a part of the SVG that its style knows
    const size = { width: Number(width) || null, height: Number(height) || null };
    // `loading` before `src`, else some browsers load at once
    const attributes = { loading: "lazy", decoding: "async", ...size, alt: alt || look.words.picture, part: "picture" };
    return h("img", { ...attributes, src: url.href });
  } catch {
    return null;
  }
}

function choices(message: Message, look: Look): HTMLElement | null {
  if (!message.buttons?.length) return null;
  const made = h("div", { class: "choices", part: "choices", role: "group", "aria-label": look.words.choices });
  for (const button of message.buttons) {
    const press = (): void => look.press(button);
    const attributes = { type: "button", part: "choice", lang: look.lang, onclick: press };
    made.appendChild(h("button", attributes, button.title));
  }
  return made;
}
