// The end of a server, bounded whatever is under way: lanes are handed over at once, attempts and tests get a while to end,
// callers of the API as well; then everything is closed in the opposite order of its opening. In: a running server. Out: nothing
// left of it.
import type { Sender } from "@ticketwire/engine/attempt/sender";
import type { Engine } from "@ticketwire/engine/engine";
import type { FastifyInstance } from "fastify";

/** Milliseconds from the moment in which a stop was asked for. */
export interface StopLimits {
  /** Attempts and tests that are still under way then are cut off; nothing is counted against their receivers. */
  readonly drainMs: number;
  /** Callers that are still in the middle of a call then are cut off. */
  readonly cutOffMs: number;
}

export const STOP_LIMITS: StopLimits = { drainMs: 15_000, cutOffMs: 18_000 };

const IDLE_MS = 200;

export interface StopParts {
  /** Null on a pure API process. */
  readonly engine: Engine | null;
  readonly app: FastifyInstance;
  readonly sender: Sender;
  readonly stack: AsyncDisposableStack;
  readonly limits: StopLimits;
}

/**
 * Stops everything. The engine begins to drain at once, not behind the API: a caller that waits for a slow test must not keep
 * lanes from being handed over. A pure worker (`isWorker`) goes on answering its health checks while it drains.
 */
export async function stopServer(parts: StopParts, isWorker: boolean): Promise<void> {
  const { engine, app, sender, stack, limits } = parts;
  const drain = setTimeout(() => void sender.close(), limits.drainMs);
  // An answer that is given while the server closes leaves its connection idle, and open.
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_MS);
  const cutOff = setTimeout(() => app.server.closeAllConnections(), limits.cutOffMs);
  try {
    const drained = engine?.stop();
    if (isWorker) await drained;
    await stack.disposeAsync();
  } finally {
    clearTimeout(drain);
    clearInterval(idle);
    clearTimeout(cutOff);
  }
}
