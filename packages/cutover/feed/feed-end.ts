// Where the feed of a webhook ends: an observation begins there, not with what happened long before it.
// In: a webhook. Out: the last sequence there is.
import type { Api } from "../api/api.ts";
import { isAbsent, requestPatiently } from "../api/patient.ts";
import { numberOrNull, readFeedPage, readPage } from "../api/records.ts";

export interface FeedEndSearch {
  readonly api: Api;
  readonly webhook: string;
  readonly signal: AbortSignal | undefined;
  readonly onNotice: ((message: string) => void) | undefined;
}

type Ask = (path: string) => Promise<unknown>;

/** From the newest delivery where that list is offered, else by halving the range. */
export async function findFeedEnd({ api, webhook, signal, onNotice }: FeedEndSearch): Promise<number> {
  const ask: Ask = async (path) => {
    const route = `/webhooks/${encodeURIComponent(webhook)}${path}`;
    const answer = await requestPatiently(api, route, { onNotice, ...(signal ? { signal } : {}) });
    return answer.kind === "ok" ? answer.body : null;
  };
  return (await findNewest(ask)) ?? (await findEndByHalving(ask));
}

async function findNewest(ask: Ask): Promise<number | null> {
  try {
    const page = readPage(await ask("/deliveries?limit=1&is_test=false"));
    if (page === null) return null;
    const [newest] = page.rows;
    return newest === undefined ? 0 : numberOrNull(newest["sequence"]);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

async function findEndByHalving(ask: Ask): Promise<number> {
  const isBeyond = async (after: number): Promise<boolean> =>
    (readFeedPage(await ask(`/events?after=${after}&limit=1`))?.rows.length ?? 0) === 0;
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
