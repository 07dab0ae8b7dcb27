// The webhook side by pulling: follows the feed of a webhook by long polls and notes each event, with the place it was read
// up to, so that the next session misses nothing. In: a webhook's id. Out: events in the journal, as they come.
import type { Api } from "../api/api.ts";
import { refusedBy } from "../api/api.ts";
import { type FeedPage, readFeedPage } from "../api/records.ts";
import { CutoverError } from "../errors.ts";
import type { Journal } from "../journal/journal.ts";
import type { EventTap } from "../taps/event-tap.ts";
import { findFeedEnd } from "./feed-end.ts";

export interface FeedTapOptions {
  readonly api: Api;
  readonly journal: Journal;
  readonly tap: EventTap;
  readonly webhook: string;
  /** Seconds of one long poll, at most 30. Default 20. */
  readonly waitSeconds?: number;
  /** Told when the feed can not be read, when the reason changes, and when it can be read again. */
  readonly onTrouble?: (message: string) => void;
}

export interface FeedTap {
  /** Finds where to begin: where the last session stopped, else at the end of the feed. */
  begin(signal?: AbortSignal): Promise<void>;
  /** Reads one page, waiting for news up to `waitSeconds`. Resolves to the number of events. */
  read(waitSeconds: number, signal?: AbortSignal): Promise<number>;
  /** Reads until the signal aborts. Rejects only when the server refuses. */
  follow(signal: AbortSignal): Promise<void>;
}

/** From one question without news to the next. */
const SHORTEST_ROUND_MS = 1000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

export function createFeedTap(options: FeedTapOptions): FeedTap {
  const { api, journal, tap, webhook, waitSeconds = 20, onTrouble } = options;
  const { clock } = api;
  let after = 0;
  let pauseMs = FIRST_PAUSE_MS;
  const trouble = createTrouble(onTrouble);

  async function pause(message: string, askedMs: number | null, signal: AbortSignal | undefined): Promise<void> {
    trouble.begin(message);
    await clock.sleep(askedMs ?? pauseMs, signal);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  }

  const feed: FeedTap = {
    async begin(signal) {
      const kept = journal.readLast("cursor");
      after = kept?.webhook === webhook ? kept.after : await findFeedEnd({ api, webhook, signal, onNotice: onTrouble });
      journal.append({ kind: "cursor", at: clock.now(), webhook, after });
    },
    async read(wait, signal) {
      const path = `/webhooks/${encodeURIComponent(webhook)}/events?after=${after}&limit=100${wait > 0 ? `&wait=${wait}` : ""}`;
      const answer = await api.request(path, { timeoutMs: (wait + 15) * 1000, ...(signal ? { signal } : {}) });
      if (signal?.aborted) return 0;
      if (answer.kind === "silent") return pause(`the feed: no answer (${answer.message})`, null, signal).then(() => 0);
      if (answer.kind !== "ok") {
        if (answer.kind === "refused" && answer.status !== 429 && answer.status < 500)
          throw refusedBy(answer, "the feed");
        const askedMs = answer.kind === "refused" ? answer.retryAfterMs : null;
        return pause(`the feed answered ${answer.status}`, askedMs, signal).then(() => 0);
      }
      const page = readFeedPage(answer.body);
      if (page === null) throw new CutoverError("server_malformed", `GET ${path}: the answer is no feed`);
      pauseMs = FIRST_PAUSE_MS;
      trouble.end();
      notePage(page, answer.at);
      return page.rows.length;
    },
    async follow(signal) {
      while (!signal.aborted) {
        const askedAt = clock.now();
        const count = await feed.read(waitSeconds, signal);
        // A server that does not know `wait` answers at once; it is not to be asked without end.
        if (count === 0) await clock.sleep(SHORTEST_ROUND_MS - (clock.now() - askedAt), signal);
      }
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

/** Tells a trouble once, however often it is met, and its end. */
function createTrouble(onTrouble: FeedTapOptions["onTrouble"]) {
  let told: string | null = null;
  return {
    begin(message: string): void {
      if (message !== told) onTrouble?.(`${message}; asked again until it answers`);
      told = message;
    },
    end(): void {
      if (told !== null) onTrouble?.("the feed answers again");
      told = null;
    },
  };
}
