// Wakes fan-out after commits of this process: directly when it leads, else by one notification for all that came meanwhile.
import type { Database } from "./db/database.ts";
import { CHANNELS, notify } from "./db/listen.ts";
import type { Engine } from "./engine.ts";

/** Returns what a publisher calls after its commits; `engine` is null in a process that does not send. A notification that fails is made up for by the poll. */
export function createWaker(db: Database, engine: Engine | null): () => void {
  let isSending = false;
  let isWanted = false;
  async function send(): Promise<void> {
    isSending = true;
    while (isWanted) {
      isWanted = false;
      await notify(db, CHANNELS.events).catch(() => undefined);
    }
    isSending = false;
  }
  return () => {
    if (engine?.isLeader === true) return engine.wake();
    isWanted = true;
    if (!isSending) void send();
  };
}
