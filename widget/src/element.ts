/** `<ilio-chat>`: a button that opens a panel with the talk. */

import { type Look, spoken, trouble, urgent, withCalls } from "./bubbles";
import { Composer } from "./composer";
import { empty, h } from "./dom";
import { cross, mark } from "./icons";
import { Log } from "./log";
import { Options } from "./options";
import { place } from "./place";
import { dress } from "./style";
import { download, summary } from "./summary";
import { type News, Talk } from "./talk";
import type { Button } from "./types";
import { type Words, words } from "./words";

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
  private options!: Options;
  private log!: Log;
  private urgent!: HTMLElement;
  private composer!: Composer;
  private voice!: HTMLElement;
  private small!: MediaQueryList;

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
    const shut = h("button", { type: "button", part: "close", "aria-label": say.close }, cross());
    shut.addEventListener("click", () => this.close());
    this.options = new Options(say, {
      restart: async () => !!(await this.talk?.restart()),
      restarted: () => {
        this.rest();
        this.log.notice = null;
        void this.talk?.open();
      },
      erase: async () => !!(await this.talk?.erase()),
      erased: () => this.erased(),
      save: () => this.save(),
      speak: (text) => this.speak(text),
    });
    this.log = new Log(this.look);
    this.urgent = h("p", { class: "urgent", part: "urgent", hidden: true });
    this.composer = new Composer(say, (text) => this.talk?.say(text), (text) => this.speak(text));
    this.voice = h("div", { class: "hidden", "aria-live": "polite" });
    const heading = h("h2", { id: "title" }, say.title);
    this.panel = h(
      "dialog",
      { class: "panel", part: "panel", id: "panel", "aria-labelledby": "title" },
      h("div", { class: "head", part: "header" }, mark(), h("div", {}, heading, h("p", {}, say.subtitle)), this.options.button, shut),
      this.options.node,
      this.log.node,
      this.urgent,
      this.composer.state,
      this.composer.form,
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
      this.log.toEnd();
    }
    if (focus) this.rest();
    else if (!this.small.matches) (document.activeElement as HTMLElement | null)?.blur?.();
  }

  /** Put the focus where one goes on: the input, or the messages where the input would raise a keyboard over them. */
  private rest(): void {
    if (matchMedia(TOUCH).matches) this.log.node.focus();
    else this.composer.input.focus();
  }

  private escape(event: Event): void {
    event.preventDefault();
    if (this.options.node.hidden) this.close();
    else this.options.toggle(false);
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

  // ── what people do ─────────────────────────────────────────────────────────────────────────────────────────────

  private press(button: Button): void {
    this.talk?.press(button.id, button.title);
    this.rest();
  }

  private erased(): void {
    this.composer.input.value = "";
    this.log.notice = h("p", { class: "notice" }, this.words.erased);
    this.draw();
    this.speak(this.words.erased);
    this.rest();
  }

  private save(): void {
    const today = new Date();
    const name = `${this.words.summaryFile}-${today.toISOString().slice(0, 10)}.txt`;
    download(summary(this.talk?.turns ?? [], this.words, today), name);
  }

  // ── showing what was said ──────────────────────────────────────────────────────────────────────────────────────

  private hear(news: News): void {
    if (news.kind === "ended") {
      this.log.notice = h("p", { class: "notice" }, this.words.ended);
      this.speak(this.words.ended);
    }
    const known = !this.urgent.hidden;
    this.draw();
    const said: string[] = [];
    if (news.kind === "failed") said.push(trouble(news.waiting, navigator.onLine === false, this.words));
    if (!known && !this.urgent.hidden) said.push(this.urgent.textContent ?? "");
    if (said.length && this.panel.open) this.speak(said.join("\n"));
    if (news.kind === "answered") {
      const node = this.log.of(news.turn.message_id);
      if (node) this.log.toStart(node.querySelector(".emergency") ?? node);
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

  /** Bring the panel up to date. */
  private readonly draw = (): void => {
    const talk = this.talk;
    if (!talk) return;
    const offline = navigator.onLine === false;
    this.warn(offline || talk.stuck);
    const focused = this.shadowRoot?.activeElement ?? null;
    const more = this.log.draw(talk, offline);
    if (focused && focused !== this.log.node && !focused.isConnected) this.rest();
    if (more || talk.busy) this.log.toEnd();
  };
}
