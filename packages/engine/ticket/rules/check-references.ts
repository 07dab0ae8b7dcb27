// Whether a ticket may refer to what it would refer to. Only what a write touches is looked at: a ticket whose assignee has
// left can still be changed otherwise. In: wanted fields, found rows, touched fields. Out: findings.
import type { ErrorDetail } from "@ticketwire/contract";
import type { TicketFields, TrackedField } from "../fields.ts";
import type { Found } from "./found.ts";

export interface ReferenceQuestion {
  readonly wanted: TicketFields;
  readonly found: Found;
  isTouched(field: TrackedField): boolean;
}

const REFERENCES = [
  ["board_id", "board", "board"],
  ["status_id", "status", "status"],
  ["priority_id", "priority", "priority"],
  ["client_id", "client", "client"],
  ["contact_name_id", "contact", "contact"],
  ["assigned_to", "assignee", "user"],
  ["assigned_team_id", "team", "team"],
  ["category_id", "category", "category"],
  ["subcategory_id", "subcategory", "category"],
] as const satisfies readonly (readonly [TrackedField, keyof Found, string])[];

function checkExistence({ wanted, found, isTouched }: ReferenceQuestion): ErrorDetail[] {
  return REFERENCES.flatMap(([field, key, noun]) =>
    isTouched(field) && wanted[field] !== null && found[key] === null
      ? [{ path: field, message: `names no ${noun} of this tenant: ${wanted[field]}`, code: "unknown_reference" }]
      : [],
  );
}

function checkStatus({ wanted, found: { status, board }, isTouched }: ReferenceQuestion): ErrorDetail[] {
  if (status === null || board === null || status.board_id === wanted.board_id) return [];
  if (!isTouched("status_id") && !isTouched("board_id")) return [];
  const message =
    `is "${status.name}" (${status.status_id}) of board ${status.board_id}, but the ticket is on board ${wanted.board_id}; ` +
    `choose one of GET /api/v1/statuses?board_id=${wanted.board_id}`;
  return [{ path: "status_id", message, code: "wrong_board" }];
}

function checkContact({ wanted, found: { contact, client }, isTouched }: ReferenceQuestion): ErrorDetail[] {
  const isFree = wanted.contact_name_id === null || contact === null || client === null || contact.client_id === null;
  if (isFree || contact.client_id === wanted.client_id) return [];
  if (!isTouched("contact_name_id") && !isTouched("client_id")) return [];
  const message =
    `is ${contact.full_name} (${contact.contact_name_id}) of client ${contact.client_id}, but the ticket belongs to client ` +
    `${wanted.client_id}; give that client_id with it, another contact, or null`;
  return [{ path: "contact_name_id", message, code: "wrong_client" }];
}

function checkAssignee({ wanted, found: { assignee }, isTouched }: ReferenceQuestion): ErrorDetail[] {
  if (wanted.assigned_to === null || assignee === null || assignee.is_active || !isTouched("assigned_to")) return [];
  const message = `is ${assignee.name} (${assignee.user_id}), who is inactive; choose an active user`;
  return [{ path: "assigned_to", message, code: "inactive_user" }];
}

function checkCategory({ wanted, found: { category, board }, isTouched }: ReferenceQuestion): ErrorDetail[] {
  if (wanted.category_id === null || category === null) return [];
  const path = "category_id";
  if (isTouched("category_id") && category.parent_category_id !== null) {
    const message = `is a subcategory: give it as subcategory_id, and ${category.parent_category_id} as category_id`;
    return [{ path, message, code: "wrong_level" }];
  }
  if (board === null || category.board_id === null || category.board_id === wanted.board_id) return [];
  if (!isTouched("category_id") && !isTouched("board_id")) return [];
  const message = `belongs to board ${category.board_id}, but the ticket is on board ${wanted.board_id}; choose another, or null`;
  return [{ path, message, code: "wrong_board" }];
}

function checkSubcategory({ wanted, found: { subcategory }, isTouched }: ReferenceQuestion): ErrorDetail[] {
  if (wanted.subcategory_id === null || subcategory === null) return [];
  if (!isTouched("subcategory_id") && !isTouched("category_id")) return [];
  if (subcategory.parent_category_id !== null && subcategory.parent_category_id === wanted.category_id) return [];
  const below = subcategory.parent_category_id === null ? "no category" : `category ${subcategory.parent_category_id}`;
  const message = `lies below ${below}, but category_id is ${wanted.category_id}; give both, or null`;
  return [{ path: "subcategory_id", message, code: "wrong_category" }];
}

/** Lists what is wrong with the references of a ticket; empty when all is well. */
export function checkReferences(question: ReferenceQuestion): readonly ErrorDetail[] {
  return [
    ...checkExistence(question),
    ...checkStatus(question),
    ...checkContact(question),
    ...checkAssignee(question),
    ...checkCategory(question),
    ...checkSubcategory(question),
  ];
}
