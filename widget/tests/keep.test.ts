import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Keep } from "../src/keep";
import type { Turn, Waiting } from "../src/types";

const turn = (id: string): Turn => ({ message_id: id, at: 1, said: { text: id }, messages: [{ text: "a", buttons: [] }] });
const waiting = (id: string, at: number): Waiting => ({ message_id: id, type: "text", text: id, at });

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

describe("what is kept", () => {
  it("is there for the next page, in order", () => {
    const keep = new Keep("https://a.example/chat");
    keep.put(waiting("second", 2));
    keep.put(waiting("first", 1));
    keep.turns = [turn("one")];
    const next = new Keep("https://a.example/chat");
    expect(next.outbox.map((each) => each.message_id)).toEqual(["first", "second"]);
    expect(next.turns).toEqual([turn("one")]);
    expect(new Keep("https://b.example/chat").turns).toEqual([]);
  });

  it("is forgotten whole, and nothing else of the site's", () => {
    localStorage.setItem("theirs", "1");
    const keep = new Keep("https://a.example/chat");
    keep.session = { token: "t", expires: 2, given: 1 };
    keep.put(waiting("first", 1));
    keep.clear();
    expect([keep.session, keep.outbox, localStorage.length]).toEqual([null, [], 1]);
  });

  it("stays in memory where the browser keeps nothing", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full");
    });
    const keep = new Keep("https://a.example/chat");
    keep.put(waiting("first", 1));
    expect(keep.has(waiting("first", 1))).toBe(true);
    expect(keep.outbox).toHaveLength(1);
    keep.drop(waiting("first", 1));
    expect(keep.outbox).toEqual([]);
  });

  it("survives what others wrote there", () => {
    for (const odd of ["{", "null", "[]", "5", '"x"', '{"token":5}']) {
      localStorage.setItem("ilio-chat https://a.example/chat session", odd);
      localStorage.setItem("ilio-chat https://a.example/chat turns", odd === "[]" ? "{}" : odd);
      localStorage.setItem("ilio-chat https://a.example/chat out 1 x", odd);
      const keep = new Keep("https://a.example/chat");
      expect([keep.session, keep.turns, keep.outbox]).toEqual([null, [], []]);
    }
  });

  it("is right where a page gives all lists a toJSON", () => {
    const lists = Array.prototype as unknown as { toJSON?: () => string };
    lists.toJSON = () => "spoilt";
    try {
      const keep = new Keep("https://a.example/chat");
      keep.turns = [turn("one")];
      expect(keep.turns[0]?.messages[0]?.text).toBe("a");
    } finally {
      delete lists.toJSON;
    }
  });
});
