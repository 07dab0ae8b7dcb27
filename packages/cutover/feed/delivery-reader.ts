// The sender's deliveries API, as far as the kit asks it: lists by filter, those that came through late, the attempts of one.
// In: a webhook. Out: delivery entries, not yet written down. Where the key may not read them, none.
import type { Answer, Api } from "../api/api.ts";
import { isBusy } from "../api/patient.ts";
import { readDelivery, readPage, readRecord } from "../api/records.ts";
import type { DeliveryEntry } from "../journal/entry.ts";

export interface DeliveryReaderOptions {
  readonly api: Api;
  readonly webhook: string;
  /** Deliveries made before this are left alone, by the server's clock. */
  readonly since: number;
}

export interface DeliveryReader {
  list(filter: Readonly<Record<string, string>>): Promise<DeliveryEntry[]>;
  /** Those that failed and came through since the last time this was asked. */
  listLate(): Promise<DeliveryEntry[]>;
  /** The same delivery with its attempts; as it is where the single view is not offered. */
  readAttempts(delivery: DeliveryEntry): Promise<DeliveryEntry>;
}

const MOST_PAGES = 10;
/** A delivery may come through at a late attempt after younger ones did. */
const LOOK_BACK_MS = 600_000;
/** A 429 or 503 is waited out this often, and no longer than this at a time: the word of the sender decides what is missing. */
const MOST_WAITS = 3;
const LONGEST_WAIT_MS = 60_000;
const DEFAULT_WAIT_MS = 5000;

/** One request; a server that is busy is asked again a few times. */
export async function requestUnlessBusy(api: Api, path: string, signal?: AbortSignal): Promise<Answer> {
  for (let waits = 0; ; waits++) {
    const answer = await api.request(path, signal ? { signal } : {});
    if (answer.kind !== "refused" || !isBusy(answer) || waits === MOST_WAITS || signal?.aborted) return answer;
    await api.clock.sleep(Math.min(LONGEST_WAIT_MS, answer.retryAfterMs ?? DEFAULT_WAIT_MS), signal);
  }
}

export function createDeliveryReader({ api, webhook, since }: DeliveryReaderOptions): DeliveryReader {
  const path = `/webhooks/${encodeURIComponent(webhook)}/deliveries`;
  let lateSince = since;
  const reader: DeliveryReader = {
    async list(filter) {
      const found: DeliveryEntry[] = [];
      const query = new URLSearchParams({ from_date: new Date(since).toISOString(), ...filter, limit: "100" });
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await requestUnlessBusy(api, `${path}?${query}`);
        const read = answer.kind === "ok" ? readPage(answer.body) : null;
        if (read === null) return found;
        found.push(...read.rows.flatMap((row) => readDelivery(row, webhook, answer.at) ?? []));
        if (read.next === null) return found;
        query.set(read.next.name, read.next.value);
      }
      return found;
    },
    async listLate() {
      const delivered = await reader.list({ status: "delivered", from_date: new Date(lateSince).toISOString() });
      const newest = delivered.reduce((latest, { createdAt }) => Math.max(latest, createdAt), lateSince);
      lateSince = Math.max(lateSince, newest - LOOK_BACK_MS);
      return delivered.filter(({ attemptCount = 0 }) => attemptCount > 1);
    },
    async readAttempts(delivery) {
      const answer = await requestUnlessBusy(api, `${path}/${encodeURIComponent(delivery.delivery)}`);
      const record = answer.kind === "ok" ? readRecord(answer.body) : null;
      return (record && readDelivery(record, webhook, answer.at)) ?? delivery;
    },
  };
  return reader;
}
