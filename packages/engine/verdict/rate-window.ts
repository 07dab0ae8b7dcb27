// A webhook's rate limit, exactly: never more than `requestsPerMinute` in any 60 seconds and never more than `burstLimit` in
// any second (docs/decisions/0021-rate-limit-windows.md). Pure and immutable: the state is a short list that goes into the
// lane's row as JSON, so that the next owner goes on where the last one stopped. Waiting here is never an attempt (P7).

export interface RateLimit {
  readonly requestsPerMinute: number;
  readonly burstLimit: number;
}

/** Sends that still count: when (milliseconds since 1970) and how many, oldest first. */
export type RateWindow = readonly (readonly [atMs: number, count: number])[];

export type RateTurn =
  /** Send now, and go on with this state. */
  | { readonly kind: "send"; readonly window: RateWindow }
  /** Not before this moment; go on with this state, too, or a clock that was set back is never caught up with. */
  | { readonly kind: "wait"; readonly window: RateWindow; readonly untilMs: number };

export const EMPTY_RATE_WINDOW: RateWindow = [];

// Between the decision and the wire lie a few milliseconds that differ from send to send; so a receiver that counts by its
// own clock does not see one more than it allowed.
const MINUTE_MS = 60_000 + 100;
const SECOND_MS = 1000 + 50;
// Entries of the last second and of the rest of the minute each; more are merged, see shorten().
const MAX_ENTRIES = 64;

// What no longer counts is left out. After the clock was set back, sends of the future count as of now.
function stillCounting(window: RateWindow, nowMs: number): RateWindow {
  const kept = window.filter(([atMs]) => atMs > nowMs - MINUTE_MS);
  return kept.some(([atMs]) => atMs > nowMs)
    ? kept.map(([atMs, count]) => [Math.min(atMs, nowMs), count] as const)
    : kept;
}

/** When `limit` sends within `spanMs` leave room for one more; null when they do now. */
function roomAt(
  window: RateWindow,
  limit: number,
  span: { readonly ms: number; readonly nowMs: number },
): number | null {
  let inSpan = 0;
  for (let at = window.length - 1; at >= 0; at--) {
    const [atMs, count] = window[at] ?? [0, 0];
    if (atMs <= span.nowMs - span.ms) break;
    inSpan += count;
    // This entry has to leave the span, and everything older leaves before it.
    if (inSpan >= limit) return atMs + span.ms;
  }
  return null;
}

// Merges the two neighbours that lie closest together and lets both count as of the later: the limit holds, and a send that
// waits for them waits longer by the gap between them.
function mergeClosest(entries: RateWindow): RateWindow {
  let closest = 0;
  let smallest = Infinity;
  for (let at = 0; at + 1 < entries.length; at++) {
    const gap = (entries[at + 1]?.[0] ?? 0) - (entries[at]?.[0] ?? 0);
    if (gap < smallest) [smallest, closest] = [gap, at];
  }
  const [, earlierCount] = entries[closest] ?? [0, 0];
  const [laterMs, laterCount] = entries[closest + 1] ?? [0, 0];
  return [...entries.slice(0, closest), [laterMs, earlierCount + laterCount], ...entries.slice(closest + 2)];
}

// The last second and the rest are shortened apart, so that merging old sends never touches the burst.
function shorten(window: RateWindow, nowMs: number): RateWindow {
  if (window.length <= MAX_ENTRIES) return window;
  const firstRecent = window.findIndex(([atMs]) => atMs > nowMs - SECOND_MS);
  const parts = [window.slice(0, firstRecent), window.slice(firstRecent)];
  return parts.flatMap((part) => (part.length > MAX_ENTRIES ? mergeClosest(part) : part));
}

function add(window: RateWindow, nowMs: number): RateWindow {
  const last = window.at(-1);
  if (last?.[0] === nowMs) return [...window.slice(0, -1), [nowMs, last[1] + 1]];
  return shorten([...window, [nowMs, 1]], nowMs);
}

/** Asks for one send. On `wait` ask again at `untilMs`: by then other sends may have come in between. */
export function takeRateTurn(window: RateWindow, limit: RateLimit, nowMs: number): RateTurn {
  const counting = stillCounting(window, nowMs);
  const minute = roomAt(counting, limit.requestsPerMinute, { ms: MINUTE_MS, nowMs });
  const second = roomAt(counting, limit.burstLimit, { ms: SECOND_MS, nowMs });
  if (minute === null && second === null) return { kind: "send", window: add(counting, nowMs) };
  return { kind: "wait", window: counting, untilMs: Math.max(minute ?? 0, second ?? 0) };
}

/**
 * The state when what was sent lately is not known, because the last owner died without writing it: as if all that is
 * allowed had been sent at `nowMs`, the last moment at which it may have sent.
 */
export function spentRateWindow(limit: RateLimit, nowMs: number): RateWindow {
  return [[nowMs, Math.max(limit.requestsPerMinute, limit.burstLimit)]];
}

/** Reads the state from the lane's row. Null and anything that is no state is an empty one. */
export function decodeRateWindow(stored: unknown): RateWindow {
  if (!Array.isArray(stored)) return EMPTY_RATE_WINDOW;
  const isEntry = (entry: unknown): entry is readonly [number, number] =>
    Array.isArray(entry) && Number.isFinite(entry[0]) && Number.isFinite(entry[1]);
  return stored.every(isEntry) ? stored : EMPTY_RATE_WINDOW;
}
