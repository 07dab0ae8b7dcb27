// The value of a filter's condition, as text in the form and as the type its field has on the wire.
import type { FilterOperator } from "@ticketwire/contract/statuses";

const BOOLEANS: ReadonlySet<string> = new Set([
  "is_closed",
  "suppress_contact_notifications",
  "suppress_internal_notifications",
  "comment.is_internal",
]);
const NUMBERS: ReadonlySet<string> = new Set(["version"]);

/** Fields a condition may name, besides `attributes.<name>`. */
export const CONDITION_FIELDS = [
  "status_name",
  "status_id",
  "is_closed",
  "priority_name",
  "priority_id",
  "client_name",
  "client_id",
  "board_name",
  "board_id",
  "assigned_to",
  "assigned_to_name",
  "assigned_team_id",
  "contact_name",
  "contact_email",
  "category_id",
  "title",
  "description",
  "tags",
  "changes",
  "due_date",
  "entered_at",
  "closed_at",
  "version",
  "previous_status_name",
  "comment.text",
  "comment.author",
  "comment.author_type",
  "comment.is_internal",
] as const;

function toScalar(field: string, text: string): string | number | boolean {
  if (BOOLEANS.has(field)) return text.trim() === "true";
  if (NUMBERS.has(field) && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return text;
}

/** What is sent: a list for `in` and `not_in`, else one value. */
export function toConditionValue(field: string, operator: FilterOperator, text: string): unknown {
  if (operator !== "in" && operator !== "not_in") return toScalar(field, text);
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => toScalar(field, part));
}

/** What the form shows. */
export function fromConditionValue(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}
