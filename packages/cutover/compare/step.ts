// One change whose events came, as it is judged: what is known of the ticket before and after it, and which event types
// the contract makes of it. Pure.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import type { TicketState } from "../journal/entry.ts";
import { diffContent, fieldOf, isRecord, isStored, isWhole, type PathTest, STORED_FIELDS } from "./fields.ts";
import { typesOfCreation, typesOfStep } from "./owed.ts";
import type { Axis, Change } from "./windows.ts";

export interface Step {
  readonly change: Change;
  /** The state before the change; null when it is not known. */
  readonly start: TicketState | null;
  /** True when `start` rests on polls and verified events, and not on the `changes` of this very change. */
  readonly isStartProven: boolean;
  /** The state after the change as the poll and the changes behind it prove it; null when they do not. */
  readonly behind: TicketState | null;
  /** The poll's record of this very change; null when no poll saw it. */
  readonly truth: TicketState | null;
  readonly isCreation: boolean;
  /** Every field that differs between the two polls of the window. */
  readonly moved: ReadonlySet<string>;
  readonly axis: Axis;
  readonly isNoise: PathTest;
  readonly isIgnored: PathTest;
}

/** `data` of the first event: at one version all events show the same ticket. */
export function shownState(change: Change): TicketState {
  return change.receipts[0]?.entry.event.data ?? {};
}

/** The `changes` of the change's `ticket.updated`, when that came and carries them. */
export function changesOf(change: Change): TicketState | null {
  return change.receipts.find(({ type }) => type === "ticket.updated")?.changes ?? null;
}

/** True when only comments came: nothing else of the ticket may differ from before. */
export function isOnlyComment({ receipts }: Change): boolean {
  return receipts.length > 0 && receipts.every(({ type }) => type === "ticket.comment.added");
}

/** The state just before a change, as its own `changes` tell it: enough to see what happened unseen before it. */
export function stateBefore(change: Change, after: TicketState): TicketState | null {
  const changes = changesOf(change);
  if (changes === null) return null;
  const state: Record<string, unknown> = { ...after };
  for (const [field, moved] of Object.entries(changes)) if (isRecord(moved)) state[field] = moved["previous"];
  return state;
}

/**
 * For each change of a window the state after it, proven backwards from the poll: as long as versions are dense, each
 * change taken back leads to the state that the one before it must have left.
 */
export function provenBackwards(
  changes: readonly Change[],
  toKey: number,
  truth: TicketState,
): readonly (TicketState | null)[] {
  const proven: (TicketState | null)[] = changes.map(() => null);
  let state: TicketState | null = truth;
  let key = toKey;
  for (let index = changes.length - 1; index >= 0; index--) {
    const change = changes[index] as Change;
    if (state === null || change.key < key - (index === changes.length - 1 ? 0 : 1)) break;
    proven[index] = state;
    state = isOnlyComment(change) ? state : stateBefore(change, state);
    key = change.key;
  }
  return proven;
}

export function receivedTypes(change: Change): ReadonlySet<string> {
  return new Set(change.receipts.map(({ type }) => type));
}

/** The stored fields that differ between two states; derived ones follow them, and unknown ones say nothing about writes. */
export function storedChanges(from: TicketState, to: TicketState, isNoise: PathTest): ReadonlySet<string> {
  return new Set(
    diffContent(from, to, isNoise)
      .map(({ path }) => fieldOf(path))
      .filter(isStored),
  );
}

/** True when "no stored field differs" proves that none was written. */
export function canProveComment(states: readonly TicketState[], isNoise: PathTest): boolean {
  return states.every(isWhole) && !STORED_FIELDS.some((field) => isNoise(field));
}

/** The stored fields this change wrote, as far as they are known. */
export function writtenFields({ change, start, truth, isNoise }: Step): ReadonlySet<string> {
  if (start !== null && truth !== null) return storedChanges(start, truth, isNoise);
  return new Set(Object.keys(changesOf(change) ?? {}));
}

/** Every type that the contract makes of this change. Where polls do not tell, its own events do. */
export function typesOf(step: Step): readonly EventType[] {
  const { change, start, truth, isCreation, isNoise } = step;
  const received = receivedTypes(change);
  const after = truth ?? shownState(change);
  if (isCreation || received.has("ticket.created")) return typesOfCreation(after);
  const fields = writtenFields(step);
  const isProven = start !== null && truth !== null && (fields.size > 0 || canProveComment([start, truth], isNoise));
  if (isProven || changesOf(change) !== null) return typesOfStep({ fields, before: start, after });
  const known = EVENT_TYPES.filter((type) => received.has(type));
  return received.has("ticket.comment.added") || known.length === 0 ? known : ["ticket.updated", ...known];
}
