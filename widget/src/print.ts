/** A summary as a page of its own, to print or to save as a PDF; the browser does both. */

import { h } from "./dom";
import { markup, plain } from "./markup";
import { plot } from "./plot";
import { download } from "./summary";
import type { Message } from "./types";
import type { Words } from "./words";

const CSS = `
@page { margin: 20mm; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #14212b; background: #fff; }
h1 { font-size: 1.4rem; }
svg { display: block; width: 24rem; max-width: 100%; margin: 1rem 0; break-inside: avoid; }
path { fill: none; stroke: #0b5d5e; stroke-width: 2; }
.grid { stroke: #b8c4c2; stroke-width: 1; }
.range { stroke-width: 8; stroke-linecap: round; opacity: 0.35; }
circle { fill: #0b5d5e; }
text { font: 11px system-ui, sans-serif; }
footer { color: #4a5a60; font-size: 0.875rem; }
button { font: inherit; min-height: 44px; padding: 8px 16px; }
@media print { button { display: none; } body { margin: 0; } }
`;

/** Open the page and the browser's own print dialogue; where a page may not be opened, hand the text over as a file. */
export function print(message: Message, words: Words, now: Date): void {
  const view = window.open("", "_blank") as (Window & typeof globalThis) | null;
  if (!view) return download(`${words.summaryTitle}\n\n${plain(message.text)}\n`, `${words.summaryFile}.txt`);
  const page = view.document;
  page.title = words.summaryTitle;
  page.documentElement.lang = "en";
  const sheet = new view.CSSStyleSheet(); // made, as a page's policy may forbid styles in the markup
  sheet.replaceSync(CSS);
  page.adoptedStyleSheets = [sheet];
  const date = new Intl.DateTimeFormat(words.lang, { dateStyle: "long", timeStyle: "short" }).format(now);
  const main = h("main", {}, h("h1", { lang: words.lang }, words.summaryTitle), h("p", { lang: words.lang }, date));
  main.appendChild(markup(message.text));
  const shown = plot(message.custom);
  if (shown) main.appendChild(shown);
  page.body.appendChild(main);
  page.body.appendChild(h("footer", { lang: words.lang }, h("p", {}, words.summaryNote)));
  page.body.appendChild(h("button", { type: "button", lang: words.lang, onclick: () => view.print() }, words.print));
  view.print();
}
