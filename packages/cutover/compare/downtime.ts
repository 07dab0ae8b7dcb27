// When the receiver was away, seen from the sender's attempts, and what the retry ladder made of it. Pure.
// In: deliveries with their attempts. Out: downtimes, and how the deliveries that met one ended.
import type { DeliveryEntry } from "../journal/entry.ts";

export interface Downtime {
  /** By the server's clock: from the first failed attempt to the first success after it; null while it lasts. */
  readonly from: number;
  readonly to: number | null;
  readonly failedAttempts: number;
  /** Status or error class of the failures, with how often. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface LadderOutcome {
  /** Delivered at the n-th attempt, n from 2 on. */
  readonly recoveredAt: Readonly<Record<number, number>>;
  readonly abandoned: number;
  readonly underWay: number;
  readonly held: number;
}

export function findDowntimes(deliveries: readonly DeliveryEntry[]): Downtime[] {
  const attempts = deliveries.flatMap((delivery) => delivery.attempts).toSorted((a, b) => a.at - b.at);
  const found: Downtime[] = [];
  let open: { from: number; failedAttempts: number; reasons: Record<string, number> } | null = null;
  for (const { at, status, error } of attempts) {
    const isSuccess = status !== null && status >= 200 && status < 300;
    if (isSuccess) {
      if (open) found.push({ ...open, to: at });
      open = null;
      continue;
    }
    open ??= { from: at, failedAttempts: 0, reasons: {} };
    open.failedAttempts++;
    const word = status === null ? (error ?? "no answer") : String(status);
    open.reasons[word] = (open.reasons[word] ?? 0) + 1;
  }
  if (open) found.push({ ...open, to: null });
  return found;
}

/** `laterCopies`: attempt numbers above 1 of events whose delivery the API was not asked about. */
export function readLadder(deliveries: readonly DeliveryEntry[], laterCopies: readonly number[]): LadderOutcome {
  const recoveredAt: Record<number, number> = {};
  const outcome = { abandoned: 0, underWay: 0, held: 0 };
  const count = (attempt: number): void => void (recoveredAt[attempt] = (recoveredAt[attempt] ?? 0) + 1);
  for (const { status, attempts } of deliveries) {
    if (status === "delivered" && attempts.length > 1) count(attempts.length);
    else if (status === "abandoned") outcome.abandoned++;
    else if (status === "held") outcome.held++;
    else if (status === "retrying" || status === "pending") outcome.underWay++;
  }
  for (const attempt of laterCopies) count(attempt);
  return { recoveredAt, ...outcome };
}
