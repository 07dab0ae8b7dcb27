// A ticket and the writes that can happen to it, by the contract's table: the state after, what changed, and the events.
import type { EventType } from "@ticketwire/contract";
import type { TicketState } from "../journal/entry.ts";

export const WRITE_KINDS = [
  "title",
  "status",
  "assign",
  "unassign",
  "priority",
  "tags",
  "comment",
  "close",
  "several",
] as const;
export type WriteKind = (typeof WRITE_KINDS)[number];

const STATUSES = [
  { status_id: "0198c0de-0000-7000-8000-00000000a001", status_name: "Open" },
  { status_id: "0198c0de-0000-7000-8000-00000000a002", status_name: "Waiting" },
] as const;
const CLOSED = { status_id: "0198c0de-0000-7000-8000-00000000a003", status_name: "Closed" } as const;
const PRIORITIES = [
  { priority_id: "0198c0de-0000-7000-8000-00000000b001", priority_name: "Low" },
  { priority_id: "0198c0de-0000-7000-8000-00000000b002", priority_name: "High" },
] as const;
const USERS = [
  { assigned_to: "0198c0de-0000-7000-8000-00000000c001", assigned_to_name: "Ada" },
  { assigned_to: "0198c0de-0000-7000-8000-00000000c002", assigned_to_name: "Grace" },
] as const;
const NOBODY = { assigned_to: null, assigned_to_name: null };

export function firstState(index: number): TicketState {
  const ticketId = `0198c0de-0000-7000-8000-${String(index).padStart(12, "0")}`;
  return {
    ticket_id: ticketId,
    ticket_number: `TKT-${1000 + index}`,
    title: "Printer on fire",
    description: null,
    ...STATUSES[0],
    is_closed: false,
    ...PRIORITIES[0],
    client_id: "0198c0de-0000-7000-8000-00000000d001",
    client_name: "Acme",
    contact_name_id: null,
    contact_name: null,
    contact_email: null,
    ...NOBODY,
    assigned_team_id: null,
    board_id: "0198c0de-0000-7000-8000-00000000e001",
    board_name: "Support",
    location_id: null,
    category_id: null,
    subcategory_id: null,
    entered_at: "2026-02-01T00:00:00.000Z",
    updated_at: "2026-02-01T00:00:00.000Z",
    closed_at: null,
    due_date: null,
    tags: ["vip"],
    attributes: { seats: 3 },
    url: `http://localhost/msp/tickets/${ticketId}`,
    version: 1,
  };
}

export interface WriteResult {
  readonly state: TicketState;
  readonly types: readonly EventType[];
  readonly changes: TicketState;
}

/** Applies one write as the contract's table says. */
export function applyWrite(state: TicketState, kind: WriteKind, serverMs: number): WriteResult {
  const version = (state["version"] as number) + 1;
  const patch = patchOf(state, kind, version);
  const changes: Record<string, unknown> = {};
  for (const field of ["title", "status_id", "priority_id", "assigned_to", "tags"]) {
    if (field in patch) changes[field] = { previous: state[field], new: patch[field] };
  }
  const updatedAt = new Date(serverMs).toISOString();
  const closing = patch["is_closed"] === true && state["is_closed"] === false;
  const next = { ...state, ...patch, ...(closing ? { closed_at: updatedAt } : {}), updated_at: updatedAt, version };
  return { state: next, types: typesOf(changes, next, closing), changes };
}

function typesOf(changes: TicketState, state: TicketState, isClosing: boolean): EventType[] {
  if (Object.keys(changes).length === 0) return ["ticket.comment.added"];
  const types: EventType[] = ["ticket.updated"];
  if ("status_id" in changes) types.push("ticket.status_changed");
  if ("assigned_to" in changes && state["assigned_to"] !== null) types.push("ticket.assigned");
  if (isClosing) types.push("ticket.closed");
  return types;
}

function patchOf(state: TicketState, kind: WriteKind, version: number): TicketState {
  const other = <Row extends TicketState>(rows: readonly Row[], field: keyof Row & string): Row =>
    rows.find((row) => row[field] !== state[field]) as Row;
  switch (kind) {
    case "title":
      return { title: `Printer on fire, ${version}` };
    case "status":
      return { ...other(STATUSES, "status_id"), is_closed: false, closed_at: null };
    case "assign":
      return other(USERS, "assigned_to");
    case "unassign":
      return state["assigned_to"] === null ? { title: `Nobody, ${version}` } : NOBODY;
    case "priority":
      return other(PRIORITIES, "priority_id");
    case "tags":
      return { tags: [`t${version}`, "vip"] };
    case "comment":
      return {};
    case "close":
      return state["is_closed"] === true ? { title: `Closed, ${version}` } : { ...CLOSED, is_closed: true };
    case "several":
      return { title: `Several, ${version}`, ...other(PRIORITIES, "priority_id"), ...other(USERS, "assigned_to") };
    default:
      return kind satisfies never;
  }
}
