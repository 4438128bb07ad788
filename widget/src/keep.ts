/** What is kept in the browser, shared by all tabs of a site; in memory where the browser keeps nothing. */

import type { Kept } from "./timer";
import { asTurns, callable, type Session, type Turn, type Waiting } from "./types";

const MOST = 150; // turns that are shown again at once after a reload; the server has them all

/** JSON, also where a page has given all arrays a `toJSON` of its own, as some old libraries do. */
function encode(value: unknown): string {
  shield(value);
  return JSON.stringify(value);
}

function shield(value: unknown): void {
  if (Array.isArray(value)) Object.defineProperty(value, "toJSON", { value: undefined, configurable: true });
  if (value && typeof value === "object") for (const part of Object.values(value)) shield(part);
}

export class Keep {
  private readonly memory = new Map<string, string>();
  private readonly prefix: string;
  /** called when another tab changed something */
  onchange: (() => void) | null = null;

  constructor(server: string) {
    this.prefix = `ilio-chat ${server} `;
    window.addEventListener("storage", this.heard);
  }

  stop(): void {
    window.removeEventListener("storage", this.heard);
  }

  private readonly heard = (event: StorageEvent): void => {
    if (event.key === null || event.key.startsWith(this.prefix)) this.onchange?.();
  };

  get session(): Session | null {
    const kept = this.read("session") as Session | null;
    return kept && typeof kept.token === "string" ? kept : null;
  }

  set session(session: Session | null) {
    this.write("session", session);
  }

  /** Whom to call in an emergency, where the person is. */
  get emergency(): string | null {
    const kept = this.read("emergency");
    return callable(kept) ? kept : null;
  }

  set emergency(number: string | null) {
    this.write("emergency", number);
  }

  /** The countdown used last. */
  get timer(): Kept | null {
    const kept = this.read("timer") as Kept | null;
    const whole = kept !== null && typeof kept.id === "string" && kept.whole > 0 && kept.left >= 0;
    return whole && (kept.ends === null || kept.ends > 0) ? kept : null;
  }

  set timer(kept: Kept | null) {
    this.write("timer", kept);
  }

  /** Whether countdowns may sound. */
  get sound(): boolean {
    return this.read("sound") === true;
  }

  set sound(on: boolean) {
    this.write("sound", on || null);
  }

  get turns(): Turn[] {
    return asTurns(this.read("turns"));
  }

  set turns(turns: Turn[]) {
    this.write("turns", turns.slice(-MOST));
  }

  /** Messages on their way, oldest first. Each has an entry of its own, so that two tabs lose none of each other's. */
  get outbox(): Waiting[] {
    const names: string[] = [];
    for (const name of this.names()) if (name.startsWith("out ")) names.push(name);
    names.sort();
    const found: Waiting[] = [];
    for (const name of names) {
      const waiting = this.read(name) as Waiting | null;
      if (waiting && typeof waiting.message_id === "string") found.push(waiting);
    }
    return found;
  }

  put(waiting: Waiting): void {
    this.write(this.entry(waiting), waiting);
  }

  drop(waiting: Waiting): void {
    this.write(this.entry(waiting), null);
  }

  has(waiting: Waiting): boolean {
    return this.read(this.entry(waiting)) !== null;
  }

  /** Forget everything. */
  clear(): void {
    for (const name of this.names()) this.write(name, null);
  }

  private entry(waiting: Waiting): string {
    return `out ${waiting.at} ${waiting.message_id}`;
  }

  private names(): string[] {
    const found: string[] = [...this.memory.keys()];
    try {
      for (let place = 0; place < localStorage.length; place++) {
        const key = localStorage.key(place) ?? "";
        const name = key.slice(this.prefix.length);
        if (key.startsWith(this.prefix) && !this.memory.has(name)) found.push(name);
      }
    } catch {
      // the browser keeps nothing for this page
    }
    return found;
  }

  private read(name: string): unknown {
    try {
      const kept = this.memory.get(name) ?? localStorage.getItem(this.prefix + name);
      return kept ? (JSON.parse(kept) as unknown) : null;
    } catch {
      return null;
    }
  }

  private write(name: string, value: unknown): void {
    this.memory.delete(name);
    try {
      if (value === null) localStorage.removeItem(this.prefix + name);
      else localStorage.setItem(this.prefix + name, encode(value));
    } catch {
      if (value !== null) this.memory.set(name, encode(value));
    }
  }
}
