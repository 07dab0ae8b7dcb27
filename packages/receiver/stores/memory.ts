// A store in this process's memory: for one process, tests, and trying things out. It forgets with the process, so a
// copy that arrives after a restart is handled again. Bounded: beyond `maxEntries` the oldest finished marks go first.
import { ReceiverError } from "../errors.ts";
import { checkNumber } from "../lib/check-number.ts";
import type { Claim, Clock, Lease, ReceiverStore } from "./store.ts";

export interface MemoryStoreOptions {
  /** Most entries kept; about 200 bytes each. Default 50,000. */
  readonly maxEntries?: number;
  readonly clock?: Clock;
}

interface Entry {
  readonly kind: "leased" | "done" | "value";
  /** The token of a lease, the text of a value. */
  readonly text: string;
  /** When it ends, in milliseconds since 1970; null for never. */
  readonly endsAt: number | null;
}

/**
 * @throws ReceiverError `store_full` when only running claims and lasting values are left and one more comes.
 * @example createReceiver({ secrets, store: createMemoryStore(), on: {} });
 */
export function createMemoryStore({ maxEntries = 50_000, clock = Date.now }: MemoryStoreOptions = {}): ReceiverStore {
  checkNumber("maxEntries", maxEntries, { low: 1, high: 2 ** 24, isWhole: true });
  const { current, holds, write, remove } = createEntries(maxEntries, clock);
  const valueOf = (key: string): string | null => {
    const entry = current(key);
    return entry?.kind === "value" ? entry.text : null;
  };

  async function claim({ key, token, leaseMs }: Lease): Promise<Claim> {
    const entry = current(key);
    if (entry?.kind === "done") return { kind: "done" };
    if (entry?.kind === "leased" && entry.text !== token) {
      return { kind: "busy", retryAfterMs: Math.max(0, (entry.endsAt ?? 0) - clock()) };
    }
    write(key, { kind: "leased", text: token, endsAt: clock() + leaseMs });
    return { kind: "claimed" };
  }

  return {
    claim,
    async extend({ key, token, leaseMs }) {
      if (!holds(key, token)) return false;
      write(key, { kind: "leased", text: token, endsAt: clock() + leaseMs });
      return true;
    },
    async complete({ key, token, keepMs }) {
      if (current(key) !== undefined && !holds(key, token)) return false;
      write(key, { kind: "done", text: "", endsAt: clock() + keepMs });
      return true;
    },
    async release({ key, token }) {
      if (holds(key, token)) remove(key);
    },
    read: async (key) => valueOf(key),
    async swap({ key, expected, next, keepMs }) {
      if (valueOf(key) !== expected) return false;
      write(key, { kind: "value", text: next, endsAt: keepMs === null ? null : clock() + keepMs });
      return true;
    },
  };
}

interface Entries {
  /** The entry, unless it is over. */
  current(key: string): Entry | undefined;
  /** Whether this token's lease stands there, over or not: nobody took it. */
  holds(key: string, token: string): boolean;
  write(key: string, entry: Entry): void;
  remove(key: string): void;
}

function createEntries(maxEntries: number, clock: Clock): Entries {
  const entries = new Map<string, Entry>();
  const isOver = (entry: Entry): boolean => entry.endsAt !== null && entry.endsAt <= clock();

  // Entries stand in the order of their last write, so the first one that may go is the oldest.
  function makeRoom(): void {
    for (const [key, entry] of entries) {
      const mayGo = isOver(entry) || entry.kind === "done" || (entry.kind === "value" && entry.endsAt !== null);
      if (mayGo) return void entries.delete(key);
    }
    const message = `the memory store holds ${maxEntries} entries and none of them may be forgotten`;
    throw new ReceiverError("store_full", message);
  }

  return {
    current(key) {
      const entry = entries.get(key);
      return entry === undefined || isOver(entry) ? undefined : entry;
    },
    holds(key, token) {
      const entry = entries.get(key);
      return entry?.kind === "leased" && entry.text === token;
    },
    write(key, entry) {
      if (!entries.delete(key) && entries.size >= maxEntries) makeRoom();
      entries.set(key, entry);
    },
    remove: (key) => void entries.delete(key),
  };
}
