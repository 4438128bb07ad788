/** The messages on the screen. */

import { type Look, turn, waiting } from "./bubbles";
import { h } from "./dom";
import type { Talk } from "./talk";

export class Log {
  readonly node: HTMLElement;
  /** said above the messages */
  notice: HTMLElement | null = null;
  private readonly shown = new Map<string, { look: string; node: HTMLElement }>();

  constructor(private readonly look: Look) {
    const label = look.words.log;
    this.node = h("div", { class: "log", part: "log", role: "log", "aria-live": "off", "aria-label": label, tabindex: 0 });
  }

  /** What is shown of a message and its answer. */
  of(id: string): HTMLElement | undefined {
    return this.shown.get(id)?.node;
  }

  /**
   * Bring the messages up to date; what has not changed stays as it is, and with it the place and the focus.
   * True if there are more than before.
   */
  draw(talk: Talk, offline: boolean): boolean {
    const before = this.shown.size;
    const wanted: HTMLElement[] = [];
    const names = new Set<string>();
    const add = (id: string, look: string, make: () => HTMLElement): void => {
      const old = this.shown.get(id);
      const node = old?.look === look ? old.node : make();
      this.shown.set(id, { look, node });
      names.add(id);
      wanted.push(node);
    };
    const answered = new Set<string>();
    const last = talk.busy ? null : talk.turns[talk.turns.length - 1];
    for (const each of talk.turns) {
      answered.add(each.message_id);
      add(each.message_id, `${each === last} ${each.at}`, () => turn(each, each === last, this.look));
    }
    for (const each of [...talk.refused, ...talk.outbox]) {
      if (answered.has(each.message_id)) continue;
      const first = each === talk.outbox[0];
      const look = `waiting ${first} ${!!each.failed} ${!!each.refused} ${offline}`;
      add(each.message_id, look, () => waiting(each, first, offline, this.look));
    }
    for (const id of [...this.shown.keys()]) if (!names.has(id)) this.shown.delete(id);
    this.place(this.notice ? [this.notice, ...wanted] : wanted);
    this.node.setAttribute("aria-busy", String(talk.busy && !talk.failing));
    return this.shown.size > before;
  }

  /** Show the end of the talk; of an emergency its start, where it says whom to call. */
  toEnd(): void {
    const card = this.node.lastElementChild?.querySelector(".emergency");
    if (card) this.toStart(card);
    else this.node.scrollTop = this.node.scrollHeight;
  }

  /** Show something in the talk from its start. */
  toStart(node: Element): void {
    this.node.scrollTop += node.getBoundingClientRect().top - this.node.getBoundingClientRect().top - 8;
  }

  private place(wanted: HTMLElement[]): void {
    let next = this.node.firstChild;
    for (const node of wanted) {
      if (node === next) next = next.nextSibling;
      else this.node.insertBefore(node, next);
    }
    while (next) {
      const gone = next;
      next = next.nextSibling;
      this.node.removeChild(gone);
    }
  }
}
