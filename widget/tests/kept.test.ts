import { afterEach, describe, expect, it, vi } from "vitest";
import { turn } from "../src/bubbles";
import { plot } from "../src/plot";
import { print } from "../src/print";
import type { Message } from "../src/types";
import { words } from "../src/words";
import { look as around } from "./look";

const look = around();
const shown = (message: Message): HTMLElement => turn({ message_id: "m", at: 1, said: null, messages: [message] }, true, look);
const days = [
  { date: "2026-11-18", low: 8, high: 8 },
  { date: "2026-11-20", low: 5, high: 7 },
  { date: "2026-11-23", low: 4, high: 4 },
];
const summary: Message = {
  text: "To show a doctor.\nWhere: lower back. <b>x</b>",
  custom: { type: "summary", version: 1, days, alt: "A plot of pain." },
};

describe("a plan of breaks", () => {
  it("is a link to its file on the server", () => {
    const custom = { type: "calendar", version: 1, query: "from=9:00&to=17:00&every=60" };
    const link = shown({ text: "Make an entry.", custom }).querySelector("a") as HTMLAnchorElement;
    expect(link.getAttribute("href")).toBe("https://chat.example/chat/breaks.ics?from=9:00&to=17:00&every=60");
    expect([link.textContent, link.getAttribute("download")]).toEqual(["Save to my calendar", "breaks.ics"]);
  });

  it("links nothing that is no plan", () => {
    for (const query of [undefined, null, 5, "", "../session", "from=9:00&to=17:00&every=60&x=1", "from=javascript:&to=1:00&every=1"]) {
      expect(shown({ text: "x", custom: { type: "calendar", version: 1, query } }).querySelector("a")).toBeNull();
    }
  });
});

describe("a pain diary", () => {
  it("is a picture that says in words what it shows", () => {
    const made = shown({ text: "8, 5 to 7, 4.", custom: { type: "diary", version: 1, days, alt: "A plot of pain." } });
    const picture = made.querySelector("svg.plot") as SVGElement;
    expect([picture.getAttribute("role"), picture.getAttribute("aria-label")]).toEqual(["img", "A plot of pain."]);
    expect(picture.querySelectorAll("circle")).toHaveLength(3);
    expect([...picture.querySelectorAll("text")].map((each) => each.textContent)).toEqual(["0", "5", "10", "18 Nov", "23 Nov"]);
  });

  it("puts days apart as they are, and more pain higher", () => {
    const circles = [...(plot({ type: "diary", days }) as SVGElement).querySelectorAll("circle")];
    const [x, y] = ["cx", "cy"].map((name) => circles.map((each) => Number(each.getAttribute(name)))) as [number[], number[]];
    const [first, second, third] = x as [number, number, number];
    expect((second - first) / (third - first)).toBeCloseTo(2 / 5);
    expect((y[0] ?? 0) < (y[1] ?? 0) && (y[1] ?? 0) < (y[2] ?? 0)).toBe(true);
  });

  it("leaves out what is no day, and itself where none is left", () => {
    const odd = [null, 5, {}, { date: "x", low: 1, high: 2 }, { date: "2026-11-18", low: 5, high: 3 }, { date: "2026-11-18", low: 0, high: 11 }];
    for (const given of [undefined, null, "x", [], odd]) expect(plot({ type: "diary", days: given })).toBeNull();
    expect(plot({ type: "diary", days: [...odd, ...days] })?.querySelectorAll("circle")).toHaveLength(3);
  });
});

describe("a summary", () => {
  afterEach(() => vi.restoreAllMocks());

  /** A page as `window.open` gives one. */
  function page(): { document: Document; print: ReturnType<typeof vi.fn>; CSSStyleSheet: typeof CSSStyleSheet } {
    return { document: document.implementation.createHTMLDocument(""), print: vi.fn(), CSSStyleSheet };
  }

  it("opens as a page of its own, to print or to save", () => {
    const view = page();
    vi.spyOn(window, "open").mockReturnValue(view as unknown as Window);
    const button = shown(summary).querySelector("[part=print]") as HTMLButtonElement;
    expect(button.textContent).toBe("Print or save as PDF");
    button.click();
    const { body } = view.document;
    expect(view.print).toHaveBeenCalledTimes(1);
    expect(view.document.title).toBe("Summary of a talk with Ilio");
    expect(body.querySelector("h1")?.textContent).toBe("Summary of a talk with Ilio");
    expect(body.textContent).toContain("Where: lower back. <b>x</b>");
    expect(body.textContent).toContain("not a diagnosis");
    expect(body.querySelector("svg")?.getAttribute("aria-label")).toBe("A plot of pain.");
    expect(body.querySelector("b, script")).toBeNull();
    (body.querySelector("button") as HTMLButtonElement).click();
    expect(view.print).toHaveBeenCalledTimes(2);
  });

  it("has no plot where there is no diary", () => {
    const view = page();
    vi.spyOn(window, "open").mockReturnValue(view as unknown as Window);
    print({ text: "x", custom: { type: "summary", version: 1 } }, words("de"), new Date(0));
    expect(view.document.body.querySelector("svg")).toBeNull();
  });

  it("is a file where no page may be opened", () => {
    vi.spyOn(window, "open").mockReturnValue(null);
    const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue();
    print(summary, words("en"), new Date(0));
    expect(made).toHaveBeenCalledTimes(1);
  });
});
