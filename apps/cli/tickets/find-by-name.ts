// Things by what people call them: a ticket by its number, a user by mail address or name, a status, priority, board or
// client by its name; each also by its id. In: what was typed. Out: the record, or what there is instead.
import { isUuid } from "@ticketwire/contract";
import type { Api, Query } from "../api/api.ts";
import type { PathFor } from "../api/paths.ts";
import type { Board, Client, Priority, Status, Ticket, User } from "../api/records.ts";
import { collectRows } from "../api/walk.ts";
import { Failure } from "../failure.ts";
import { oneLine } from "../terminal/printable.ts";

const MOST = 1_000;
const SHOWN = 12;

interface Kind<Row> {
  readonly word: string;
  readonly path: PathFor<"get">;
  readonly idOf: (row: Row) => string;
  readonly namesOf: (row: Row) => readonly string[];
}

export const USERS: Kind<User> = {
  word: "user",
  path: "/api/v1/users",
  idOf: (user) => user.user_id,
  namesOf: (user) => [user.email, `${user.first_name} ${user.last_name}`, user.first_name, user.last_name],
};

export const STATUSES: Kind<Status> = {
  word: "status",
  path: "/api/v1/tickets/statuses",
  idOf: (status) => status.status_id,
  namesOf: (status) => [status.name],
};

export const PRIORITIES: Kind<Priority> = {
  word: "priority",
  path: "/api/v1/priorities",
  idOf: (priority) => priority.priority_id,
  namesOf: (priority) => [priority.priority_name],
};

export const BOARDS: Kind<Board> = {
  word: "board",
  path: "/api/v1/boards",
  idOf: (board) => board.board_id,
  namesOf: (board) => [board.board_name],
};

export const CLIENTS: Kind<Client> = {
  word: "client",
  path: "/api/v1/clients",
  idOf: (client) => client.client_id,
  namesOf: (client) => [client.client_name],
};

/** All rows of a kind; `query` narrows them, as `board_id` does for statuses. */
export function listAll<Row>(api: Api, kind: Kind<Row>, query: Query = {}): Promise<readonly Row[]> {
  return collectRows<Row>(api, kind.path, { query, most: MOST });
}

/** The id of what was named. An id is taken as it is: the server judges it. */
export async function findId<Row>(
  api: Api,
  kind: Kind<Row>,
  wish: { readonly wanted: string; readonly query?: Query },
): Promise<string> {
  if (isUuid(wish.wanted)) return wish.wanted;
  return kind.idOf(pickOne(kind, await listAll(api, kind, wish.query), wish.wanted));
}

/** The one row of that name, in any case. Pure. @throws Failure when there is none or more than one. */
function pickOne<Row>(kind: Kind<Row>, rows: readonly Row[], wanted: string): Row {
  const lower = wanted.trim().toLowerCase();
  const [first, ...others] = rows.filter((row) => kind.namesOf(row).some((name) => name.toLowerCase() === lower));
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    const ids = [first, ...others].map((row) => `${kind.idOf(row)} (${oneLine(kind.namesOf(row)[0] ?? "", 40)})`);
    throw new Failure(`${ids.length} match the ${kind.word} "${wanted}": give an id: ${ids.join(", ")}`, {
      code: "AMBIGUOUS",
    });
  }
  const names = rows.slice(0, SHOWN).map((row) => `"${oneLine(kind.namesOf(row)[0] ?? "", 40)}"`);
  const more = rows.length > SHOWN ? `, and ${rows.length - SHOWN} more` : "";
  const there = rows.length === 0 ? "there is none at all" : `there are ${names.join(", ")}${more}`;
  throw new Failure(`no ${kind.word} is called "${wanted}": ${there}`, { code: "NOT_FOUND" });
}

/** A ticket by its id or its number. */
export async function findTicket(api: Api, wanted: string): Promise<Ticket> {
  const isId: boolean = isUuid(wanted);
  if (isId) return api.get<Ticket>(`/api/v1/tickets/${wanted}`);
  const query = { query: wanted, include_closed: true, limit: 100 };
  const found = await api.get<readonly Ticket[]>("/api/v1/tickets/search", query);
  const ticket = found.find((each) => each.ticket_number.toLowerCase() === wanted.toLowerCase());
  if (ticket === undefined)
    throw new Failure(`no ticket has the number or id "${wanted}": write it like TKT-1042`, { code: "NOT_FOUND" });
  return api.get<Ticket>(`/api/v1/tickets/${ticket.ticket_id}`);
}
