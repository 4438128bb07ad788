/** What the server and the chat say to each other; bot/channels/web.py is the other side. */

export interface Button {
  /** says nothing of what it opens; the server knows */
  id: string;
  title: string;
}

/** Something that may be shown with a text. An unknown type or version is left out: the text says the same. */
export interface Custom {
  type: string;
  version?: number;
  [part: string]: unknown;
}

export interface Message {
  text: string;
  buttons?: Button[];
  image?: { url: string; alt: string; width?: number; height?: number };
  custom?: Custom;
}

/** What a person said and what was answered. `said` is null where nothing was said, as for the greeting. */
export interface Turn {
  message_id: string;
  /** seconds since 1970 */
  at: number;
  said: { text?: string; title?: string } | null;
  messages: Message[];
}

/** Where a person is, as far as the page and the browser can tell; the server judges. */
export interface Place {
  /** the browser's language, often with a country that says little of where it is */
  locale?: string;
  /** what the site says */
  country?: string;
  /** the browser's time zone */
  zone?: string;
}

/** A message on its way, kept until it is answered. */
export interface Waiting {
  message_id: string;
  type: "text" | "button" | "event";
  /** milliseconds since 1970 */
  at: number;
  text?: string;
  button?: string;
  /** what people read on the button */
  title?: string;
  event?: string;
  /** how often sending failed */
  failed?: number;
  /** why the server will never take it, in its own sentence */
  refused?: string;
}

/** What a server or another page's script left as a turn, if it is one. */
export function asTurn(given: unknown): Turn | null {
  const turn = given as Partial<Turn> | null;
  if (typeof turn?.message_id !== "string" || !Array.isArray(turn.messages)) return null;
  const messages: Message[] = [];
  for (const each of turn.messages as (Partial<Message> | null)[]) {
    if (!each || typeof each.text !== "string") continue;
    const buttons: Button[] = [];
    for (const button of Array.isArray(each.buttons) ? each.buttons : []) {
      if (typeof button?.id === "string" && typeof button.title === "string") buttons.push(button);
    }
    messages.push({ ...(each as Message), buttons });
  }
  return { message_id: turn.message_id, at: Number(turn.at) || 0, said: turn.said ?? null, messages };
}

/** Those of a list that are turns. */
export function asTurns(given: unknown): Turn[] {
  const turns: Turn[] = [];
  for (const each of Array.isArray(given) ? (given as unknown[]) : []) {
    const turn = asTurn(each);
    if (turn) turns.push(turn);
  }
  return turns;
}

/** A number to call, with no more than figures and blanks in it. */
export function callable(given: unknown): given is string {
  return typeof given === "string" && /^\d[\d ]{1,14}$/.test(given);
}

export interface Session {
  token: string;
  /** seconds since 1970 */
  expires: number;
  /** seconds since 1970 */
  given: number;
}
