// The desk that `trigger` and `simulate` work at: who is there and which statuses and priorities a ticket can have, read once.
// In: the API. Out: reference data, and the changes that make an event of a wanted type.
import type { EventType } from "@ticketwire/contract";
import type { Api } from "../api/api.ts";
import type { Comment, Priority, Status, Ticket, User } from "../api/records.ts";
import { Failure } from "../failure.ts";
import { listAll, PRIORITIES, STATUSES, USERS } from "./find-by-name.ts";
import { COMMENTS, TITLES } from "./texts.ts";

export interface Desk {
  readonly users: readonly User[];
  readonly statuses: readonly Status[];
  readonly priorities: readonly Priority[];
}

export async function openDesk(api: Api): Promise<Desk> {
  const [users, statuses, priorities] = await Promise.all([
    listAll(api, USERS),
    listAll(api, STATUSES),
    listAll(api, PRIORITIES),
  ]);
  return { users, statuses, priorities };
}

/** Chance as a number from 0 to 1. */
export type Chance = () => number;

export function choose<Item>(items: readonly Item[], chance: Chance): Item | undefined {
  return items[Math.floor(chance() * items.length)];
}

export function createTicket(api: Api, chance: Chance): Promise<Ticket> {
  return api.post<Ticket>("/api/v1/tickets", { title: choose(TITLES, chance) ?? "A ticket" });
}

/** A change of a ticket. Out: the ticket afterwards. */
export type Change = (
  api: Api,
  desk: Desk,
  target: { readonly ticket: Ticket; readonly chance: Chance },
) => Promise<Ticket>;

async function retitle(api: Api, _desk: Desk, { ticket }: { readonly ticket: Ticket }): Promise<Ticket> {
  const tags = [...ticket.tags.filter((tag) => !tag.startsWith("seen-")), `seen-${ticket.version}`];
  return api.put<Ticket>(`/api/v1/tickets/${ticket.ticket_id}`, { tags });
}

const assign: Change = async (api, desk, { ticket, chance }) => {
  const others = desk.users.filter(({ user_id: id }) => id !== ticket.assigned_to);
  const user = choose(others, chance);
  if (user === undefined) throw lacking("a user whom the ticket is not given to yet", "ticketwire users create");
  return api.put<Ticket>(`/api/v1/tickets/${ticket.ticket_id}/assignment`, { assigned_to: user.user_id });
};

function moveTo(isClosed: boolean): Change {
  return async (api, desk, { ticket, chance }) => {
    const status = choose(openOrClosed(desk, ticket, isClosed), chance);
    if (status === undefined)
      throw lacking(`another ${isClosed ? "closed" : "open"} status on ${ticket.board_name}`, "POST /api/v1/statuses");
    return api.put<Ticket>(`/api/v1/tickets/${ticket.ticket_id}/status`, { status_id: status.status_id });
  };
}

function openOrClosed(desk: Desk, ticket: Ticket, isClosed: boolean): readonly Status[] {
  return desk.statuses
    .filter((each) => each.board_id === null || each.board_id === ticket.board_id)
    .filter((each) => each.is_closed === isClosed && each.status_id !== ticket.status_id);
}

const comment: Change = async (api, _desk, { ticket, chance }) => {
  const text = choose(COMMENTS, chance) ?? "Seen.";
  await api.post<Comment>(`/api/v1/tickets/${ticket.ticket_id}/comments`, { comment_text: text });
  return { ...ticket, version: ticket.version + 1 };
};

/** The change that makes each type; some make `ticket.updated` beside it. */
export const CHANGES: Readonly<Record<Exclude<EventType, "ticket.created">, Change>> = {
  "ticket.updated": retitle,
  "ticket.assigned": assign,
  "ticket.status_changed": moveTo(false),
  "ticket.closed": moveTo(true),
  "ticket.comment.added": comment,
};

function lacking(what: string, how: string): Failure {
  return new Failure(`there is not ${what}: make one with \`${how}\``, { code: "NOT_FOUND" });
}
