// A webhook's rate limit: a token bucket that holds `burstLimit` and fills evenly, and besides never more than
// `requestsPerMinute` in any 60 seconds (docs/decisions/0021-rate-limit-windows.md). Pure and immutable: the state goes into the
// lane's row as JSON, so that the next owner goes on where the last one stopped. Waiting here is never an attempt (P7).

export interface RateLimit {
  readonly requestsPerMinute: number;
  readonly burstLimit: number;
}

/** Sends that still count: when (milliseconds since 1970) and how many, oldest first. */
type Sends = readonly (readonly [atMs: number, count: number])[];

export interface RateWindow {
  readonly sends: Sends;
  /** When the bucket will be full again; full when that is past. */
  readonly fullAtMs: number;
}

export type RateTurn =
  /** Send now, and go on with this state. */
  | { readonly kind: "send"; readonly window: RateWindow }
  /** Not before this moment; go on with this state, too, or a clock that was set back is never caught up with. */
  | { readonly kind: "wait"; readonly window: RateWindow; readonly untilMs: number };

export const EMPTY_RATE_WINDOW: RateWindow = { sends: [], fullAtMs: 0 };

// Between the decision and the wire lie a few milliseconds that differ from send to send; so a receiver that counts by its
// own clock does not see one more than it allowed.
const MINUTE_MS = 60_000 + 100;
const SECOND_MS = 1000 + 50;
// Entries of the last second and of the rest of the minute each; more are put together by slots.
const MAX_ENTRIES = 64;
const OLD_SLOT_MS = 1000;
const RECENT_SLOT_MS = 20;

// What no longer counts is left out. After the clock was set back, sends of the future count as of now.
function stillCounting(sends: Sends, nowMs: number): Sends {
  const kept = sends.filter(([atMs]) => atMs > nowMs - MINUTE_MS);
  return kept.some(([atMs]) => atMs > nowMs)
    ? kept.map(([atMs, count]) => [Math.min(atMs, nowMs), count] as const)
    : kept;
}

/** When `limit` sends within `spanMs` leave room for one more; null when they do now. */
function roomAt(sends: Sends, limit: number, span: { readonly ms: number; readonly nowMs: number }): number | null {
  let inSpan = 0;
  for (let at = sends.length - 1; at >= 0; at--) {
    const [atMs, count] = sends[at] ?? [0, 0];
    if (atMs <= span.nowMs - span.ms) break;
    inSpan += count;
    // This entry has to leave the span, and everything older leaves before it.
    if (inSpan >= limit) return atMs + span.ms;
  }
  return null;
}

// Sends of the same slot count as of the last of them: the limit holds, and a send that waits for them waits a slot longer at worst.
function coarsen(sends: Sends, slotMs: number): Sends {
  if (sends.length <= MAX_ENTRIES) return sends;
  const slots = Map.groupBy(sends, ([atMs]) => Math.floor(atMs / slotMs));
  return [...slots.values()].map((slot) => [slot.at(-1)?.[0] ?? 0, slot.reduce((sum, [, count]) => sum + count, 0)]);
}

// The last second and the rest are shortened apart, so that merging old sends never touches the burst.
function shorten(sends: Sends, nowMs: number): Sends {
  if (sends.length <= MAX_ENTRIES) return sends;
  const firstRecent = sends.findIndex(([atMs]) => atMs > nowMs - SECOND_MS);
  return [...coarsen(sends.slice(0, firstRecent), OLD_SLOT_MS), ...coarsen(sends.slice(firstRecent), RECENT_SLOT_MS)];
}

function add(sends: Sends, nowMs: number): Sends {
  const last = sends.at(-1);
  if (last?.[0] === nowMs) return [...sends.slice(0, -1), [nowMs, last[1] + 1]];
  return shorten([...sends, [nowMs, 1]], nowMs);
}

// One more comes into the bucket each time this has passed.
function intervalMs({ requestsPerMinute }: RateLimit): number {
  return MINUTE_MS / requestsPerMinute;
}

// A clock that was set back, or a limit that was changed, leaves the bucket empty at worst.
function fullAt({ fullAtMs }: RateWindow, limit: RateLimit, nowMs: number): number {
  return Math.min(Math.max(fullAtMs, nowMs), nowMs + limit.burstLimit * intervalMs(limit));
}

/** When the bucket holds one; null when it does now. To the millisecond, so that waiting until then is enough. */
function tokenAt(fullAtMs: number, limit: RateLimit, nowMs: number): number | null {
  const atMs = Math.ceil(fullAtMs - (limit.burstLimit - 1) * intervalMs(limit) - 1);
  return atMs > nowMs ? atMs : null;
}

/** Asks for one send. On `wait` ask again at `untilMs`: by then other sends may have come in between. */
export function takeRateTurn(window: RateWindow, limit: RateLimit, nowMs: number): RateTurn {
  const sends = stillCounting(window.sends, nowMs);
  const fullAtMs = fullAt(window, limit, nowMs);
  const { requestsPerMinute, burstLimit } = limit;
  const waits = [
    roomAt(sends, requestsPerMinute, { ms: MINUTE_MS, nowMs }),
    // What came into the bucket meanwhile does not come on top of a burst, where that would be more in a second than asked for.
    roomAt(sends, Math.max(burstLimit, Math.ceil(requestsPerMinute / 60)), { ms: SECOND_MS, nowMs }),
    tokenAt(fullAtMs, limit, nowMs),
  ].filter((atMs) => atMs !== null);
  if (waits.length > 0) return { kind: "wait", window: { sends, fullAtMs }, untilMs: Math.max(...waits) };
  return { kind: "send", window: { sends: add(sends, nowMs), fullAtMs: fullAtMs + intervalMs(limit) } };
}

/**
 * The state when what was sent lately is not known, because the last owner died without writing it: as if all that is
 * allowed had been sent at `nowMs`, the last moment at which it may have sent.
 */
export function spentRateWindow(limit: RateLimit, nowMs: number): RateWindow {
  return {
    sends: [[nowMs, Math.max(limit.requestsPerMinute, limit.burstLimit)]],
    fullAtMs: nowMs + limit.burstLimit * intervalMs(limit),
  };
}

function isSend(entry: unknown): entry is readonly [number, number] {
  return Array.isArray(entry) && Number.isFinite(entry[0]) && Number.isFinite(entry[1]);
}

/** Reads the state from the lane's row. Null and anything that is no state is an empty one. */
export function decodeRateWindow(stored: unknown): RateWindow {
  const { sends, fullAtMs } = (stored ?? {}) as { readonly sends?: unknown; readonly fullAtMs?: unknown };
  if (!Array.isArray(sends) || !sends.every(isSend) || !Number.isFinite(fullAtMs)) return EMPTY_RATE_WINDOW;
  return { sends, fullAtMs: Number(fullAtMs) };
}
