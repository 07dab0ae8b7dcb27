// Reconcile through the feed of a webhook: real events, in sequence, from the first that happened since. The place to begin
// is found by halving, since the feed is ordered and counts without holes.
// In: a run context and a webhook. Out: events to the sink; counts.
import { type FeedPage, readFeedPage, ticketIdOf } from "../api/records.ts";
import { CutoverError } from "../errors.ts";
import { readKnowledge } from "./knowledge.ts";
import { createRun, type RunContext, type RunCounts, unfinishedPath } from "./run.ts";

export interface FeedOptions {
  readonly webhook: string;
  /** Also those that the sender calls delivered. Default false: whoever answered 2xx has them. */
  readonly hasDelivered: boolean;
}

/** Fan-out follows the commits, not quite their times: begin this much earlier. */
const OVERLAP_MS = 300_000;
const PAGE = 100;

export async function reconcileByFeed(context: RunContext, { webhook, hasDelivered }: FeedOptions): Promise<RunCounts> {
  const { ask, journal, since, until } = context;
  const route = `/webhooks/${encodeURIComponent(webhook)}/events`;
  const key = `${route} until ${until} ${hasDelivered ? "all" : "owed"}`;
  const run = createRun(context, "feed", key);
  const read = async (path: string): Promise<FeedPage> => {
    const answer = await ask(path);
    const page = answer.kind === "ok" ? readFeedPage(answer.body) : null;
    if (page === null) throw new CutoverError("server_malformed", `GET ${path}: the answer is no feed`);
    return page;
  };
  const knowledge = readKnowledge(journal);
  let path =
    unfinishedPath(journal, { key, since }) ?? pageAfter(route, await findStart(route, read, since - OVERLAP_MS));
  for (;;) {
    const { rows, nextAfter } = await read(path);
    for (const { event, status } of rows) {
      const ticket = ticketIdOf(event);
      const at = Date.parse(event.occurred_at);
      if (ticket === null || at < since || at > until || event.data["is_test"] === true) continue;
      const known = knowledge.of(ticket);
      if (status === "delivered" && !hasDelivered) run.skip();
      else await run.offer({ event, isSynthetic: false }, ticket, known);
    }
    if (rows.length === 0) break;
    path = pageAfter(route, Math.max(nextAfter ?? 0, ...rows.map(({ sequence }) => sequence)));
    run.mark({ next: path });
  }
  run.end();
  return run.counts;
}

function pageAfter(route: string, after: number): string {
  return `${route}?after=${after}&limit=${PAGE}`;
}

/** The greatest place such that everything behind it happened at `moment` or later: log2 of the feed's length in requests. */
async function findStart(route: string, read: (path: string) => Promise<FeedPage>, moment: number): Promise<number> {
  const isAtOrAfter = async (after: number): Promise<boolean> => {
    const [first] = (await read(`${route}?after=${after}&limit=1`)).rows;
    return first === undefined || Date.parse(first.event.occurred_at) >= moment;
  };
  if (await isAtOrAfter(0)) return 0;
  let [low, high] = [0, PAGE];
  while (!(await isAtOrAfter(high))) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isAtOrAfter(middle)) high = middle;
    else low = middle;
  }
  return low;
}
