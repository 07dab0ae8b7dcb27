// What an event says, in a line or two for people. In: an entry of the trail, and the names of ids. Out: sentences.
import type { EventData } from "@ticketwire/contract/events";
import type { TrailEntry } from "../api/records.ts";
import { formatLocal } from "../ui/moment.tsx";

const LONGEST = 80;

/** Fields whose name stands beside the id in the same record. */
const NAMED_FIELDS: Readonly<Record<string, keyof EventData>> = {
  status_id: "status_name",
  priority_id: "priority_name",
  client_id: "client_name",
  assigned_to: "assigned_to_name",
  board_id: "board_name",
};

interface Change {
  readonly previous: unknown;
  readonly new: unknown;
}

/** The name of an id, where it is known. */
export type NameOf = (id: string) => string | undefined;

function show(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function describeTags({ previous, new: next }: Change): string {
  const [before, now] = [previous, next].map((tags) => (Array.isArray(tags) ? tags.map(String) : []));
  const added = (now ?? []).filter((tag) => before?.includes(tag) !== true).map((tag) => `+ ${tag}`);
  const gone = (before ?? []).filter((tag) => now?.includes(tag) !== true).map((tag) => `− ${tag}`);
  return `tags: ${show([...added, ...gone].join(", "))}`;
}

function describeNamed(
  field: string,
  change: Change,
  { now, nameOf }: { readonly now: unknown; nameOf: NameOf },
): string {
  const none = field === "assigned_to" ? "nobody" : "nothing";
  const previous = change.previous === null ? none : nameOf(String(change.previous));
  const next = change.new === null ? none : show(now);
  return `${field.replace(/_id$/, "").replaceAll("_", " ")}: ${previous === undefined ? "" : `${show(previous)} → `}${next}`;
}

function describeField(field: string, change: Change, { data, nameOf }: { data: EventData; nameOf: NameOf }): string {
  const nameField = NAMED_FIELDS[field];
  if (nameField !== undefined) return describeNamed(field, change, { now: data[nameField], nameOf });
  if (field === "tags") return describeTags(change);
  if (field === "description") return "description changed";
  const date = (value: unknown) => (field === "due_date" && typeof value === "string" ? formatLocal(value) : value);
  const label = field.replace(/_id$/, "").replaceAll("_", " ");
  return `${label}: ${show(date(change.previous))} → ${show(date(change.new))}`;
}

export function describeChange({ event_type: type, data }: TrailEntry, nameOf: NameOf): string[] {
  if (data.changes !== undefined)
    return Object.entries(data.changes).map(([field, change]) => describeField(field, change, { data, nameOf }));
  if (type === "ticket.comment.added" && data.comment !== undefined)
    return [`${data.comment.author ?? "Somebody"}: ${show(data.comment.text)}`];
  if (type === "ticket.status_changed") return [`${data.previous_status_name ?? "?"} → ${data.status_name}`];
  if (type === "ticket.assigned") return [`to ${data.assigned_to_name ?? "nobody"}`];
  return [show(data.title)];
}
