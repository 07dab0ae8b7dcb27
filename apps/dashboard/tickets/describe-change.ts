// What an event says, in a line or two for people. In: an entry of the trail. Out: sentences.
import type { EventData } from "@ticketwire/contract/events";
import type { TrailEntry } from "../api/records.ts";

const LONGEST = 80;

/** Fields whose name stands beside the id in the same record. */
const NAMED_FIELDS: Readonly<Record<string, keyof EventData>> = {
  status_id: "status_name",
  priority_id: "priority_name",
  client_id: "client_name",
  assigned_to: "assigned_to_name",
  board_id: "board_name",
};

function show(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function describeField(
  field: string,
  change: { readonly previous: unknown; readonly new: unknown },
  data: EventData,
): string {
  const label = field.replace(/_id$/, "").replaceAll("_", " ");
  const nameField = NAMED_FIELDS[field];
  if (nameField !== undefined) {
    const previous =
      field === "status_id" && data.previous_status_name !== undefined ? `${data.previous_status_name} → ` : "";
    return `${label}: ${previous}${change.new === null ? "nobody" : show(data[nameField])}`;
  }
  if (field === "description") return "description changed";
  return `${label}: ${show(change.previous)} → ${show(change.new)}`;
}

export function describeChange({ event_type: type, data }: TrailEntry): string[] {
  if (data.changes !== undefined)
    return Object.entries(data.changes).map(([field, change]) => describeField(field, change, data));
  if (type === "ticket.comment.added" && data.comment !== undefined)
    return [`${data.comment.author ?? "Somebody"}: ${show(data.comment.text)}`];
  if (type === "ticket.status_changed") return [`${data.previous_status_name ?? "?"} → ${data.status_name}`];
  if (type === "ticket.assigned") return [`to ${data.assigned_to_name ?? "nobody"}`];
  return [show(data.title)];
}
