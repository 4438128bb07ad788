import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { place } from "../src/place";
import { type News, Talk } from "../src/talk";
import type { Turn } from "../src/types";

const SERVER = "https://chat.example/chat";

/** A server with one talk, whose answers can be lost, delayed or refused. */
class Fake {
  answered = new Map<string, Turn>();
  posts: string[] = [];
  sessions = 0;
  /** what happens to the next posts: a status, `lost` (it came, its answer did not), or `down` */
  fate: (number | "lost" | "down")[] = [];
  ended = false;
  emergency: unknown = undefined;
  valid = "";

  fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const path = address.slice(SERVER.length + 1);
    const token = (init.headers as { Authorization?: string }).Authorization?.slice(7);
    if (path === "session" && init.method === "POST") {
      this.valid = `token-${++this.sessions}`;
      return reply(201, { token: this.valid, expires: Date.now() / 1000 + 1000 });
    }
    if (token !== this.valid) return reply(401, { error: "expired", message: "Too old." });
    if (path === "restart") return reply(200, { turns: [] });
    if (path === "history") return reply(200, { turns: [...this.answered.values()] });
    if (path === "session") {
      this.answered.clear();
      this.valid = "";
      return new Response(null, { status: 204 });
    }
    const body = JSON.parse(String(init.body)) as { message_id: string; text?: string };
    this.posts.push(body.message_id);
    const fate = this.fate.shift();
    if (fate === "down") throw new TypeError("Failed to fetch");
    if (typeof fate === "number") return reply(fate, { error: "x", message: `Refused with ${fate}.` });
    const turn: Turn = this.answered.get(body.message_id) ?? {
      message_id: body.message_id,
      at: 1,
      said: body.text ? { text: body.text } : null,
      messages: [{ text: `answer ${this.answered.size + 1}` }],
    };
    this.answered.set(body.message_id, turn);
    if (fate === "lost") throw new TypeError("Failed to fetch");
    return reply(200, { ...turn, emergency: this.emergency });
  };
}

function reply(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}

let fake: Fake;
let news: News[];
const talks: Talk[] = [];

function begin(): Talk {
  const talk = new Talk(SERVER, { locale: "en-GB" }, (each) => news.push(each));
  talks.push(talk);
  talk.start();
  return talk;
}

async function settle(): Promise<void> {
  for (let round = 0; round < 60; round++) await vi.advanceTimersByTimeAsync(1000);
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  fake = new Fake();
  news = [];
  vi.stubGlobal("fetch", fake.fetch);
});

afterEach(() => {
  while (talks.length) talks.pop()?.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const said = (talk: Talk): string[] => talk.turns.map((turn) => turn.said?.text ?? "");

describe("a talk", () => {
  it("answers in order, each once", async () => {
    const talk = begin();
    for (const text of ["one", "two", "three"]) talk.say(text);
    await settle();
    expect(said(talk)).toEqual(["one", "two", "three"]);
    expect(talk.busy).toBe(false);
    expect(fake.sessions).toBe(1);
    expect(news.filter((each) => each.kind === "answered")).toHaveLength(3);
  });

  it("sends again with the same id after every kind of failure", async () => {
    fake.fate = ["down", 503, "lost", 429, 500, 408];
    const talk = begin();
    talk.say("one");
    await settle();
    expect(said(talk)).toEqual(["one"]);
    expect(fake.posts).toHaveLength(7);
    expect(new Set(fake.posts).size).toBe(1);
    expect(fake.answered.size).toBe(1);
  });

  it("says so while it fails, and can be told to try at once", async () => {
    fake.fate = ["down", "down"];
    const talk = begin();
    talk.say("one");
    await vi.advanceTimersByTimeAsync(0);
    expect([talk.failing, talk.busy]).toEqual([true, true]);
    talk.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(fake.posts).toHaveLength(2);
    talk.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect([talk.failing, talk.busy, fake.posts.length]).toEqual([false, false, 3]);
  });

  it("waits as long as the server asks", async () => {
    const talk = begin();
    const fetched = fake.fetch;
    let refused = false;
    vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
      if (refused || !address.endsWith("messages")) return fetched(address, init);
      refused = true;
      return new Response('{"message":"Slow down."}', { status: 429, headers: { "Retry-After": "20" } });
    });
    talk.say("one");
    await vi.advanceTimersByTimeAsync(19_000);
    expect(fake.posts).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(fake.posts).toHaveLength(1);
  });

  it("gives up on what the server will never take, and goes on", async () => {
    fake.fate = [404];
    const talk = begin();
    talk.press("gone", "True");
    talk.say("two");
    await settle();
    expect(talk.refused.map((each) => each.refused)).toEqual(["Refused with 404."]);
    expect(said(talk)).toEqual(["two"]);
  });

  it("goes on after a reload, with what was on its way", async () => {
    fake.fate = Array<"down">(99).fill("down");
    const first = begin();
    first.say("one");
    await vi.advanceTimersByTimeAsync(10);
    first.stop();
    fake.fate = [];
    const second = begin();
    await settle();
    expect(said(second)).toEqual(["one"]);
    expect(fake.answered.size).toBe(1);
  });

  it("takes an answer that was lost from the history", async () => {
    fake.fate = ["lost", ...Array<"down">(99).fill("down")];
    const first = begin();
    first.say("zero");
    await vi.advanceTimersByTimeAsync(10);
    first.stop();
    localStorage.setItem(`ilio-chat ${SERVER} turns`, JSON.stringify([...fake.answered.values()]));
    const second = begin();
    await settle();
    expect([second.busy, fake.answered.size]).toEqual([false, 1]);
  });

  it("begins anew when the talk has ended, and says it in words", async () => {
    const talk = begin();
    talk.say("one");
    await settle();
    fake.valid = "";
    fake.answered.clear();
    talk.press("old-button", "True");
    await settle();
    expect(news.some((each) => each.kind === "ended")).toBe(true);
    expect(said(talk)).toEqual(["True"]);
    expect(fake.sessions).toBe(2);
  });

  it("greets once, however often it is opened", async () => {
    const talk = begin();
    await Promise.all([talk.open(), talk.open()]);
    await settle();
    await talk.open();
    await settle();
    expect(fake.posts).toEqual(["greeting"]);
  });

  it("deletes everything, here and there, or says that it could not", async () => {
    const talk = begin();
    talk.say("one");
    await settle();
    const working = fake.fetch;
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await talk.erase()).toBe(false);
    expect(said(talk)).toEqual(["one"]);
    vi.stubGlobal("fetch", working);
    expect(await talk.erase()).toBe(true);
    expect([talk.turns, fake.answered.size, localStorage.length]).toEqual([[], 0, 0]);
  });

  it("shares its outbox with a second tab, and both get one answer", async () => {
    fake.fate = ["down"];
    const first = begin();
    first.say("one");
    const second = begin();
    second.say("two");
    await settle();
    window.dispatchEvent(Object.assign(new Event("storage"), { key: null }));
    await settle();
    expect(fake.answered.size).toBe(2);
    expect(said(first).sort()).toEqual(["one", "two"]);
    expect(said(second).sort()).toEqual(["one", "two"]);
  });
});

describe("where the person is, for emergency numbers", () => {
  beforeEach(() => {
    vi.stubGlobal("Intl", { ...Intl, DateTimeFormat: () => ({ resolvedOptions: () => ({ timeZone: "Europe/London" }) }) });
  });

  it("is told as the browser and the site say it", () => {
    vi.stubGlobal("navigator", { language: "pt-BR" });
    expect(place(null)).toEqual({ locale: "pt-BR", zone: "Europe/London" });
    expect(place("gb")).toEqual({ locale: "pt-BR", zone: "Europe/London", country: "gb" });
  });

  it("leaves out what the server would refuse", () => {
    for (const language of ["C", "en-US@posix", "", undefined]) {
      vi.stubGlobal("navigator", { language });
      expect(place("Britain")).toEqual({ zone: "Europe/London" });
    }
  });
});

describe("whom to call while nothing can be asked", () => {
  it("is what the server said last, kept for the next page, and gone with the data", async () => {
    fake.emergency = "999";
    const talk = begin();
    talk.say("one");
    await settle();
    expect([talk.stuck, talk.emergency]).toEqual([false, "999"]);
    fake.fate = ["down"];
    talk.say("two");
    expect([begin().emergency]).toEqual(["999"]);
    fake.emergency = "javascript:alert(1)";
    await settle();
    expect(talk.emergency).toBe("999");
    expect(await talk.restart()).toBe(true);
    expect(talk.emergency).toBe("999");
    await talk.erase();
    expect(talk.emergency).toBe(null);
  });

  it("is to be said as soon as sending fails, or an answer takes long", async () => {
    const talk = begin();
    fake.fate = ["down"];
    talk.say("one");
    await vi.advanceTimersByTimeAsync(1);
    expect(talk.stuck).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(talk.stuck).toBe(false);
    const working = fake.fetch;
    vi.stubGlobal("fetch", () => new Promise(() => undefined));
    talk.say("two");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(talk.stuck).toBe(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(talk.stuck).toBe(true);
    vi.stubGlobal("fetch", working);
  });

  it("is to be said where the server takes no greeting", async () => {
    fake.fate = [403];
    const talk = begin();
    await talk.open();
    await settle();
    expect(talk.stuck).toBe(true);
    expect(talk.refused[0]?.refused).toBe("Refused with 403.");
  });
});
