import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SCHEMA, TYPES, types } from "../cards.mjs";
import { turn } from "../src/bubbles";
import { Keep } from "../src/keep";
import { asTimer, type Kept } from "../src/timer";
import type { Custom } from "../src/types";
import { words } from "../src/words";
import { look as around } from "./look";

const card = { type: "exercise_timer", version: 1, exercise: "kneeling_stretch", title: "Kneeling stretch", number: 1, total: 4, side: "left", seconds: 20 };
let kept: Kept | null = null;
let sound = false;
let said: string[] = [];
let pressed: string[] = [];

const look = around({
  press: (button) => pressed.push(button.id),
  around: {
    words: words("en"),
    kept: () => kept,
    keep: (now) => (kept = now),
    sound: () => sound,
    setSound: (on) => (sound = on),
    speak: (text) => said.push(text),
  },
});

function shown(custom: Custom = card, open = true): HTMLElement {
  const buttons = [{ id: "d", title: "Done" }, { id: "s", title: "Skip" }];
  const made = turn({ message_id: "m", at: 1, said: null, messages: [{ text: "Hold for 20 seconds.", buttons, custom }] }, open, look);
  document.body.replaceChildren(made);
  return made;
}

const digits = (made: HTMLElement): string => made.querySelector(".digits")?.textContent ?? "";
const main = (made: HTMLElement): HTMLButtonElement => made.querySelector(".main") as HTMLButtonElement;
const button = (made: HTMLElement, name: string): HTMLButtonElement =>
  [...made.querySelectorAll<HTMLButtonElement>(".controls button")].find((each) => (each.getAttribute("aria-label") ?? each.textContent) === name) as HTMLButtonElement;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  [kept, sound, said, pressed] = [null, false, [], []];
});
afterEach(() => vi.useRealTimers());

describe("a countdown", () => {
  it("waits for its start, counts to the end and offers Done", () => {
    const made = shown();
    expect([digits(made), main(made).textContent]).toEqual(["0:20", "Start"]);
    vi.advanceTimersByTime(5000);
    expect(digits(made)).toBe("0:20");
    main(made).click();
    vi.advanceTimersByTime(1000);
    expect(digits(made)).toBe("0:19");
    vi.advanceTimersByTime(19_000);
    expect([digits(made), main(made).textContent]).toEqual(["0:00", "Done"]);
    main(made).click();
    expect(pressed).toEqual(["d"]);
  });

  it("says its start, half, last seconds and end, and nothing each second", () => {
    const made = shown();
    main(made).click();
    vi.advanceTimersByTime(25_000);
    expect(said).toEqual(["20 seconds, from now.", "Half way.", "5 seconds left.", "Time is up. Done?"]);
    expect(made.querySelector("[role=timer]")?.getAttribute("aria-live")).toBe("off");
    expect(made.querySelector(".timer")?.getAttribute("aria-label")).toBe("Kneeling stretch, left side");
  });

  it("pauses, goes on, takes 10 seconds more and begins anew", () => {
    const made = shown();
    main(made).click();
    vi.advanceTimersByTime(4000);
    main(made).click();
    expect(main(made).textContent).toBe("Continue");
    vi.advanceTimersByTime(60_000);
    expect(digits(made)).toBe("0:16");
    button(made, "10 seconds more").click();
    expect(digits(made)).toBe("0:26");
    main(made).click();
    vi.advanceTimersByTime(6000);
    expect(digits(made)).toBe("0:20");
    button(made, "From the start").click();
    expect([digits(made), main(made).textContent]).toEqual(["0:20", "Start"]);
  });

  it("is right at once after a tab has slept, and says the end alone", () => {
    const made = shown();
    main(made).click();
    vi.setSystemTime(Date.now() + 60_000); // the clock went on, no timer did
    vi.advanceTimersByTime(1000);
    expect(digits(made)).toBe("0:00");
    expect(said).toEqual(["20 seconds, from now.", "Time is up. Done?"]);
  });

  it("goes on where it is after a reload, and says nothing again", () => {
    main(shown()).click();
    vi.advanceTimersByTime(12_000);
    said = [];
    const made = shown();
    vi.advanceTimersByTime(0);
    expect([digits(made), said]).toEqual(["0:08", []]);
    vi.advanceTimersByTime(8000);
    expect(said).toEqual(["5 seconds left.", "Time is up. Done?"]);
  });

  it("stops once something else was said", () => {
    main(shown()).click();
    document.body.replaceChildren();
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual(["20 seconds, from now."]);
  });

  it("is silent until its sound is switched on", () => {
    const made = shown();
    expect(button(made, "Sound").getAttribute("aria-pressed")).toBe("false");
    button(made, "Sound").click();
    expect([button(made, "Sound").getAttribute("aria-pressed"), sound]).toEqual(["true", true]);
  });

  it("shows how often to repeat where there is nothing to hold", () => {
    const { seconds: _, ...others } = card;
    const made = shown({ ...others, repetitions: 12 });
    expect(made.querySelector(".count")?.textContent).toBe("12 times");
    expect(made.querySelector(".controls")).toBeNull();
    expect(made.querySelector("progress")?.getAttribute("aria-label")).toBe("1 of 4");
  });

  it("is shown in the latest turn only, and for nothing but its card", () => {
    expect(shown(card, false).querySelector(".timer")).toBeNull();
    for (const odd of [{ version: 2 }, { seconds: 0 }, { seconds: 1e9 }, { seconds: "20" }, { title: 5 }, { type: "timer" }]) {
      expect(asTimer({ ...card, ...odd } as Custom), JSON.stringify(odd)).toBeNull();
      expect(shown({ ...card, ...odd } as Custom).querySelector(".timer")).toBeNull();
    }
    expect(shown().textContent).toContain("Hold for 20 seconds.");
  });
});

describe("what is kept of it", () => {
  it("is read back, and nothing odd is", () => {
    const keep = new Keep("https://chat.example/chat");
    const now = { id: "m 0", whole: 20_000, left: 5000, ends: null };
    keep.timer = now;
    keep.sound = true;
    expect([new Keep("https://chat.example/chat").timer, keep.sound]).toEqual([now, true]);
    for (const odd of [5, "x", {}, { ...now, left: -1 }, { ...now, whole: "a" }, { ...now, ends: "soon" }]) {
      localStorage.setItem("ilio-chat https://chat.example/chat timer", JSON.stringify(odd));
      expect(keep.timer).toBeNull();
    }
    keep.clear();
    expect(keep.sound).toBe(false);
  });
});

describe("the types of cards", () => {
  it("are those of the schema the server holds to", () => {
    expect(readFileSync(TYPES, "utf8")).toBe(types(JSON.parse(readFileSync(SCHEMA, "utf8"))));
  });
});
