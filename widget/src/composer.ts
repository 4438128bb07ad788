/** Where a person writes. */

import { h } from "./dom";
import { arrow } from "./icons";
import { fill, type Words } from "./words";

const MOST = 4000; // letters of a message, as the server takes them

export class Composer {
  readonly form: HTMLFormElement;
  readonly input: HTMLTextAreaElement;
  /** what is wrong with what was written */
  readonly state: HTMLElement;

  constructor(
    private readonly words: Words,
    private readonly say: (text: string) => void,
    private readonly speak: (text: string) => void,
  ) {
    this.state = h("div", { class: "state", part: "state" });
    const { input: label, placeholder } = words;
    this.input = h("textarea", { rows: 1, "aria-label": label, placeholder, enterkeyhint: "send" });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("input", () => this.grow());
    const send = h("button", { type: "submit", class: "send", part: "send", "aria-label": words.send }, arrow());
    this.form = h("form", { part: "form" }, this.input, send);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  private submit(): void {
    const text = this.input.value.trim();
    this.state.textContent = text.length > MOST ? fill(this.words.tooLong, { most: MOST }) : "";
    if (this.state.textContent) this.speak(this.state.textContent);
    if (!text || text.length > MOST) return;
    this.input.value = "";
    this.grow();
    this.say(text);
    this.input.focus();
  }

  private grow(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }
}
