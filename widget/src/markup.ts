/** The small Markdown that answers use, as nodes: paragraphs, lists, bold, italic, code, links. */

import { h } from "./dom";

const INLINE = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^()\s]+)\)/g;
const ITEM = /^\s*(?:[-*]|\d{1,2}[.)])\s+/;
const SCHEMES = /^(?:https|mailto|tel):/i;

/** Where a link may lead; null for anywhere else, such as `javascript:`. */
export function safe(address: string): string | null {
  try {
    const url = new URL(address);
    return SCHEMES.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A text as nodes: a line is a paragraph, lines that begin with "- " or "1." are a list. */
export function markup(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  let list = null as HTMLElement | null;
  for (const line of text.split("\n")) {
    const marker = ITEM.exec(line);
    if (!marker) {
      list = null;
      if (line.trim()) made.appendChild(inline(h("p"), line));
      continue;
    }
    const tag = /\d/.test(marker[0]) ? "ol" : "ul";
    if (list?.localName !== tag) {
      list = h(tag, tag === "ol" ? { start: Number.parseInt(marker[0], 10) } : {});
      made.appendChild(list);
    }
    list.appendChild(inline(h("li"), line.slice(marker[0].length)));
  }
  return made;
}

function inline<Into extends HTMLElement>(into: Into, text: string): Into {
  let done = 0;
  INLINE.lastIndex = 0;
  for (let found = INLINE.exec(text); found; found = INLINE.exec(text)) {
    const [whole, bold, italic, code, title, address] = found;
    into.appendChild(document.createTextNode(text.slice(done, found.index)));
    done = found.index + whole.length;
    const href = address === undefined ? null : safe(address);
    if (bold !== undefined) into.appendChild(h("strong", {}, bold));
    else if (italic !== undefined) into.appendChild(h("em", {}, italic));
    else if (code !== undefined) into.appendChild(h("code", {}, code));
    else if (href) into.appendChild(h("a", { href, target: "_blank", rel: "noopener noreferrer" }, title));
    else into.appendChild(document.createTextNode(title ?? whole));
  }
  into.appendChild(document.createTextNode(text.slice(done)));
  return into;
}

/** A text without its marks, for what reads or saves it as plain words. */
export function plain(text: string): string {
  const holder = h("div");
  holder.appendChild(markup(text));
  const lines: string[] = [];
  for (const block of holder.querySelectorAll("p, li")) lines.push(block.textContent ?? "");
  return lines.join("\n");
}
