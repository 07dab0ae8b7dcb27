// Deliveries as they move: each one when it appears and whenever its status or number of tries changes. In: webhooks and
// filters. Out: a call for each move, until stopped.
import { Refusal } from "../api/answer.ts";
import { type Api, type Query, Unreachable } from "../api/api.ts";
import type { Delivery, Webhook } from "../api/records.ts";
import { pause } from "../interrupt.ts";

export interface TailWish {
  readonly webhooks: readonly Webhook[];
  readonly query: Query;
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly onMove: (delivery: Delivery) => void;
  readonly onTrouble: (line: string) => void;
}

const PAGE = 100;
/** Of the deliveries that are still open beyond the newest page, so many are looked at in each round. */
const OPEN_LOOKS = 5;
const REMEMBERED = 5_000;

export async function tailDeliveries(api: Api, wish: TailWish): Promise<void> {
  const seen = new Map<string, Delivery>();
  const since = new Date().toISOString();
  let isAway = false;
  while (!wish.signal.aborted) {
    try {
      for (const row of await readRound(api, { ...wish, seen, since })) note(seen, row, wish.onMove);
      isAway = false;
    } catch (error) {
      if (wish.signal.aborted) return;
      if (!(error instanceof Unreachable || (error instanceof Refusal && error.status >= 500))) throw error;
      if (!isAway) wish.onTrouble(`${error.message}; waiting for it`);
      isAway = true;
    }
    await pause(wish.everyMs, wish.signal);
  }
}

interface Round extends TailWish {
  readonly seen: ReadonlyMap<string, Delivery>;
  readonly since: string;
}

async function readRound(api: Api, { webhooks, query, seen, since, signal }: Round): Promise<readonly Delivery[]> {
  const found: Delivery[] = [];
  for (const { webhook_id: id } of webhooks) {
    const path = `/api/v1/webhooks/${id}/deliveries` as const;
    const newest = await api.get<readonly Delivery[]>(path, { ...query, from_date: since, limit: PAGE }, { signal });
    found.push(...newest.toReversed());
  }
  const present = new Set(found.map((row) => row.delivery_id));
  const behind = [...seen.values()].filter((row) => isOpen(row) && !present.has(row.delivery_id)).slice(0, OPEN_LOOKS);
  for (const row of behind)
    found.push(
      await api.get<Delivery>(`/api/v1/webhooks/${row.webhook_id}/deliveries/${row.delivery_id}`, {}, { signal }),
    );
  return found;
}

function isOpen({ status }: Delivery): boolean {
  return status === "pending" || status === "retrying";
}

function note(seen: Map<string, Delivery>, row: Delivery, onMove: (delivery: Delivery) => void): void {
  const before = seen.get(row.delivery_id);
  seen.delete(row.delivery_id);
  seen.set(row.delivery_id, row);
  const [oldest] = seen.size > REMEMBERED ? seen.keys() : [];
  if (oldest !== undefined) seen.delete(oldest);
  if (before?.status !== row.status || before.attempt_number !== row.attempt_number) onMove(row);
}
