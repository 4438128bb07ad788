/**
 * The countdown of an exercise. It goes by the clock, not by ticks, so that it is right after a tab has slept or was
 * loaded again. A screen reader hears its start, the half, the last seconds and the end, not each second.
 */

import { beep } from "./beep";
import type { ExerciseTimer } from "./cards";
import { h, icon } from "./dom";
import type { Custom } from "./types";
import { fill, type Words } from "./words";

const MORE = 10_000; // milliseconds added by a press
const LAST = 5_000; // milliseconds left when a screen reader says so
const MOST = 600; // seconds, as in the schema
const WHOLE = 100; // length of the ring

/** A countdown as it is kept in the browser; times are milliseconds. */
export interface Kept {
  id: string;
  /** of the whole hold */
  whole: number;
  /** still to go while it does not run */
  left: number;
  /** when it ends, since 1970; null while it does not run */
  ends: number | null;
}

/** What a countdown needs of the chat around it. */
export interface Around {
  words: Words;
  kept: () => Kept | null;
  keep: (kept: Kept) => void;
  sound: () => boolean;
  setSound: (on: boolean) => void;
  /** say something once to a screen reader */
  speak: (text: string) => void;
}

/** What a server left as a countdown, if it is one. */
export function asTimer(given: Custom | undefined): ExerciseTimer | null {
  const card = given as Partial<ExerciseTimer> | undefined;
  if (card?.type !== "exercise_timer" || card.version !== 1 || typeof card.title !== "string") return null;
  const { seconds, repetitions } = card;
  if (!fits(seconds, MOST) && !fits(repetitions, 100)) return null;
  return card as ExerciseTimer;
}

function fits(given: unknown, most: number): boolean {
  return Number.isInteger(given) && (given as number) >= 1 && (given as number) <= most;
}

/** An exercise to count: a countdown for seconds to hold, the number for repetitions. `done` says it is done. */
export function timer(card: ExerciseTimer, id: string, done: { title: string; press: () => void } | null, around: Around): HTMLElement {
  const { words } = around;
  const side = card.side === "left" ? `, ${words.left}` : card.side === "right" ? `, ${words.right}` : "";
  const name = `${card.title}${side}`;
  const made = h("div", { class: "timer", part: "timer", role: "group", "aria-label": name });
  if (fits(card.seconds, MOST)) countdown(made, (card.seconds as number) * 1000, id, done, around);
  else made.appendChild(h("p", { class: "count" }, fill(words.times, { count: card.repetitions as number })));
  return made;
}

function countdown(made: HTMLElement, whole: number, id: string, done: { title: string; press: () => void } | null, around: Around): void {
  const { words } = around;
  const old = around.kept();
  let now: Kept = old?.id === id ? old : { id, whole, left: whole, ends: null };
  let before = left();
  let timeout: ReturnType<typeof setTimeout> | undefined;

  const digits = h("span", { class: "digits", role: "timer", "aria-live": "off" });
  const ring = icon("M12 2a10 10 0 0 1 0 20a10 10 0 0 1 0-20", "M12 2a10 10 0 0 1 0 20a10 10 0 0 1 0-20");
  ring.setAttribute("class", "ring");
  const arc = ring.lastChild as SVGPathElement;
  arc.setAttribute("pathLength", String(WHOLE));
  arc.setAttribute("stroke-dasharray", String(WHOLE));
  const main = h("button", { type: "button", class: "main", part: "timer-main", onclick: press });
  const more = h("button", { type: "button", "aria-label": words.tenMore, onclick: add }, words.plusTen);
  const again = h("button", { type: "button", onclick: restart }, words.fromStart);
  const sound = h("button", { type: "button", onclick: () => hear(!around.sound()) }, words.sound);
  made.appendChild(h("div", { class: "dial" }, ring, digits));
  made.appendChild(h("div", { class: "controls" }, main, more, again, sound));
  hear(around.sound());
  show();
  if (now.ends !== null) timeout = setTimeout(tick, 0);

  function left(): number {
    return Math.max(0, now.ends === null ? now.left : now.ends - Date.now());
  }

  function set(change: Partial<Kept>): void {
    now = { ...now, ...change };
    before = left();
    around.keep(now);
    clearTimeout(timeout);
    show();
    if (now.ends !== null) timeout = setTimeout(tick, step());
  }

  /** Milliseconds until another second is shown. */
  function step(): number {
    return left() % 1000 || 1000;
  }

  function tick(): void {
    if (!made.isConnected) return; // something else was said, or the page shows this anew
    const rest = left();
    if (rest === 0) return end();
    if (before > LAST && rest <= LAST) around.speak(fill(words.timerLast, { seconds: seconds(rest) }));
    else if (before > now.whole / 2 && rest <= now.whole / 2) around.speak(words.timerHalf);
    before = rest;
    show();
    timeout = setTimeout(tick, step());
  }

  function end(): void {
    set({ left: 0, ends: null });
    around.speak(done ? `${words.timerOver} ${done.title}?` : words.timerOver);
    if (around.sound()) beep();
  }

  function press(): void {
    const rest = left();
    if (rest === 0) return done?.press();
    if (now.ends === null) {
      if (around.sound()) beep(true); // a browser lets a page sound only from a press on
      set({ ends: Date.now() + rest });
      made.scrollIntoView?.({ block: "nearest" }); // what counts may be below the edge
      around.speak(fill(rest === now.whole ? words.timerBegun : words.timerOn, { seconds: seconds(rest) }));
    } else {
      set({ left: rest, ends: null });
      around.speak(fill(words.timerPaused, { seconds: seconds(rest) }));
    }
  }

  function add(): void {
    const rest = Math.min(left() + MORE, MOST * 1000);
    set({ whole: now.whole + rest - left(), ...(now.ends === null ? { left: rest } : { ends: Date.now() + rest }) });
    around.speak(fill(words.timerLast, { seconds: seconds(rest) }));
  }

  function restart(): void {
    set({ whole, left: whole, ends: null });
    around.speak(fill(words.timerLast, { seconds: seconds(whole) }));
  }

  function hear(on: boolean): void {
    around.setSound(on);
    sound.setAttribute("aria-pressed", String(on));
  }

  function show(): void {
    const rest = left();
    const count = seconds(rest);
    digits.textContent = `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
    arc.setAttribute("stroke-dashoffset", String(WHOLE - Math.round((rest / now.whole) * WHOLE)));
    const begun = rest < now.whole;
    main.textContent = rest === 0 ? (done?.title ?? words.timerOver) : now.ends !== null ? words.pause : begun ? words.goOn : words.start;
    main.disabled = rest === 0 && !done;
    made.classList.toggle("over", rest === 0);
  }
}

function seconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}
