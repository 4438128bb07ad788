/** Asking the server, and what it means when it does not do what it is asked. */

import { asTurn, asTurns, callable, type Place, type Session, type Turn, type Waiting } from "./types";

const PATIENCE = 30_000; // milliseconds until an answer is given up for this time

/** Why something was not done. */
export class Failure extends Error {
  constructor(
    /** `again`: may be tried again; `ended`: the talk is over or gone; `never`: it will never be taken */
    readonly kind: "again" | "ended" | "never",
    /** the server's sentence, if it gave one */
    readonly sentence = "",
    /** milliseconds the server asks to wait */
    readonly wait = 0,
  ) {
    super(sentence || kind);
  }
}

export class Server {
  /** whom to call in an emergency, as the last answer said; null where the country is not known */
  emergency: string | null | undefined;

  constructor(readonly address: string) {}

  /** Begin a talk, or renew the token of one. */
  async session(old?: Session): Promise<Session> {
    const given = (await this.ask("POST", "session", old)) as { token?: string; expires?: number } | null;
    if (!given?.token || !given.expires) throw new Failure("again");
    return { token: given.token, expires: given.expires, given: Date.now() / 1000 };
  }

  async send(session: Session, waiting: Waiting, place: Place): Promise<Turn> {
    const { message_id, type, text, button, event } = waiting;
    const given = await this.ask("POST", "messages", session, { message_id, type, text, button, event, ...place });
    const turn = asTurn(given);
    if (turn?.message_id !== message_id) throw new Failure("again");
    return turn;
  }

  async history(session: Session): Promise<Turn[]> {
    const given = (await this.ask("GET", "history", session)) as { turns?: unknown } | null;
    if (!Array.isArray(given?.turns)) throw new Failure("again");
    return asTurns(given.turns);
  }

  async restart(session: Session): Promise<void> {
    await this.ask("POST", "restart", session);
  }

  async erase(session: Session): Promise<void> {
    await this.ask("DELETE", "session", session);
  }

  private async ask(method: string, path: string, session?: Session, body?: object): Promise<unknown> {
    const headers: { [name: string]: string } = {};
    if (session) headers["Authorization"] = `Bearer ${session.token}`;
    if (body) headers["Content-Type"] = "application/json";
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const answer = await fetch(`${this.address}/${path}`, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        signal: patience.signal,
      });
      if (answer.status === 204) return null;
      const given = (await answer.json()) as { message?: string } | null;
      if (answer.ok) {
        const number = (given as { emergency?: unknown } | null)?.emergency;
        if (number === null || callable(number)) this.emergency = number;
        return given;
      }
      throw failure(answer, String(given?.message ?? ""));
    } catch (error) {
      throw error instanceof Failure ? error : new Failure("again");
    } finally {
      clearTimeout(timer);
    }
  }
}

function failure(answer: Response, sentence: string): Failure {
  if (answer.status === 401 || answer.status === 410) return new Failure("ended", sentence);
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408) {
    return new Failure("again", sentence, (Number(answer.headers.get("Retry-After")) || 0) * 1000);
  }
  return new Failure("never", sentence);
}
