// Long polls of the feed: callers that wait until their webhook has something new. Woken by the notifications that wake lanes,
// and once a second by one look for all of them together, which also finds what a paused webhook got.
// In: a webhook and the sequence its caller knows. Out: true when there is more.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { CHANNELS, listen, type Subscription } from "../db/listen.ts";
import { sql } from "../db/sql.ts";

export interface FeedWish {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly after: number;
  readonly timeoutMs: number;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

/** `more`: read again; `nothing`: the time is over; `full`: too many wait already. */
export type FeedNews = "more" | "nothing" | "full";

export interface FeedWaiters extends AsyncDisposable {
  wait(wish: FeedWish): Promise<FeedNews>;
  /** How many wait now. */
  readonly size: number;
}

interface Waiter {
  readonly wish: FeedWish;
  readonly end: (news: FeedNews) => void;
}

const POLL_MS = 1_000;

export interface FeedWaitersOptions {
  readonly db: Database;
  /** Callers that may wait at a time; default 1000. */
  readonly most?: number;
  /** Callers that may wait for one webhook; default 20. */
  readonly mostPerWebhook?: number;
  /** Told of a failed look; the next one comes a second later. */
  readonly onError?: (error: unknown) => void;
}

class WaitingRoom implements FeedWaiters {
  readonly #options: FeedWaitersOptions;
  readonly #waiters = new Set<Waiter>();
  readonly #cleanUps = new Map<Waiter, () => void>();
  #subscription: Promise<Subscription> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isAskedAgain = false;
  #isClosed = false;

  constructor(options: FeedWaitersOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#waiters.size;
  }

  wait(wish: FeedWish): Promise<FeedNews> {
    const { most = 1000, mostPerWebhook = 20 } = this.#options;
    if (this.#isClosed || wish.signal.aborted) return Promise.resolve("nothing");
    let ofWebhook = 0;
    for (const waiter of this.#waiters) if (waiter.wish.webhookId === wish.webhookId) ofWebhook += 1;
    if (this.#waiters.size >= most || ofWebhook >= mostPerWebhook) return Promise.resolve("full");
    return new Promise((resolve) => {
      const waiter: Waiter = { wish, end: (news) => this.#leave(waiter, () => resolve(news)) };
      const hangUp = (): void => waiter.end("nothing");
      const timeout = setTimeout(hangUp, wish.timeoutMs);
      wish.signal.addEventListener("abort", hangUp, { once: true });
      this.#cleanUps.set(waiter, () => {
        clearTimeout(timeout);
        wish.signal.removeEventListener("abort", hangUp);
      });
      this.#waiters.add(waiter);
      this.#open();
      // What came between the caller's read and now is found here, whether or not its notification was heard.
      this.#look();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const waiter of this.#waiters) waiter.end("nothing");
    await this.#looking;
    const subscription = await this.#subscription?.catch(() => undefined);
    await subscription?.[Symbol.asyncDispose]();
  }

  #leave(waiter: Waiter, resolve: () => void): void {
    if (!this.#waiters.delete(waiter)) return;
    this.#cleanUps.get(waiter)?.();
    this.#cleanUps.delete(waiter);
    if (this.#waiters.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    resolve();
  }

  // The connection for notifications is opened with the first waiter and kept.
  #open(): void {
    this.#timer ??= setInterval(() => this.#look(), POLL_MS);
    this.#subscription ??= listen(this.#options.db, {
      [CHANNELS.lanes]: (payload) => this.#hear(payload),
    }).catch((error: unknown) => {
      this.#subscription = undefined;
      throw error;
    });
    this.#subscription.catch((error: unknown) => this.#options.onError?.(error));
  }

  #hear(payload: string): void {
    const ids = payload === "" ? null : new Set(payload.split(","));
    for (const { wish } of this.#waiters) if (ids === null || ids.has(wish.webhookId)) return this.#look();
  }

  // One look at a time; whoever asks meanwhile gets one more behind it.
  #look(): void {
    if (this.#looking) {
      this.#isAskedAgain = true;
      return;
    }
    this.#looking = this.#lookOnce()
      .catch((error: unknown) => this.#options.onError?.(error))
      .finally(() => {
        this.#looking = undefined;
        if (this.#isAskedAgain && !this.#isClosed) {
          this.#isAskedAgain = false;
          this.#look();
        }
      });
  }

  async #lookOnce(): Promise<void> {
    const waiters = [...this.#waiters];
    if (waiters.length === 0) return;
    const heads = await this.#options.db.engine.query<{ webhook_id: string; last_sequence: number }>(sql`
      SELECT h.webhook_id, h.last_sequence
      FROM unnest(${waiters.map((waiter) => waiter.wish.tenantId)}::uuid[],
        ${waiters.map((waiter) => waiter.wish.webhookId)}::uuid[]) AS w (tenant_id, webhook_id)
      JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)`);
    const last = new Map(heads.map((head) => [head.webhook_id, head.last_sequence]));
    for (const waiter of waiters) if ((last.get(waiter.wish.webhookId) ?? 0) > waiter.wish.after) waiter.end("more");
  }
}

/** Opens a waiting room; disposing ends every wait at once. */
export function openFeedWaiters(options: FeedWaitersOptions): FeedWaiters {
  return new WaitingRoom(options);
}
