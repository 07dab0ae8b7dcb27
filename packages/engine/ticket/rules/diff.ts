// What a write really changes. In: the ticket as it is and the fields it should have. Out: the differences, by field.
import { isDeepStrictEqual } from "node:util";
import type { FieldChange } from "@ticketwire/contract";
import { TRACKED_FIELDS, type TicketFields, type TrackedField } from "../fields.ts";

export type Changes = Readonly<Partial<Record<TrackedField, FieldChange>>>;

function haveSameMembers(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const members = new Set(left);
  return right.every((member) => members.has(member));
}

// Tags are a set: the same ones in another order are no change. Attributes are compared by value, whatever their order.
function isSame(field: TrackedField, previous: TicketFields, next: TicketFields): boolean {
  if (field === "tags") return haveSameMembers(previous.tags, next.tags);
  if (field === "attributes") return isDeepStrictEqual(previous.attributes, next.attributes);
  return previous[field] === next[field];
}

/** The fields that differ, in wire order. Both sides are normalized. */
export function diffFields(previous: TicketFields, next: TicketFields): Changes {
  const changes: Partial<Record<TrackedField, FieldChange>> = {};
  for (const field of TRACKED_FIELDS)
    if (!isSame(field, previous, next)) changes[field] = { previous: previous[field], new: next[field] };
  return changes;
}
