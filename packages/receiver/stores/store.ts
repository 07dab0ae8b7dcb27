// The one small interface behind dedupe, order and position. Six operations on one key each, so that any database that
// can change one row atomically can be a store. Every store here passes the same suite (store-suite.ts).

/** A claim to be the only one that works on `key`, until `leaseMs` from now or the next `extend`. */
export interface Lease {
  readonly key: string;
  /** Made up by the claimant, different for every claim: only its holder may extend, complete or release. */
  readonly token: string;
  readonly leaseMs: number;
}

/** What came of a claim: it is ours, another one works on it, or it was done before. */
export type Claim =
  { readonly kind: "claimed" } | { readonly kind: "busy"; readonly retryAfterMs: number } | { readonly kind: "done" };

export interface Completion {
  readonly key: string;
  readonly token: string;
  /** How long "done" is remembered. */
  readonly keepMs: number;
}

export interface Swap {
  readonly key: string;
  /** The value that must stand there now; null for none. */
  readonly expected: string | null;
  readonly next: string;
  /** How long the value is kept when nothing changes it; null for ever. */
  readonly keepMs: number | null;
}

/**
 * Where a receiver remembers. Each operation is atomic by itself, for all processes that share the store. A rejected
 * promise means "not known whether it happened": the kit then answers 503 or lets the lease run out.
 */
export interface ReceiverStore {
  /** Claims a free key, or one whose lease ran out or whose "done" was forgotten; the same token twice is one claim. */
  claim(lease: Lease): Promise<Claim>;
  /** Prolongs a lease. False when another one holds the key by now. */
  extend(lease: Lease): Promise<boolean>;
  /** Turns the claim into "done". False when another one holds the key, or completed it, by now. */
  complete(completion: Completion): Promise<boolean>;
  /** Gives the claim back, so that the next copy can be handled at once. Nothing happens when it is not ours any more. */
  release(claim: Pick<Lease, "key" | "token">): Promise<void>;
  /** Reads a value written by `swap`; null when there is none. */
  read(key: string): Promise<string | null>;
  /** Writes a value if the expected one still stands. */
  swap(change: Swap): Promise<boolean>;
}

/** Milliseconds since 1970: how a store is told the time in tests. */
export type Clock = () => number;
