import { de } from "./de";
import { en, type Words } from "./en";

export type { Words };

const all: { [lang: string]: Words } = { en, de };

/** The words of a language such as `de-AT`; English where there are none. */
export function words(lang: string): Words {
  const short = lang.toLowerCase().split("-")[0] ?? "";
  return Object.prototype.hasOwnProperty.call(all, short) ? (all[short] as Words) : en;
}

/** A text with its `{parts}` put in. */
export function fill(text: string, parts: { [name: string]: string | number }): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parts[name] ?? whole));
}
