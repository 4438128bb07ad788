/**
 * The talk: what was said, what is on its way, and getting it there.
 *
 * A message is kept in the outbox until it is answered. It is sent again after a failure with the same id, which the
 * server answers once, so a lost connection, a reload, or a second tab that sends the same message does no harm.
 */

import { alone } from "./alone";
import { deliver } from "./delivery";
import { newId } from "./ids";
import { Keep } from "./keep";
import { Pause } from "./pause";
import { Failure, Server } from "./server";
import type { Place, Session, Turn, Waiting } from "./types";

const SLOWEST = 30_000; // milliseconds between two tries
const STALE = 20_000; // milliseconds after which a tab that comes back asks what was said meanwhile
const LATE = 8_000; // milliseconds without an answer after which a person should know whom to call

export type News =
  | { kind: "changed" }
  /** an answer came to this tab just now */
  | { kind: "answered"; turn: Turn }
  /** sending failed for the first time; it is tried again */
  | { kind: "failed"; waiting: Waiting }
  /** the talk had ended; a new one has begun */
  | { kind: "ended" };

export class Talk {
  turns: Turn[];
  outbox: Waiting[];
  /** refused for good; gone with the page */
  refused: Waiting[] = [];
  /** what is kept in the browser */
  readonly keep: Keep;
  private readonly server: Server;
  private readonly pause = new Pause();
  private running = false;
  private asked = 0;
  private opening = false;
  private late = false;

  constructor(
    address: string,
    private readonly place: Place,
    private readonly tell: (news: News) => void,
  ) {
    this.server = new Server(address);
    this.keep = new Keep(address);
    this.turns = this.keep.turns;
    this.outbox = this.keep.outbox;
    this.keep.onchange = () => this.reload();
  }

  start(): void {
    window.addEventListener("online", this.back);
    document.addEventListener("visibilitychange", this.back);
    window.addEventListener("pageshow", this.back);
    if (this.keep.session && this.turns.length) void this.refresh();
    void this.flush();
  }

  stop(): void {
    window.removeEventListener("online", this.back);
    document.removeEventListener("visibilitychange", this.back);
    window.removeEventListener("pageshow", this.back);
    this.pause.stop();
    this.keep.stop();
  }

  /** Whether a message is being sent or waits for its answer. */
  get busy(): boolean {
    return this.outbox.length > 0;
  }

  /** Whether sending has failed and is tried again. */
  get failing(): boolean {
    return (this.outbox[0]?.failed ?? 0) > 0;
  }

  /** Whether nothing can be asked just now, or an answer takes long. */
  get stuck(): boolean {
    for (const each of this.refused) if (each.type === "event") return true;
    return this.failing || (this.late && this.busy);
  }

  /** Whom to call in an emergency, as far as the server ever said. */
  get emergency(): string | null {
    return this.keep.emergency;
  }

  say(text: string): void {
    this.add({ type: "text", text });
  }

  press(button: string, title: string): void {
    this.add({ type: "button", button, title });
  }

  /** Greet, if nothing was said yet. */
  async open(): Promise<void> {
    if (this.opening || this.turns.length || this.outbox.length) return;
    this.opening = true;
    if (this.keep.session) await this.refresh();
    this.opening = false;
    if (!this.turns.length && !this.outbox.length) this.add({ type: "event", event: "open" }, "greeting");
  }

  /** Try at once what waits to be tried again. */
  retry(): void {
    this.pause.end();
    void this.flush();
  }

  /** Forget what was said and begin again; false if the server can't be reached. */
  async restart(): Promise<boolean> {
    return this.change(async (session) => {
      if (session) await this.server.restart(session);
      this.forget(session);
    });
  }

  /** Delete everything here and on the server; false if the server can't be reached. */
  async erase(): Promise<boolean> {
    return this.change(async (session) => {
      if (session) await this.server.erase(session);
      this.forget(null);
    });
  }

  // ── keeping ────────────────────────────────────────────────────────────────────────────────────────────────────

  private add(said: Pick<Waiting, "type" | "text" | "button" | "title" | "event">, id = newId()): void {
    const waiting: Waiting = { message_id: id, at: Date.now(), ...said };
    this.keep.put(waiting);
    this.outbox.push(waiting);
    this.tell({ kind: "changed" });
    this.retry();
  }

  /** Take in what another tab did. */
  private reload(): void {
    this.turns = this.keep.turns;
    const known = new Map<string, Waiting>();
    for (const each of this.outbox) known.set(each.message_id, each);
    this.outbox = [];
    for (const each of this.keep.outbox) this.outbox.push(known.get(each.message_id) ?? each);
    this.tell({ kind: "changed" });
    void this.flush();
  }

  private forget(session: Session | null): void {
    for (const waiting of this.outbox) this.keep.drop(waiting);
    const { emergency } = this.keep;
    this.keep.clear();
    this.keep.session = session;
    if (session) this.keep.emergency = emergency;
    this.turns = [];
    this.outbox = [];
    this.refused = [];
    this.tell({ kind: "changed" });
    this.pause.end();
  }

  private async change(work: (session: Session | null) => Promise<void>): Promise<boolean> {
    try {
      await alone(this.server.address, () => work(this.keep.session));
      return true;
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== "ended") return false;
      this.forget(null); // there is nothing left to change
      return true;
    }
  }

  // ── sending ────────────────────────────────────────────────────────────────────────────────────────────────────

  private readonly back = (): void => {
    if (document.visibilityState === "hidden") return;
    this.retry();
    if (this.keep.session && Date.now() - this.asked > STALE && this.turns.length) void this.refresh();
  };

  /** Send what waits, one after the other, until nothing does. */
  private async flush(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let first = this.outbox[0]; first; first = this.outbox[0]) {
        const waiting = first;
        const pause = await alone(this.server.address, () => this.attempt(waiting));
        if (pause) await this.pause.wait(pause);
      }
    } finally {
      this.running = false;
    }
  }

  /** Try to send a message; milliseconds to wait before the next try, 0 if it is done. */
  private async attempt(waiting: Waiting): Promise<number> {
    if (this.outbox[0] !== waiting) return 0;
    if (!this.keep.has(waiting)) {
      this.reload(); // another tab has sent it
      return 0;
    }
    this.late = false;
    const late = setTimeout(() => {
      this.late = true;
      this.tell({ kind: "changed" });
    }, LATE);
    try {
      const turn = await deliver(this.server, this.keep, waiting, this.place, (each) => this.end(each));
      if (!this.outbox.includes(waiting)) return 0; // deleted meanwhile
      this.learn();
      this.answered(waiting, turn);
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure("again");
      if (failure.kind === "never") {
        this.done(waiting);
        this.refused.push({ ...waiting, refused: failure.sentence });
        this.tell({ kind: "changed" });
        return 0;
      }
      waiting.failed = (waiting.failed ?? 0) + 1;
      this.tell(waiting.failed === 1 ? { kind: "failed", waiting } : { kind: "changed" });
      const pause = Math.min(SLOWEST, 500 * 2 ** waiting.failed);
      return Math.max(pause * (0.5 + Math.random() / 2), failure.wait);
    } finally {
      clearTimeout(late);
    }
    return 0;
  }

  /** Keep what the server said of whom to call. */
  private learn(): void {
    const { emergency } = this.server;
    if (emergency !== undefined && emergency !== this.keep.emergency) this.keep.emergency = emergency;
  }

  /** The talk is no more: what was said is let go, and a button of it becomes the words on it. */
  private end(waiting: Waiting): void {
    const had = this.turns.length > 0;
    this.turns = [];
    this.keep.turns = [];
    if (waiting.type === "button") {
      waiting.type = "text";
      waiting.text = waiting.title ?? "";
      delete waiting.button;
      this.keep.put(waiting);
    }
    if (had) this.tell({ kind: "ended" });
  }

  private answered(waiting: Waiting, turn: Turn): void {
    const known: Turn[] = [];
    for (const each of this.keep.turns) if (each.message_id !== turn.message_id) known.push(each);
    this.turns = [...known, turn];
    this.keep.turns = this.turns;
    this.done(waiting);
    this.asked = Date.now();
    this.tell({ kind: "answered", turn });
  }

  private done(waiting: Waiting): void {
    this.keep.drop(waiting);
    const left: Waiting[] = [];
    for (const each of this.outbox) if (each !== waiting) left.push(each);
    this.outbox = left;
  }

  /** Ask the server what was said, in other tabs too; and renew the token before it is too old. */
  private async refresh(): Promise<void> {
    this.asked = Date.now();
    try {
      await alone(this.server.address, async () => {
        const session = this.keep.session;
        if (!session) return;
        const now = Date.now() / 1000;
        if (now - session.given > session.expires - now) this.keep.session = await this.server.session(session);
        const turns = await this.server.history(this.keep.session ?? session);
        this.turns = turns;
        this.keep.turns = turns;
        this.learn();
        for (const turn of turns) {
          for (const waiting of this.outbox) {
            if (waiting.message_id !== turn.message_id) continue;
            this.done(waiting); // only its answer had been lost
            this.tell({ kind: "answered", turn });
          }
        }
      });
    } catch (error) {
      if (error instanceof Failure && error.kind === "ended") this.forget(null);
    }
    this.tell({ kind: "changed" });
  }
}
