// The webhook side by pulling: follows the feed of a webhook by long polls and notes each event, with the place it was read
// up to, so that the next session misses nothing. In: a webhook's id. Out: events in the journal, as they come.
import type { Api } from "../api/api.ts";
import { refusedBy } from "../api/api.ts";
import { type FeedPage, numberOrNull, readFeedPage, readPage } from "../api/records.ts";
import { CutoverError } from "../errors.ts";
import type { Journal } from "../journal/journal.ts";
import type { EventTap } from "../taps/event-tap.ts";

export interface FeedTapOptions {
  readonly api: Api;
  readonly journal: Journal;
  readonly tap: EventTap;
  readonly webhook: string;
  /** Seconds of one long poll, at most 30. Default 20. */
  readonly waitSeconds?: number;
  /** Told when the feed can not be read for a while. */
  readonly onTrouble?: (message: string) => void;
}

export interface FeedTap {
  /** Finds where to begin: where the last session stopped, else at the end of the feed. */
  begin(): Promise<void>;
  /** Reads one page, waiting for news up to `waitSeconds`. Resolves to the number of events. */
  read(waitSeconds: number, signal?: AbortSignal): Promise<number>;
  /** Reads until the signal aborts. Rejects only when the server refuses. */
  follow(signal: AbortSignal): Promise<void>;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export function createFeedTap(options: FeedTapOptions): FeedTap {
  const { api, journal, tap, webhook, waitSeconds = 20, onTrouble } = options;
  const { clock } = api;
  let after = 0;
  let pauseMs = FIRST_PAUSE_MS;

  async function pause(message: string, askedMs: number | null, signal: AbortSignal | undefined): Promise<void> {
    onTrouble?.(message);
    await clock.sleep(askedMs ?? pauseMs, signal);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  }

  const feed: FeedTap = {
    async begin() {
      const kept = journal.readLast("cursor");
      after = kept?.webhook === webhook ? kept.after : await findEnd(api, webhook);
      journal.append({ kind: "cursor", at: clock.now(), webhook, after });
    },
    async read(wait, signal) {
      const path = `/webhooks/${encodeURIComponent(webhook)}/events?after=${after}&limit=100${wait > 0 ? `&wait=${wait}` : ""}`;
      const answer = await api.request(path, { timeoutMs: (wait + 15) * 1000, ...(signal ? { signal } : {}) });
      if (signal?.aborted) return 0;
      if (answer.kind === "silent") return pause(answer.message, null, signal).then(() => 0);
      if (answer.kind !== "ok") {
        if (answer.kind === "refused" && answer.status !== 429 && answer.status < 500)
          throw refusedBy(answer, "the feed");
        await pause(
          `the feed answered ${answer.status}`,
          answer.kind === "refused" ? answer.retryAfterMs : null,
          signal,
        );
        return 0;
      }
      const page = readFeedPage(answer.body);
      if (page === null) throw new CutoverError("server_malformed", `GET ${path}: the answer is no feed`);
      pauseMs = FIRST_PAUSE_MS;
      notePage(page, answer.at);
      return page.rows.length;
    },
    async follow(signal) {
      while (!signal.aborted) await feed.read(waitSeconds, signal);
    },
  };

  // The cursor goes in after the events: a crash in between reads them again, as copies with the same place and id.
  function notePage(page: FeedPage, at: number): void {
    for (const { sequence, delivery, event } of page.rows) {
      tap.record({ event, via: "feed", at, delivery: { webhookId: webhook, deliveryId: delivery, sequence } });
    }
    const next = Math.max(after, page.nextAfter ?? 0, ...page.rows.map(({ sequence }) => sequence));
    if (next === after) return;
    after = next;
    journal.append({ kind: "cursor", at: clock.now(), webhook, after });
  }

  return feed;
}

/** The last sequence there is: from the newest delivery where that list is offered, else by halving the range. */
async function findEnd(api: Api, webhook: string): Promise<number> {
  const id = encodeURIComponent(webhook);
  const newest = await api.request(`/webhooks/${id}/deliveries?limit=1&is_test=false`);
  if (newest.kind === "ok") {
    const row = readPage(newest.body)?.rows[0];
    if (row === undefined) return 0;
    const sequence = numberOrNull(row["sequence"]);
    if (sequence !== null) return sequence;
  } else if (newest.kind !== "refused" || newest.status >= 500 || newest.status === 401 || newest.status === 429) {
    if (newest.kind !== "unchanged") throw refusedBy(newest, "the deliveries of the webhook");
  }
  return findEndByHalving(api, id);
}

async function findEndByHalving(api: Api, id: string): Promise<number> {
  const isBeyond = async (after: number): Promise<boolean> => {
    const answer = await api.request(`/webhooks/${id}/events?after=${after}&limit=1`);
    if (answer.kind === "ok") return readFeedPage(answer.body)?.rows.length === 0;
    if (answer.kind === "unchanged") return true;
    throw refusedBy(answer, "the feed");
  };
  if (await isBeyond(0)) return 0;
  let [low, high] = [0, 1];
  while (!(await isBeyond(high))) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isBeyond(middle)) high = middle;
    else low = middle;
  }
  return high;
}
