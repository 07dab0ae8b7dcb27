// A receiver that pulls: follows a webhook's feed over any server that answers, while everything breaks. In: a webhook. Out: the
// entries it saw, in order.
import { setTimeout as sleep } from "node:timers/promises";
import { TEST_KEY } from "../harness/server-process.ts";
import type { Chance } from "./random.ts";

export interface FollowedEntry {
  readonly sequence: number;
  readonly deliveryId: string;
  readonly eventId: string;
  readonly body: string;
}

interface FeedPage {
  readonly data: readonly {
    readonly sequence: number;
    readonly delivery_id: string;
    readonly event: { readonly event_id: string };
  }[];
  readonly meta: { readonly next_after: number };
}

const PAUSE_MS = 100;
const PATIENCE_MS = 5_000;

export interface Following {
  readonly urls: readonly string[];
  readonly webhookId: string;
  readonly chance: Chance;
  /** True from the moment on in which nothing new comes. */
  readonly isOver: () => boolean;
}

async function readPage(following: Following, after: number): Promise<FeedPage | null> {
  const { urls, webhookId, chance } = following;
  const url = `${chance.pick(urls)}/api/v1/webhooks/${webhookId}/events?after=${after}&limit=100&wait=2`;
  try {
    const response = await fetch(url, {
      headers: { "X-API-Key": TEST_KEY },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok ? ((await response.json()) as FeedPage) : null;
  } catch {
    return null;
  }
}

/** Follows until it is over and nothing more comes. */
export async function followFeed(following: Following): Promise<readonly FollowedEntry[]> {
  const entries: FollowedEntry[] = [];
  let after = 0;
  for (;;) {
    const wasOver = following.isOver();
    const page = await readPage(following, after);
    if (page === null) await sleep(PAUSE_MS);
    else if (page.data.length === 0 && wasOver) return entries;
    for (const { sequence, delivery_id: deliveryId, event } of page?.data ?? [])
      entries.push({ sequence, deliveryId, eventId: event.event_id, body: JSON.stringify(event) });
    after = page?.meta.next_after ?? after;
  }
}
