// Cuts a ticket's history into windows: the time between the poll that still showed the old state and the poll that showed
// the new one, with the changes whose events belong there. By version where both sides carry it, else by `updated_at`,
// both exact and free of any clock; else by `occurred_at`, where the margin of the clocks decides. Pure.
import type { ClockModel } from "./clock.ts";
import { diffContent, fieldOf, type PathTest } from "./fields.ts";
import type { History, Look, Receipt, Sight } from "./history.ts";
import { typesOfStep } from "./owed.ts";

export type Axis = "version" | "updated_at" | "occurred_at";

/** The events of one write. */
export interface Change {
  readonly key: number;
  readonly receipts: readonly Receipt[];
}

export interface Window {
  /** Null: the ticket was created while it was watched, and this is its first sight. */
  readonly before: Sight | null;
  readonly after: Sight;
  /** Where the window begins and ends on the axis: it holds what is after `fromKey`, up to `toKey`. */
  readonly fromKey: number;
  readonly toKey: number;
  /** The last look at the old state; null for a creation. */
  readonly opened: Look | null;
  readonly changes: readonly Change[];
}

/** Why a change has no window. */
export type OutsideReason =
  "not_polled" | "before_first_poll" | "after_last_poll" | "between_equal_polls" | "contradicted";

export interface Outside {
  readonly change: Change;
  readonly reason: OutsideReason;
}

export interface Timeline {
  readonly axis: Axis;
  /** In order of time; made one after the other. */
  readonly windows: Iterable<Window>;
  readonly outside: readonly Outside[];
}

export interface TimelineContext {
  readonly clock: ClockModel;
  readonly isNoise: PathTest;
  /** When the first poll of the whole journal was sent, by this machine's clock. */
  readonly watchedFrom: number;
}

export function cutWindows(history: History, context: TimelineContext): Timeline {
  const axis = chooseAxis(history);
  const drafts = draftWindows(history, axis, context);
  const [early, late, unplaced]: [Receipt[], Receipt[], Receipt[]] = [[], [], []];
  for (const receipt of inKeyOrder(history.receipts, axis)) {
    const key = keyOf(receipt, axis);
    const draft = drafts.length === 0 || key === null ? undefined : choose({ receipt, key, drafts, axis });
    if (drafts.length === 0 || key === null) unplaced.push(receipt);
    else if (draft === undefined) late.push(receipt);
    else if (draft.isReal) draft.receipts.push(receipt);
    else early.push(receipt);
  }
  const noWindow = history.sights.length === 0 ? "not_polled" : "before_first_poll";
  return {
    axis,
    windows: finishWindows(drafts, axis),
    outside: [
      ...groupChanges(unplaced, axis).map((change) => ({ change, reason: "not_polled" as const })),
      ...groupChanges(early, axis).map((change) => ({ change, reason: noWindow as OutsideReason })),
      ...groupChanges(late, axis).map((change) => ({
        change,
        reason: reasonAfter({ change, axis, history, context }),
      })),
    ],
  };
}

function chooseAxis({ sights, receipts }: History): Axis {
  if (has(sights, "version") && has(receipts, "version")) return "version";
  if (has(sights, "updatedAt") && has(receipts, "updatedAt")) return "updated_at";
  return "occurred_at";
}

type Dated = { readonly version: number | null; readonly updatedAt: number | null };

function has(list: readonly Dated[], field: keyof Dated): boolean {
  return list.every((one) => one[field] !== null);
}

function keyOf(receipt: Receipt, axis: Axis): number | null {
  if (axis === "version") return receipt.version;
  return axis === "updated_at" ? receipt.updatedAt : receipt.occurredAt;
}

interface Draft {
  readonly before: Sight | null;
  readonly after: Sight;
  readonly fromKey: number;
  readonly toKey: number;
  /** From here to `latest` it is open whether an event belongs to this window or to the next. */
  readonly unsureFrom: number;
  readonly latest: number;
  readonly wanted: Set<string>;
  readonly receipts: Receipt[];
  /** False for the first sight of a ticket that was there before: only its key matters. */
  readonly isReal: boolean;
}

function draftWindows({ sights }: History, axis: Axis, context: TimelineContext): Draft[] {
  return sights.map((after, index) => {
    const before = sights[index - 1] ?? null;
    const isCreation = before === null && wasCreatedWhileWatched(after, context);
    const [unsureFrom, latest] = boundsOf(after, axis, context);
    return {
      before,
      after,
      fromKey: before === null ? (isCreation ? -Infinity : latest) : boundsOf(before, axis, context)[1],
      toKey: latest,
      unsureFrom,
      latest,
      wanted: axis === "occurred_at" ? wantedTypes(before, after, context) : NOTHING_WANTED,
      receipts: [],
      isReal: before !== null || isCreation,
    };
  });
}

// Asked only where time alone decides.
const NOTHING_WANTED: Set<string> = new Set();

function wantedTypes(before: Sight | null, after: Sight, { isNoise }: TimelineContext): Set<string> {
  if (before === null) return new Set();
  const fields = new Set(diffContent(before.state, after.state, isNoise).map(({ path }) => fieldOf(path)));
  return new Set(typesOfStep({ fields, before: before.state, after: after.state }));
}

/** Up to where on the axis a sight reaches for sure, and at most. */
function boundsOf(sight: Sight, axis: Axis, { clock }: TimelineContext): readonly [number, number] {
  if (axis === "version") return [sight.version ?? 0, sight.version ?? 0];
  if (axis === "updated_at") return [sight.updatedAt ?? 0, sight.updatedAt ?? 0];
  const { offsetMs, marginMs } = clock.readingAt(sight.at);
  if (sight.updatedAt !== null) return [sight.updatedAt - marginMs, sight.updatedAt + marginMs];
  return [sight.sentAt + offsetMs - marginMs, sight.at + offsetMs + marginMs];
}

function wasCreatedWhileWatched({ state, at }: Sight, { clock, watchedFrom }: TimelineContext): boolean {
  const entered = typeof state["entered_at"] === "string" ? Date.parse(state["entered_at"]) : Number.NaN;
  const { offsetMs, marginMs } = clock.readingAt(at);
  return entered - offsetMs > watchedFrom + marginMs;
}

interface Placing {
  readonly receipt: Receipt;
  readonly key: number;
  readonly drafts: readonly Draft[];
  readonly axis: Axis;
}

// Where the margin leaves it open which of two windows an event belongs to, the one decides that lacks an event of its type.
function choose({ receipt, key, drafts, axis }: Placing): Draft | undefined {
  const index = firstReaching(drafts, key);
  const [draft, next] = [drafts[index], drafts[index + 1]];
  if (draft === undefined || axis !== "occurred_at") return draft;
  const isUnsure = key > draft.unsureFrom && next !== undefined;
  const chosen = isUnsure && !draft.wanted.has(receipt.type) && next.wanted.has(receipt.type) ? next : draft;
  chosen.wanted.delete(receipt.type);
  return chosen;
}

function firstReaching(drafts: readonly Draft[], key: number): number {
  let low = 0;
  let high = drafts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((drafts[middle] as Draft).latest >= key) high = middle;
    else low = middle + 1;
  }
  return low;
}

function* finishWindows(drafts: readonly Draft[], axis: Axis): Generator<Window> {
  for (const draft of drafts) if (draft.isReal) yield finishWindow(draft, axis);
}

function finishWindow(draft: Draft, axis: Axis): Window {
  const { before, after, fromKey } = draft;
  const changes = groupChanges(draft.receipts, axis);
  // By time alone nothing tells whether the last change is the one the poll saw; it is taken to be.
  const toKey = axis === "occurred_at" ? (changes.at(-1)?.key ?? draft.toKey) : draft.toKey;
  return { before, after, fromKey: Math.max(0, fromKey), toKey, opened: before && after.since, changes };
}

function groupChanges(receipts: readonly Receipt[], axis: Axis): Change[] {
  const groups = Map.groupBy(receipts, (receipt) => keyOf(receipt, axis) ?? 0);
  return [...groups].map(([key, members]) => ({ key, receipts: members })).toSorted((a, b) => a.key - b.key);
}

function inKeyOrder(receipts: readonly Receipt[], axis: Axis): readonly Receipt[] {
  return receipts.toSorted((a, b) => (keyOf(a, axis) ?? 0) - (keyOf(b, axis) ?? 0));
}

interface After {
  readonly change: Change;
  readonly axis: Axis;
  readonly history: History;
  readonly context: TimelineContext;
}

// A poll that was certainly sent after the change and still shows the state before it contradicts the event.
function reasonAfter({ change, axis, history, context }: After): OutsideReason {
  const look = history.lastLook;
  const occurredAt = change.receipts[0]?.occurredAt ?? null;
  if (look === null || occurredAt === null) return "after_last_poll";
  const { offsetMs, marginMs } = context.clock.readingAt(look.at);
  const isPolledAfter = look.sentAt - (occurredAt - offsetMs) > 2 * marginMs + (look.at - look.sentAt);
  if (!isPolledAfter) return "after_last_poll";
  return axis === "occurred_at" ? "between_equal_polls" : "contradicted";
}
