/** One script tag: defines `<ilio-chat>` and puts one on the page, unless the page has one or says `data-manual`. */

import { IlioChat } from "./element";

const NAME = "ilio-chat";

function begin(script: HTMLScriptElement | null): void {
  if (!customElements.get(NAME)) customElements.define(NAME, IlioChat);
  if (!script || script.hasAttribute("data-manual")) return;
  const place = (): void => {
    if (document.querySelector(NAME)) return;
    const chat = document.createElement(NAME);
    chat.setAttribute("server", script.dataset["server"] ?? new URL(".", script.src).href);
    for (const name of ["lang", "theme", "country"]) {
      const given = script.dataset[name];
      if (given) chat.setAttribute(name, given);
    }
    document.body.appendChild(chat);
  };
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
}

if (typeof customElements !== "undefined") begin(document.currentScript as HTMLScriptElement | null);

export { IlioChat };
