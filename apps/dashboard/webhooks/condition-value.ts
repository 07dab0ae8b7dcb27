// The value of a filter's condition: in the form as text, or as texts where the operator takes a list; on the wire as the type
// its field has. What nobody touched goes back exactly as it came.
import type { FilterOperator } from "@ticketwire/contract/statuses";
import type { FilterCondition } from "../api/records.ts";

export interface ConditionDraft {
  readonly field: string;
  readonly operator: FilterOperator;
  /** For one value. Empty with `equals` and `not_equals`: not set. */
  readonly text: string;
  /** For a list of values. */
  readonly texts: readonly string[];
  /** As it came from the server. */
  readonly given?: FilterCondition;
}

const BOOLEANS: ReadonlySet<string> = new Set([
  "is_closed",
  "suppress_contact_notifications",
  "suppress_internal_notifications",
  "comment.is_internal",
]);
const NUMBERS: ReadonlySet<string> = new Set(["version"]);
const LISTS: ReadonlySet<string> = new Set(["tags", "changes"]);

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

const isSingle = (operator: FilterOperator): boolean => operator === "equals" || operator === "not_equals";

/** True for a field that is true or false. */
export function isBoolean(field: string): boolean {
  return BOOLEANS.has(field);
}

/** True where several values are wanted: `in` and `not_in`, and a whole list compared with a list. */
export function takesList({ field, operator }: Pick<ConditionDraft, "field" | "operator">): boolean {
  return operator === "in" || operator === "not_in" || (LISTS.has(field) && isSingle(operator));
}

const QUOTED = /^"(.*)"$/s;

function isNumeric(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

// An attribute may hold anything: what looks like a number or a truth value is one, unless it is quoted.
function fromAttributeText(text: string): string | number | boolean {
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  if (text === "true" || text === "false") return text === "true";
  return isNumeric(text) ? Number(text) : text;
}

function toAttributeText(value: unknown): string {
  const text = String(value);
  return typeof value === "string" && fromAttributeText(text) !== text ? `"${text}"` : text;
}

function toScalar(field: string, text: string): string | number | boolean {
  if (field.startsWith("attributes.")) return fromAttributeText(text);
  if (BOOLEANS.has(field) && (text === "true" || text === "false")) return text === "true";
  return NUMBERS.has(field) && isNumeric(text) ? Number(text) : text;
}

function toText(field: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  return field.startsWith("attributes.") ? toAttributeText(value) : String(value);
}

/** A condition as the form shows it. */
export function toConditionDraft(given: FilterCondition): ConditionDraft {
  const { field, operator, value } = given;
  const texts = Array.isArray(value) ? value.map((entry) => toText(field, entry)) : [];
  return { field, operator, text: Array.isArray(value) ? "" : toText(field, value), texts, given };
}

function isAsGiven({ given, ...draft }: ConditionDraft): boolean {
  if (given === undefined) return false;
  const { given: _given, ...before } = toConditionDraft(given);
  return JSON.stringify(before) === JSON.stringify(draft);
}

/** A condition as it is sent. */
export function toCondition(draft: ConditionDraft): FilterCondition {
  if (draft.given !== undefined && isAsGiven(draft)) return draft.given;
  const { field, operator, text, texts } = draft;
  if (takesList(draft)) return { field, operator, value: texts.map((entry) => toScalar(field, entry)) };
  return { field, operator, value: text === "" && isSingle(operator) ? null : toScalar(field, text) };
}
