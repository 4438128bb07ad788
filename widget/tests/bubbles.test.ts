import { describe, expect, it } from "vitest";
import { spoken, turn, waiting } from "../src/bubbles";
import { summary } from "../src/summary";
import type { Message, Turn } from "../src/types";
import { words } from "../src/words";
import { look as around } from "./look";

const pressed: string[] = [];
const look = around({ press: (button) => pressed.push(button.id), retry: () => pressed.push("retry") });
const said = (...messages: Message[]): Turn => ({ message_id: "m", at: 1, said: { text: "hi" }, messages });
const emergency: Message[] = [
  { text: "**Call 112.**", custom: { type: "emergency", version: 1, numbers: ["112", "116 123"] } },
  { text: "Sit down.", custom: { type: "emergency", version: 1, numbers: [] }, buttons: [{ id: "b", title: "I have got help" }] },
];
const XSS = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", '"><b onclick=alert(1)>',
  "[x](javascript:alert(1))", "[x](data:text/html;base64,x)", "<a href=javascript:alert(1)>x</a>", "&lt;script&gt;",
  "{{constructor.constructor('alert(1)')()}}", "</textarea><script>alert(1)</script>", "<iframe srcdoc='<script>'>",
]; // prettier-ignore

describe("a turn", () => {
  it("keeps whatever is in it text", () => {
    for (const text of XSS) {
      const message: Message = { text, buttons: [{ id: text, title: text }], image: { url: text, alt: text }, custom: { type: text } };
      const made = turn({ message_id: text, at: 1, said: { title: text }, messages: [message] }, true, look);
      expect(made.querySelectorAll("script, iframe, [onerror], [onload], [onclick], a, b").length).toBe(0);
      expect(made.textContent).toContain(text.startsWith("[x]") ? "x" : text);
    }
  });

  it("groups an emergency in one card, whom to call first", () => {
    const made = turn(said(...emergency), true, look);
    const card = made.querySelector(".emergency") as HTMLElement;
    expect(made.querySelectorAll(".emergency")).toHaveLength(1);
    expect(card.getAttribute("aria-label")).toBe("Emergency");
    const reached = [...card.querySelectorAll("a, button")].map((each) => each.getAttribute("href") ?? each.textContent);
    expect(reached).toEqual(["tel:112", "tel:116123", "I have got help"]);
  });

  it("calls nothing that is no number", () => {
    for (const odd of ["112;ext=1", "javascript:alert(1)", "1", "+", "112\n", 5, null]) {
      const message = { text: "x", custom: { type: "call", version: 1, numbers: [odd] } };
      expect(turn(said(message), true, look).querySelector("a")).toBeNull();
    }
  });

  it("shows how far one is", () => {
    const made = turn(said({ text: "?", custom: { type: "progress", version: 1, number: 2, total: 5 } }), true, look);
    const bar = made.querySelector("progress") as HTMLProgressElement;
    expect([bar.getAttribute("aria-label"), bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["2 of 5", "2", "5"]);
    expect(made.textContent).toContain("2 of 5");
  });

  it("falls back to the text for what it does not know", () => {
    for (const custom of [
      { type: "timer", version: 1, seconds: 30 },
      { type: "emergency", version: 2, numbers: ["112"] },
      { type: "progress", version: 1, number: 9, total: 5 },
      { type: "call", version: 1, numbers: "112" },
      { type: "__proto__" },
    ]) {
      const made = turn(said({ text: "Hold for 30 seconds.", custom }), true, look);
      expect(made.querySelector("p")?.textContent).toBe("Hold for 30 seconds.");
      expect(made.querySelector("progress, a, .emergency")).toBeNull();
    }
  });

  it("shows pictures of its own server only, with their words", () => {
    const shown = (url: string): Element | null => turn(said({ text: "", image: { url, alt: "A knee" } }), true, look).querySelector("img");
    expect(shown("/chat/knee.svg")?.getAttribute("src")).toBe("https://chat.example/chat/knee.svg");
    expect(shown("/chat/knee.svg")?.getAttribute("alt")).toBe("A knee");
    for (const url of ["https://evil.example/x.png", "javascript:alert(1)", "data:image/svg+xml,x", "//evil.example/x"]) {
      expect(shown(url)).toBeNull();
    }
  });

  it("shows pictures beside its script, in their size and in the page's theme, when they are scrolled to", () => {
    const image = { url: "pictures/knee.svg", alt: "A knee", width: 560, height: 320 };
    const shown = (theme: string): Element | null => turn(said({ text: "", image }), true, { ...look, theme }).querySelector("img");
    const address = "https://chat.example/chat/pictures/knee.svg";
    for (const [theme, hash] of [["auto", ""], ["dark", "#dark"], ["light", "#light"], ["x", ""]] as const) {
      expect(shown(theme)?.getAttribute("src")).toBe(address + hash);
    }
    expect(["width", "height", "loading"].map((name) => shown("auto")?.getAttribute(name))).toEqual(["560", "320", "lazy"]);
  });

  it("never shows a picture in an emergency", () => {
    const image = { url: "pictures/knee.svg", alt: "A knee" };
    expect(turn(said({ ...(emergency[0] as Message), image }), true, look).querySelector("img")).toBeNull();
  });

  it("has buttons in a named group only while it is the latest", () => {
    const message = { text: "?", buttons: [{ id: "a", title: "A" }] };
    const open = turn(said(message), true, look);
    expect(open.querySelector("[role=group]")?.getAttribute("aria-label")).toBe("Your choices");
    open.querySelector("button")?.click();
    expect(pressed.pop()).toBe("a");
    expect(turn(said(message), false, look).querySelector("button")).toBeNull();
  });
});

describe("what waits", () => {
  it("says how it stands, with a way to try now", () => {
    const given = { message_id: "m", type: "text", text: "hi", at: 1 } as const;
    expect(waiting(given, true, false, look).textContent).toContain("Ilio is writing");
    const failing = waiting({ ...given, failed: 1 }, true, false, look);
    expect(failing.textContent).toContain("Not sent yet");
    failing.querySelector("button")?.click();
    expect(pressed.pop()).toBe("retry");
    expect(waiting({ ...given, failed: 1 }, true, true, look).textContent).toContain("offline");
    expect(waiting({ ...given, refused: "No." }, false, false, look).textContent).toContain("No.");
  });
});

describe("words for ears and for paper", () => {
  it("say an emergency first, and the choices last", () => {
    expect(spoken(emergency, words("en"))).toBe("Emergency.\nCall 112.\nSit down.\nChoices: I have got help.");
  });

  it("put the check's summary before the talk", () => {
    const told = { text: "You told me:\nPain: back", custom: { type: "summary", version: 1 } };
    const text = summary([said(told)], words("en"), new Date(0));
    expect(text.indexOf("Pain: back")).toBeLessThan(text.indexOf("You: hi"));
    expect(text).toContain("not a diagnosis");
  });
});
