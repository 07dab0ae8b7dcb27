// Whether the values in a change's events are right. Pure.
// Where a poll saw the change, its record is the truth. Where none did, the events are held against each other along the
// chain: what `changes` names may differ from the proven state before, and nothing else.
import type { TicketState } from "../journal/entry.ts";
import { DERIVED_FROM, diffContent, diffStates, fieldOf, isEqual, isRecord, isStored } from "./fields.ts";
import type { PathMismatch } from "./finding.ts";
import type { Receipt } from "./history.ts";
import { changesOf, isOnlyComment, shownState, type Step, writtenFields } from "./step.ts";

export interface StepValues {
  readonly paths: readonly PathMismatch[];
  /** The state after the change, with proven values where an event contradicts them. */
  readonly end: TicketState;
}

export function compareValues(step: Step): StepValues {
  const { truth, change } = step;
  if (truth !== null) return { paths: [...againstPoll(step, truth), ...againstChanges(step, truth)], end: truth };
  const expected = expectedState(step);
  const paths = change.receipts.flatMap((receipt) => differencesOf(receipt, expected, step));
  return { paths: [...paths, ...previousOf(step)], end: { ...shownState(change), ...expected } };
}

function againstPoll(step: Step, truth: TicketState): PathMismatch[] {
  return step.change.receipts.flatMap((receipt) => {
    if (step.axis !== "occurred_at") return differencesOf(receipt, truth, step);
    // By time alone the poll may show a later change than this one: only what this event speaks about can be compared.
    const spoken = spokenFields(step, receipt);
    return differencesOf(receipt, truth, step).filter(({ path }) => spoken.has(fieldOf(path)));
  });
}

function differencesOf(receipt: Receipt, expected: TicketState, { axis, isIgnored }: Step): PathMismatch[] {
  const { event } = receipt.entry;
  const diff = axis === "occurred_at" ? diffContent : diffStates;
  return diff(expected, event.data, isIgnored).map(({ path, left, right }) => ({
    path,
    poll: left,
    push: right,
    eventId: event.event_id,
  }));
}

function spokenFields({ change, moved }: Step, receipt: Receipt): ReadonlySet<string> {
  const spoken = new Set<string>(Object.keys(changesOf(change) ?? {}));
  if (receipt.type === "ticket.status_changed" || receipt.type === "ticket.closed") spoken.add("status_id");
  if (receipt.type === "ticket.assigned") spoken.add("assigned_to");
  for (const [derived, stored] of Object.entries(DERIVED_FROM)) if (spoken.has(stored)) spoken.add(derived);
  for (const field of Object.keys(receipt.entry.event.data)) if (!moved.has(field)) spoken.add(field);
  return spoken;
}

/** `changes` against the poll before and the poll after: wrong values, and fields it does not name. */
function againstChanges(step: Step, truth: TicketState): PathMismatch[] {
  const { change, isIgnored, isStartProven } = step;
  const changes = changesOf(change);
  if (changes === null) return [];
  const found: PathMismatch[] = [];
  const eventId = updateId(step);
  for (const [field, moved] of Object.entries(changes)) {
    if (isIgnored(field) || !(field in truth) || !isRecord(moved)) continue;
    if (!isEqual(moved["new"], truth[field], field === "tags"))
      found.push({ path: `changes.${field}.new`, poll: truth[field], push: moved["new"], eventId });
  }
  const written = isStartProven && step.axis !== "occurred_at" ? writtenFields(step) : [];
  for (const field of written) {
    if (!(field in changes) && !isIgnored(field))
      found.push({ path: `changes.${field}`, poll: truth[field], push: undefined, eventId });
  }
  return [...found, ...previousOf(step)];
}

function previousOf(step: Step): PathMismatch[] {
  const { change, start, isStartProven, isIgnored, axis } = step;
  if (start === null || !isStartProven || axis === "occurred_at") return [];
  const found: PathMismatch[] = [];
  for (const [field, moved] of Object.entries(changesOf(change) ?? {})) {
    if (isIgnored(field) || !(field in start) || !isRecord(moved)) continue;
    if (!isEqual(moved["previous"], start[field], field === "tags"))
      found.push({
        path: `changes.${field}.previous`,
        poll: start[field],
        push: moved["previous"],
        eventId: updateId(step),
      });
  }
  return found;
}

function updateId({ change }: Step): string {
  return change.receipts.find(({ type }) => type === "ticket.updated")?.entry.event.event_id ?? "";
}

/** What the stored fields must be after a change that no poll saw; only fields about which that is certain. */
function expectedState(step: Step): TicketState {
  const { change, start, isStartProven, behind } = step;
  if (!isStartProven && behind !== null) return storedOf(behind);
  const changes = changesOf(change);
  const isComment = isOnlyComment(change);
  const expected: Record<string, unknown> = {};
  if (changes === null && !isComment) return storedOf(shownState(change));
  if (start !== null && isStartProven) {
    for (const field of Object.keys(start)) if (isSteady(field, changes)) expected[field] = start[field];
  }
  for (const [field, moved] of Object.entries(changes ?? {})) {
    if (isRecord(moved) && isStored(field)) expected[field] = moved["new"];
  }
  return expected;
}

// Names of other records can change by themselves; whether the ticket is closed can not.
function isSteady(field: string, changes: TicketState | null): boolean {
  if (isStored(field)) return !(changes !== null && field in changes);
  return (field === "is_closed" || field === "closed_at") && !(changes !== null && "status_id" in changes);
}

function storedOf(state: TicketState): TicketState {
  return Object.fromEntries(Object.entries(state).filter(([field]) => isStored(field)));
}
