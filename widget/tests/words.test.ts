import { describe, expect, it } from "vitest";
import { fill, words } from "../src/words";
import { de } from "../src/words/de";
import { en } from "../src/words/en";

describe("words", () => {
  it("are chosen by language, English for the rest", () => {
    expect(words("de-AT")).toBe(de);
    expect(words("en-GB")).toBe(en);
    for (const odd of ["", "xx", "constructor", "__proto__"]) expect(words(odd)).toBe(en);
  });

  it("have the same parts in every language", () => {
    const parts = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(parts(de[key])).toBe(parts(en[key]));
  });

  it("are filled, and odd values stay text", () => {
    expect(fill("{number} of {total}", { number: 2, total: 5 })).toBe("2 of 5");
    expect(fill("{a}", { a: "$& {b}" })).toBe("$& {b}");
    expect(fill("{a}", {})).toBe("{a}");
  });
});
