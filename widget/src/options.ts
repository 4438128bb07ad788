/** The options in the panel: begin anew, save a summary, delete everything. */

import { empty, h } from "./dom";
import { dots } from "./icons";
import type { Words } from "./words";

/** What the options do. */
export interface Acts {
  /** false if it can't be done now */
  restart: () => Promise<boolean>;
  restarted: () => void;
  /** false if it can't be done now */
  erase: () => Promise<boolean>;
  erased: () => void;
  save: () => void;
  speak: (text: string) => void;
}

export class Options {
  /** opens and closes them */
  readonly button: HTMLButtonElement;
  readonly node: HTMLElement;

  constructor(
    private readonly words: Words,
    private readonly acts: Acts,
  ) {
    const more = { type: "button", "aria-label": words.options, "aria-expanded": "false", "aria-controls": "options" };
    this.button = h("button", more, dots());
    this.button.addEventListener("click", () => this.toggle(this.node.hidden));
    this.node = h("div", { class: "options", id: "options", role: "group", "aria-label": words.options, hidden: true });
  }

  toggle(open: boolean, said = ""): void {
    const { words, acts } = this;
    this.node.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    empty(this.node);
    if (!open) {
      this.button.focus();
      return;
    }
    if (said) this.node.appendChild(h("p", {}, said));
    const restart = (): Promise<void> => this.change(acts.restart, words.restartFailed, acts.restarted);
    const erase = (): Promise<void> => this.change(acts.erase, words.eraseFailed, acts.erased);
    this.option(words.restart, () => this.confirm(words.restartSure, words.yesRestart, restart));
    this.option(words.save, () => {
      acts.save();
      this.toggle(false);
    });
    this.option(words.erase, () => this.confirm(words.eraseSure, words.yesErase, erase));
    (this.node.querySelector("button") as HTMLElement).focus();
    if (said) acts.speak(said);
  }

  private option(title: string, act: () => void): HTMLButtonElement {
    const made = h("button", { type: "button" }, title);
    made.addEventListener("click", act);
    this.node.appendChild(made);
    return made;
  }

  private confirm(question: string, yes: string, act: () => Promise<void>): void {
    empty(this.node);
    this.node.appendChild(h("p", { id: "sure" }, question));
    const sure = this.option(yes, () => void act());
    sure.setAttribute("aria-describedby", "sure");
    this.option(this.words.no, () => this.toggle(false));
    sure.focus();
  }

  private async change(act: () => Promise<boolean>, failed: string, done: () => void): Promise<void> {
    if (!(await act())) return this.toggle(true, failed);
    this.toggle(false);
    done();
  }
}
