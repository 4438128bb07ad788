/** What bubbles need around them, for tests that care for little of it. */

import type { Look } from "../src/bubbles";
import { words } from "../src/words";

export function look(own: Partial<Look> = {}): Look {
  return {
    words: words("en"),
    server: "https://chat.example/chat",
    theme: "auto",
    lang: "en",
    press: () => undefined,
    retry: () => undefined,
    around: { words: words("en"), kept: () => null, keep: () => {}, sound: () => false, setSound: () => {}, speak: () => {} },
    ...own,
  };
}
