// Judges one window: walks from the state the old poll showed, through the changes whose events came, to the state the new
// poll shows, and gives each change on the way exactly one class. Pure. In: a window. Out: findings.
import type { TicketState } from "../journal/entry.ts";
import { diffContent, fieldOf, isStored, type PathTest } from "./fields.ts";
import { type Finding, finding } from "./finding.ts";
import { judgeHidden } from "./judge-hidden.ts";
import { judgeLack, type LackContext } from "./owed-yet.ts";
import type { Subscription } from "./owed.ts";
import {
  provenBackwards,
  receivedTypes,
  shownState,
  stateBefore,
  type Step,
  storedChanges,
  typesOf,
  writtenFields,
} from "./step.ts";
import { compareValues } from "./step-values.ts";
import type { Axis, Change, Window } from "./windows.ts";

export interface WindowContext extends LackContext {
  readonly axis: Axis;
  readonly isNoise: PathTest;
  readonly isIgnored: PathTest;
  readonly subscription: Subscription;
}

/** How far the walk has come. */
interface Cursor {
  readonly key: number;
  readonly state: TicketState | null;
}

export function* judgeWindow(window: Window, context: WindowContext): Generator<Finding> {
  const moved = context.axis === "occurred_at" ? movedFields(window, context) : NOTHING_MOVED;
  const behind = provenBehind(window, context);
  let cursor: Cursor = { key: window.fromKey, state: window.before?.state ?? null };
  for (const [index, change] of window.changes.entries()) {
    const { hidden, to, step } = nextStep({ window, context, cursor, change, moved, behind: behind[index] ?? null });
    if (hidden !== 0) yield* judgeRun(window, context, { cursor, count: hidden, to, isLast: false });
    const judged = judgeChange(window, context, step);
    yield judged.finding;
    cursor = { key: change.key, state: judged.end };
  }
  if (cursor.key !== window.toKey || window.changes.length === 0) yield* judgeTail(window, context, cursor);
}

interface Stride {
  readonly window: Window;
  readonly context: WindowContext;
  readonly cursor: Cursor;
  readonly change: Change;
  readonly moved: ReadonlySet<string>;
  readonly behind: TicketState | null;
}

interface NextStep {
  /** How many writes without any event lie before the change; null: at least one, the axis does not count. */
  readonly hidden: number | null;
  /** The state that those led to. */
  readonly to: TicketState | null;
  readonly step: Step;
}

function nextStep({ window, context, cursor, change, moved, behind }: Stride): NextStep {
  const truth = change.key === window.toKey ? window.after.state : null;
  // Where nothing lies hidden before it the state before is proven, and need not be worked out from the change.
  const isNext = context.axis === "version" && change.key === cursor.key + 1 && cursor.state !== null;
  const to = isNext ? null : stateBefore(change, truth ?? shownState(change));
  const isUnborn = window.before === null && cursor.key === 0;
  const hidden = isNext ? 0 : hiddenBefore({ cursor, change, reached: to, isUnborn, context });
  const isStartProven = hidden === 0 && cursor.state !== null;
  const start = isStartProven ? cursor.state : to;
  const isCreation = isUnborn && hidden === 0;
  return { hidden, to, step: { change, start, isStartProven, behind, truth, isCreation, moved, ...context } };
}

/** Needed only where a change without events lies between: else each state is proven from the one before. */
function provenBehind(window: Window, { axis }: WindowContext): readonly (TicketState | null)[] {
  const { changes, fromKey, toKey, after } = window;
  const isDense = changes.length === toKey - fromKey && window.before !== null;
  return axis === "version" && !isDense ? provenBackwards(changes, toKey, after.state) : [];
}

// Only where time alone tells the order does it matter which fields moved in the whole window.
const NOTHING_MOVED: ReadonlySet<string> = new Set();

function movedFields({ before, after }: Window, { isNoise }: WindowContext): ReadonlySet<string> {
  const differences = before === null ? [] : diffContent(before.state, after.state, isNoise);
  return new Set(differences.map(({ path }) => fieldOf(path)));
}

interface Gap {
  readonly cursor: Cursor;
  readonly change: Change;
  readonly reached: TicketState | null;
  /** The creation itself still lies ahead. */
  readonly isUnborn: boolean;
  readonly context: WindowContext;
}

function hiddenBefore({ cursor, change, reached, isUnborn, context }: Gap): number | null {
  if (context.axis === "version") return change.key - cursor.key - 1;
  if (isUnborn) return receivedTypes(change).has("ticket.created") ? 0 : null;
  if (cursor.state === null || reached === null) return 0;
  return storedChanges(cursor.state, reached, context.isNoise).size > 0 ? null : 0;
}

interface Run {
  readonly cursor: Cursor;
  readonly count: number | null;
  readonly to: TicketState | null;
  readonly isLast: boolean;
}

function judgeRun(window: Window, context: WindowContext, { cursor, count, to, isLast }: Run): Finding[] {
  const isCreation = window.before === null && cursor.key === 0;
  const { state: from } = cursor;
  const polled = window.after.state;
  const verdict = judgeHidden({ count, from, to, polled, isCreation, isLast, ...context });
  const shared = { at: window.after.at, opened: window.opened, sight: window.after, isSeen: isLast };
  const versions = versionsOf(cursor, count, context.axis);
  const found: Finding[] = [];
  if (verdict.missing > 0) {
    const lack = judgeLack({ window, versions, types: verdict.owed }, context);
    const what = verdict.owed.length > 0 ? `no ${verdict.owed.join(", ")} came` : "no event of it came";
    found.push(
      finding({
        ...shared,
        class: lack.isPending ? "pending" : "missing",
        count: verdict.missing,
        version: versions?.[1] ?? null,
        lacking: verdict.owed,
        note: `${what}; ${lack.reason}`,
      }),
    );
  }
  if (verdict.unsubscribed > 0) {
    const fields =
      verdict.fields.length > 0 ? `${verdict.fields.join(", ")} changed` : "a change without a trace in the fields";
    const note = `${fields}; none of the subscribed event types is owed for it`;
    found.push(
      finding({
        ...shared,
        class: "unsubscribed",
        count: verdict.unsubscribed,
        version: versions?.[1] ?? null,
        uncarried: verdict.fields,
        note,
      }),
    );
  }
  return found;
}

function versionsOf(cursor: Cursor, count: number | null, axis: Axis): readonly [number, number] | null {
  return axis === "version" && count !== null ? [cursor.key + 1, cursor.key + count] : null;
}

/** What lies between the last change with an event and the poll. */
function judgeTail(window: Window, context: WindowContext, cursor: Cursor): Finding[] {
  const { after } = window;
  const count = context.axis === "version" ? window.toKey - cursor.key : null;
  if (count === 0 || isSameMoment(window, context)) return judgeStandstill(window, context, cursor);
  return judgeRun(window, context, { cursor, count, to: after.state, isLast: true });
}

function isSameMoment({ before, after }: Window, { axis }: WindowContext): boolean {
  return axis !== "version" && before !== null && before.updatedAt === after.updatedAt;
}

/** The record differs although nothing was written: another record was renamed, or a field moves by itself. */
function judgeStandstill(window: Window, context: WindowContext, cursor: Cursor): Finding[] {
  const { after } = window;
  if (cursor.state === null) return [];
  const fields = [
    ...new Set(diffContent(cursor.state, after.state, context.isIgnored).map(({ path }) => fieldOf(path))),
  ];
  if (fields.some(isStored)) return judgeRun(window, context, { cursor, count: null, to: after.state, isLast: true });
  if (fields.length === 0) return [];
  const note = `${fields.join(", ")} changed without a write to the ticket; no event type announces that`;
  const shared = { at: after.at, opened: window.opened, sight: after, isSeen: true };
  return [finding({ ...shared, class: "unsubscribed", version: after.version, uncarried: fields, note })];
}

interface Judged {
  readonly finding: Finding;
  readonly end: TicketState;
}

function judgeChange(window: Window, context: WindowContext, step: Step): Judged {
  const { change, truth } = step;
  const { paths, end } = compareValues(step);
  const received = receivedTypes(change);
  const state = truth ?? end;
  const owed = typesOf(step).filter((type) => context.subscription.owes(type, state) === "yes");
  const lacking = owed.filter((type) => !received.has(type));
  const isSeen = truth !== null;
  const version = context.axis === "version" ? change.key : null;
  const { after, opened } = window;
  const base = { at: after.at, opened, sight: after, version, receipts: change.receipts, lacking, paths, isSeen };
  if (lacking.length > 0) {
    const versions = version === null ? null : ([version, version] as const);
    const lack = judgeLack({ window, versions, types: lacking }, context);
    const note = `${lacking.join(", ")} did not come beside ${[...received].join(", ")}; ${lack.reason}`;
    return { end, finding: finding({ ...base, class: lack.isPending ? "pending" : "missing", note }) };
  }
  if (paths.length > 0) {
    const note = `${[...new Set(paths.map(({ path }) => path))].join(", ")} of the event is not what the polls show`;
    return { end, finding: finding({ ...base, class: "mismatch", note }) };
  }
  return { end, finding: { ...judgeArrival(step, context, window), version } };
}

/** Everything came and agrees: was the change carried, seen, in time? */
function judgeArrival(step: Step, context: WindowContext, window: Window): Finding {
  const { change, truth } = step;
  const { after, opened } = window;
  const base = { at: after.at, opened, sight: after, receipts: change.receipts, isSeen: truth !== null };
  if (truth === null) {
    return finding({ ...base, class: "coalesced", note: "the next poll showed a later change already" });
  }
  const written = [...writtenFields(step)];
  const uncarried = written.filter((field) => !isCarried(change, field));
  if (written.length > 0 && uncarried.length === written.length) {
    const note = `${uncarried.join(", ")} changed; the event came and carries none of these fields`;
    return finding({ ...base, class: "unsubscribed", uncarried, note });
  }
  const { marginMs } = context.clock.readingAt(after.at);
  const lateMs = lastNeeded(change) - after.at;
  if (lateMs > marginMs) {
    const note = `the last event of the change came ${(lateMs / 1000).toFixed(1)} s after the poll that showed it`;
    return finding({ ...base, class: "late", lateMs, uncarried, note });
  }
  return finding({ ...base, class: "match", uncarried, note: "" });
}

function isCarried(change: Change, field: string): boolean {
  return change.receipts.some(
    ({ entry, changes }) => field in entry.event.data || (changes !== null && field in changes),
  );
}

/** When the last event type of the change had arrived for the first time. */
function lastNeeded(change: Change): number {
  const first = new Map<string, number>();
  for (const { type, entry } of change.receipts) first.set(type, Math.min(first.get(type) ?? Infinity, entry.at));
  return Math.max(...first.values());
}
