/** Getting one message to the server, in a session that is good. */

import type { Keep } from "./keep";
import { Failure, type Server } from "./server";
import type { Place, Session, Turn, Waiting } from "./types";

const RENEWALS = 2; // new talks begun for one message before it is given up for this time

/** The answer to a message; `ended` is told when the talk is no more, and a new one is begun for the message. */
export async function deliver(
  server: Server,
  keep: Keep,
  waiting: Waiting,
  place: Place,
  ended: (waiting: Waiting) => void,
): Promise<Turn> {
  for (let begun = 0; ; begun++) {
    const session = await current(server, keep);
    try {
      return await server.send(session, waiting, place);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== "ended" || begun === RENEWALS) throw error;
      keep.session = null;
      ended(waiting);
    }
  }
}

async function current(server: Server, keep: Keep): Promise<Session> {
  const kept = keep.session;
  if (kept && kept.expires > Date.now() / 1000) return kept;
  const given = await server.session();
  keep.session = given;
  return given;
}
