/** `<ilio-chat>`: a button that opens a panel with the talk. */

import { type Look, spoken, trouble, turn, urgent, waiting, withCalls } from "./bubbles";
import { empty, h } from "./dom";
import { arrow, cross, dots, mark } from "./icons";
import { dress } from "./style";
import { download, summary } from "./summary";
import { type News, place, Talk } from "./talk";
import type { Button } from "./types";
import { fill, type Words, words } from "./words";

const MOST = 4000; // letters of a message, as the server takes them
const SMALL = "(max-width: 480px), (max-height: 480px)"; // the panel fills the screen, as in style.ts
const TOUCH = "(pointer: coarse)";

// a page may load this on a server, where there are no elements
const Base = typeof HTMLElement === "undefined" ? (class {} as typeof HTMLElement) : HTMLElement;

/**
 * Attributes: `server`, the address of the web channel; `lang`; `theme`: `light`, `dark`, or `auto`; `country`, such as
 * `GB`, where the site's visitors are, for the telephone numbers in an emergency.
 */
export class IlioChat extends Base {
  private talk: Talk | null = null;
  private look!: Look;
  private words!: Words;
  private root!: HTMLElement;
  private launcher!: HTMLButtonElement;
  private panel!: HTMLDialogElement;
  private more!: HTMLButtonElement;
  private options!: HTMLElement;
  private log!: HTMLElement;
  private urgent!: HTMLElement;
  private state!: HTMLElement;
  private input!: HTMLTextAreaElement;
  private voice!: HTMLElement;
  private small!: MediaQueryList;
  private notice: HTMLElement | null = null;
  private readonly shown = new Map<string, { look: string; node: HTMLElement }>();

  connectedCallback(): void {
    if (this.talk) return;
    const server = new URL(this.getAttribute("server") ?? "/chat", document.baseURI).href.replace(/\/$/, "");
    this.words = words(this.getAttribute("lang") ?? document.documentElement.lang);
    this.look = {
      words: this.words,
      server,
      theme: this.getAttribute("theme") ?? "auto",
      lang: "en",
      press: (button) => this.press(button),
      retry: () => this.talk?.retry(),
      around: {
        words: this.words,
        kept: () => this.talk?.keep.timer ?? null,
        keep: (kept) => {
          if (this.talk) this.talk.keep.timer = kept;
        },
        sound: () => this.talk?.keep.sound ?? false,
        setSound: (on) => {
          if (this.talk && this.talk.keep.sound !== on) this.talk.keep.sound = on;
        },
        speak: (text) => {
          if (this.panel.open) this.speak(text);
        },
      },
    };
    const right = getComputedStyle(document.documentElement).direction === "rtl";
    this.setAttribute("data-side", right ? "left" : "right");
    this.small = matchMedia(SMALL);
    this.build();
    this.talk = new Talk(server, place(this.getAttribute("country")), (news) => this.hear(news));
    this.small.addEventListener("change", this.resized);
    window.visualViewport?.addEventListener("resize", this.fit);
    window.visualViewport?.addEventListener("scroll", this.fit);
    window.addEventListener("online", this.line);
    window.addEventListener("offline", this.line);
    this.talk.start();
    this.draw();
    if (this.wasOpen) this.show(false);
  }

  disconnectedCallback(): void {
    this.small.removeEventListener("change", this.resized);
    window.visualViewport?.removeEventListener("resize", this.fit);
    window.visualViewport?.removeEventListener("scroll", this.fit);
    window.removeEventListener("online", this.line);
    window.removeEventListener("offline", this.line);
    this.talk?.stop();
    this.talk = null;
    this.shown.clear();
  }

  /** Open the panel. */
  open(): void {
    this.show(true);
  }

  /** Close the panel; what was said stays. */
  close(): void {
    if (!this.panel.open) return;
    this.panel.close();
    this.remember(false);
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.focus();
  }

  // ── building ───────────────────────────────────────────────────────────────────────────────────────────────────

  private build(): void {
    const say = this.words;
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    empty(shadow);
    dress(shadow);
    this.launcher = h(
      "button",
      { type: "button", class: "launcher", part: "launcher", "aria-expanded": "false", "aria-controls": "panel" },
      mark(),
      say.launcher,
    );
    this.launcher.addEventListener("click", () => (this.panel.open ? this.close() : this.open()));
    const more = { type: "button", "aria-label": say.options, "aria-expanded": "false", "aria-controls": "options" };
    this.more = h("button", more, dots());
    this.more.addEventListener("click", () => this.toggle(this.options.hidden));
    const shut = h("button", { type: "button", part: "close", "aria-label": say.close }, cross());
    shut.addEventListener("click", () => this.close());
    this.options = h("div", { class: "options", id: "options", role: "group", "aria-label": say.options, hidden: true });
    this.log = h("div", { class: "log", part: "log", role: "log", "aria-live": "off", "aria-label": say.log, tabindex: 0 });
    this.urgent = h("p", { class: "urgent", part: "urgent", hidden: true });
    this.state = h("div", { class: "state", part: "state" });
    this.input = h("textarea", { rows: 1, "aria-label": say.input, placeholder: say.placeholder, enterkeyhint: "send" });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.input.addEventListener("input", () => this.grow());
    const send = h("button", { type: "submit", class: "send", part: "send", "aria-label": say.send }, arrow());
    const form = h("form", { part: "form" }, this.input, send);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.voice = h("div", { class: "hidden", "aria-live": "polite" });
    const heading = h("h2", { id: "title" }, say.title);
    this.panel = h(
      "dialog",
      { class: "panel", part: "panel", id: "panel", "aria-labelledby": "title" },
      h("div", { class: "head", part: "header" }, mark(), h("div", {}, heading, h("p", {}, say.subtitle)), this.more, shut),
      this.options,
      this.log,
      this.urgent,
      this.state,
      form,
      h("p", { class: "foot" }, say.footer),
      this.voice,
    );
    this.panel.addEventListener("keydown", (event) => {
      event.stopPropagation(); // a page's own shortcuts are not meant
      if (event.key === "Escape") this.escape(event);
    });
    this.panel.addEventListener("cancel", (event) => this.escape(event));
    const { theme } = this.look;
    this.root = h("div", { class: "root", part: "root", lang: say.lang, dir: say.dir, "data-theme": theme });
    this.root.appendChild(this.panel);
    this.root.appendChild(this.launcher);
    shadow.appendChild(this.root);
  }

  // ── opening and closing ────────────────────────────────────────────────────────────────────────────────────────

  private show(focus: boolean): void {
    if (!this.panel.open) {
      // on a small screen the panel covers the page, so nothing behind it may take the focus
      if (this.small.matches) this.panel.showModal();
      else this.panel.show();
      this.launcher.setAttribute("aria-expanded", "true");
      this.remember(true);
      this.fit();
      void this.talk?.open();
      this.toEnd();
    }
    if (focus) this.rest();
    else if (!this.small.matches) (document.activeElement as HTMLElement | null)?.blur?.();
  }

  /** Put the focus where one goes on: the input, or the messages where the input would raise a keyboard over them. */
  private rest(): void {
    if (matchMedia(TOUCH).matches) this.log.focus();
    else this.input.focus();
  }

  private escape(event: Event): void {
    event.preventDefault();
    if (this.options.hidden) this.close();
    else this.toggle(false);
  }

  private readonly resized = (): void => {
    if (!this.panel.open) return;
    const focused = this.shadowRoot?.activeElement as HTMLElement | null;
    this.panel.close();
    if (this.small.matches) this.panel.showModal();
    else this.panel.show();
    focused?.focus();
    this.fit();
  };

  /** Keep the panel above a phone's keyboard. */
  private readonly fit = (): void => {
    const view = window.visualViewport;
    if (!view || !this.small.matches || view.scale > 1.01) return;
    this.panel.style.setProperty("--_height", `${view.height}px`);
    this.panel.style.setProperty("--_top", `${view.offsetTop}px`);
  };

  private get wasOpen(): boolean {
    try {
      return sessionStorage.getItem("ilio-chat open") === "1";
    } catch {
      return false;
    }
  }

  private remember(open: boolean): void {
    try {
      sessionStorage.setItem("ilio-chat open", open ? "1" : "0");
    } catch {
      // then the next page begins closed
    }
  }

  // ── options ────────────────────────────────────────────────────────────────────────────────────────────────────

  private toggle(open: boolean, said = ""): void {
    const say = this.words;
    this.options.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    empty(this.options);
    if (!open) {
      this.more.focus();
      return;
    }
    if (said) this.options.appendChild(h("p", {}, said));
    this.option(say.restart, () => this.confirm(say.restartSure, say.yesRestart, () => this.restart()));
    this.option(say.save, () => this.save());
    this.option(say.erase, () => this.confirm(say.eraseSure, say.yesErase, () => this.erase()));
    (this.options.querySelector("button") as HTMLElement).focus();
    if (said) this.speak(said);
  }

  private option(title: string, act: () => void): HTMLButtonElement {
    const made = h("button", { type: "button" }, title);
    made.addEventListener("click", act);
    this.options.appendChild(made);
    return made;
  }

  private confirm(question: string, yes: string, act: () => Promise<void>): void {
    empty(this.options);
    this.options.appendChild(h("p", { id: "sure" }, question));
    const sure = this.option(yes, () => void act());
    sure.setAttribute("aria-describedby", "sure");
    this.option(this.words.no, () => this.toggle(false));
    sure.focus();
  }

  private async restart(): Promise<void> {
    if (!(await this.talk?.restart())) return this.toggle(true, this.words.restartFailed);
    this.toggle(false);
    this.rest();
    this.notice = null;
    await this.talk?.open();
  }

  private async erase(): Promise<void> {
    if (!(await this.talk?.erase())) return this.toggle(true, this.words.eraseFailed);
    this.toggle(false);
    this.input.value = "";
    this.notice = h("p", { class: "notice" }, this.words.erased);
    this.draw();
    this.speak(this.words.erased);
    this.rest();
  }

  private save(): void {
    const today = new Date();
    const name = `${this.words.summaryFile}-${today.toISOString().slice(0, 10)}.txt`;
    download(summary(this.talk?.turns ?? [], this.words, today), name);
    this.toggle(false);
  }

  // ── saying something ───────────────────────────────────────────────────────────────────────────────────────────

  private submit(): void {
    const text = this.input.value.trim();
    this.state.textContent = text.length > MOST ? fill(this.words.tooLong, { most: MOST }) : "";
    if (this.state.textContent) this.speak(this.state.textContent);
    if (!text || text.length > MOST) return;
    this.input.value = "";
    this.grow();
    this.talk?.say(text);
    this.input.focus();
  }

  private press(button: Button): void {
    this.talk?.press(button.id, button.title);
    this.rest();
  }

  private grow(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  // ── showing what was said ──────────────────────────────────────────────────────────────────────────────────────

  private hear(news: News): void {
    if (news.kind === "ended") {
      this.notice = h("p", { class: "notice" }, this.words.ended);
      this.speak(this.words.ended);
    }
    const known = !this.urgent.hidden;
    this.draw();
    const said: string[] = [];
    if (news.kind === "failed") said.push(trouble(news.waiting, navigator.onLine === false, this.words));
    if (!known && !this.urgent.hidden) said.push(this.urgent.textContent ?? "");
    if (said.length && this.panel.open) this.speak(said.join("\n"));
    if (news.kind === "answered") {
      const node = this.shown.get(news.turn.message_id)?.node;
      if (node) this.toStart(node.querySelector(".emergency") ?? node);
      if (this.panel.open) this.speak(spoken(news.turn.messages, this.words));
    }
  }

  /** The browser went offline, or came back. */
  private readonly line = (): void => this.hear({ kind: "changed" });

  /** Tell whom to call while nothing can be asked, at once and until it can. */
  private warn(stuck: boolean): void {
    const text = stuck ? urgent(this.talk?.emergency ?? null, this.words) : "";
    this.urgent.hidden = !stuck;
    if (this.urgent.textContent === text) return;
    empty(this.urgent);
    this.urgent.appendChild(withCalls(text));
  }

  /** Say something once to a screen reader. */
  private speak(text: string): void {
    empty(this.voice);
    for (const line of text.split("\n")) this.voice.appendChild(h("p", {}, line));
  }

  /** Bring the messages up to date; what has not changed stays as it is, and with it the place and the focus. */
  private readonly draw = (): void => {
    const talk = this.talk;
    if (!talk) return;
    const offline = navigator.onLine === false;
    this.warn(offline || talk.stuck);
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
    const focused = this.shadowRoot?.activeElement ?? null;
    this.place(this.notice ? [this.notice, ...wanted] : wanted);
    if (focused && focused !== this.log && !focused.isConnected) this.rest();
    if (this.shown.size > before || talk.busy) this.toEnd();
    this.log.setAttribute("aria-busy", String(talk.busy && !talk.failing));
  };

  /** Show the end of the talk; of an emergency its start, where it says whom to call. */
  private toEnd(): void {
    const card = this.log.lastElementChild?.querySelector(".emergency");
    if (card) this.toStart(card);
    else this.log.scrollTop = this.log.scrollHeight;
  }

  /** Show something in the talk from its start. */
  private toStart(node: Element): void {
    this.log.scrollTop += node.getBoundingClientRect().top - this.log.getBoundingClientRect().top - 8;
  }

  private place(wanted: HTMLElement[]): void {
    let next = this.log.firstChild;
    for (const node of wanted) {
      if (node === next) next = next.nextSibling;
      else this.log.insertBefore(node, next);
    }
    while (next) {
      const gone = next;
      next = next.nextSibling;
      this.log.removeChild(gone);
    }
  }

}
