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
  image?: { url: string; alt: string };
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

export interface Session {
  token: string;
  /** seconds since 1970 */
  expires: number;
  /** seconds since 1970 */
  given: number;
}
