// One spelling for each value, so that the same value is never a change. In: fields as they were sent, of the right types.
// Out: ids in lower case, due dates in UTC to the millisecond, tags once each in the order given; or findings. Pure.
import { type ErrorDetail, LIMITS } from "@ticketwire/contract";
import type { TicketChange, TicketFields } from "../fields.ts";
import { checkTexts } from "../check-texts.ts";

const TAG_LENGTH = 100;
const MOST_TAGS = 100;

export type Normalized<Change> =
  | { readonly kind: "fields"; readonly fields: Change }
  | { readonly kind: "refused"; readonly findings: readonly ErrorDetail[] };

const ID_FIELDS = [
  "status_id",
  "priority_id",
  "client_id",
  "contact_name_id",
  "assigned_to",
  "assigned_team_id",
  "board_id",
  "location_id",
  "category_id",
  "subcategory_id",
] as const;

// By code points, as JSON Schema counts.
function lengthOf(text: string): number {
  return text.length > LIMITS.titleLength ? [...text].length : text.length;
}

function checkTitle(title: string | undefined): ErrorDetail[] {
  if (title === undefined || (title !== "" && lengthOf(title) <= LIMITS.titleLength)) return [];
  return [{ path: "title", message: `must have 1 to ${LIMITS.titleLength} characters`, code: "bad_length" }];
}

function checkTags(tags: readonly string[] = []): ErrorDetail[] {
  const findings = tags.flatMap((tag, index) =>
    tag !== "" && lengthOf(tag) <= TAG_LENGTH
      ? []
      : [{ path: `tags.${index}`, message: `must have 1 to ${TAG_LENGTH} characters`, code: "bad_length" }],
  );
  if (tags.length <= MOST_TAGS) return findings;
  return [{ path: "tags", message: `has ${tags.length} entries, at most ${MOST_TAGS} are kept`, code: "too_many" }];
}

function toMoment(text: string): string | undefined {
  const moment = new Date(text);
  const year = moment.getUTCFullYear();
  return year >= 1 && year <= 9999 ? moment.toISOString() : undefined;
}

function checkDueDate(due: string | null | undefined): ErrorDetail[] {
  if (due === null || due === undefined || toMoment(due) !== undefined) return [];
  return [{ path: "due_date", message: `must be a time between the years 1 and 9999, got ${due}`, code: "bad_format" }];
}

/** Brings the fields of a write into one spelling. */
export function normalizeFields<Change extends TicketChange>(given: Change): Normalized<Change> {
  const findings = [
    ...checkTexts(given),
    ...checkTitle(given.title),
    ...checkTags(given.tags),
    ...checkDueDate(given.due_date),
  ];
  if (findings.length > 0) return { kind: "refused", findings };
  const fields: { -readonly [Field in keyof TicketChange]: TicketChange[Field] } = { ...given };
  for (const name of ID_FIELDS) {
    const id = given[name];
    if (typeof id === "string") fields[name] = id.toLowerCase();
  }
  if (given.tags !== undefined) fields.tags = [...new Set(given.tags)];
  // As it will come back from the database: -0 is 0 in JSON, and what is undefined is not there.
  if (given.attributes !== undefined)
    fields.attributes = JSON.parse(JSON.stringify(given.attributes)) as TicketFields["attributes"];
  const due = given.due_date;
  if (typeof due === "string") fields.due_date = toMoment(due) ?? due;
  return { kind: "fields", fields: fields as Change };
}
