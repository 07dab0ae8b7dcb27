// `ticketwire tickets …`: real changes, with the events they make. In: a ticket's number or id and names of things.
// Out: the ticket as it is afterwards.
import type { Command } from "commander";
import type { Api } from "../api/api.ts";
import type { Comment, Ticket } from "../api/records.ts";
import { collectRows } from "../api/walk.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { collect, parseMoment, parseWhole } from "../terminal/parse-values.ts";
import { fromNow } from "../terminal/show-time.ts";
import { printRecord, printTable } from "../terminal/table.ts";
import { BOARDS, CLIENTS, findId, findTicket, PRIORITIES, STATUSES, USERS } from "./find-by-name.ts";
import { wrongUse } from "../failure.ts";

const NOBODY = "nobody";
const MOST = 100_000;
const SHOWN = 25;

export function addTickets(program: Command, host: CommandHost): void {
  const tickets = program.command("tickets").description("Tickets: each change makes its events.");
  addList(tickets, host);
  addShow(tickets, host);
  addCreate(tickets, host);
  addAssign(tickets, host);
  addStatus(tickets, host);
  addComment(tickets, host);
}

interface ListOptions {
  readonly search?: string;
  readonly open?: boolean;
  readonly closed?: boolean;
  readonly status?: string;
  readonly assignedTo?: string;
  readonly tag?: readonly string[];
  readonly updatedSince?: string;
  readonly limit?: number;
}

const COLUMNS = [
  { title: "NUMBER", of: (ticket: Ticket) => ticket.ticket_number },
  { title: "STATUS", of: (ticket: Ticket) => ticket.status_name, width: 20 },
  { title: "PRIORITY", of: (ticket: Ticket) => ticket.priority_name, width: 12 },
  { title: "ASSIGNED TO", of: (ticket: Ticket) => ticket.assigned_to_name, width: 24 },
  { title: "UPDATED", of: (ticket: Ticket) => fromNow(ticket.updated_at) },
  { title: "TITLE", of: (ticket: Ticket) => ticket.title, width: 60 },
];

function addList(tickets: Command, host: CommandHost): void {
  const leaf = addLeaf(tickets, {
    name: "list",
    summary: "list tickets, last changed first",
    examples: [
      "ticketwire tickets list --open --assigned-to zoe@example.com",
      "ticketwire tickets list --updated-since 2h",
    ],
  })
    .option("--search <text>", "words in title, number, client or contact")
    .option("--open", "only open ones")
    .option("--closed", "only closed ones")
    .option("--status <name>", "only in this status")
    .option("--assigned-to <user>", "only of this user")
    .option("--tag <tag>", "only with this tag (repeatable)", collect)
    .option("--updated-since <time>", "only changed since: 2h, or an ISO time", parseMoment)
    .option("--limit <n>", `at most so many (default ${SHOWN})`, parseWhole(1, MOST));
  runLeaf<ListOptions>(leaf, host, async (session, options) => {
    if (options.open === true && options.closed === true) throw wrongUse("--open and --closed exclude each other");
    const api = session.api();
    const query = { ...(await readFilters(api, options)), sort: "updated_at", order: "desc" };
    const found = await collectRows<Ticket>(api, "/api/v1/tickets", { query, most: options.limit ?? SHOWN });
    session.show(found, () => {
      if (found.length === 0) session.terminal.remark("no ticket matches");
      else printTable(session.terminal, COLUMNS, found);
    });
  });
}

async function readFilters(api: Api, options: ListOptions) {
  const { search, status, assignedTo, tag, updatedSince } = options;
  return {
    search,
    is_open: options.open,
    is_closed: options.closed,
    status_id: status === undefined ? undefined : await findId(api, STATUSES, { wanted: status }),
    assigned_to: assignedTo === undefined ? undefined : await findId(api, USERS, { wanted: assignedTo }),
    tags: tag,
    updated_from: updatedSince,
  };
}

function addShow(tickets: Command, host: CommandHost): void {
  const leaf = addLeaf(tickets, { name: "show <ticket>", summary: "show a ticket" });
  runLeaf(leaf, host, async (session, _options, [wanted = ""]) =>
    showTicket(session, await findTicket(session.api(), wanted)),
  );
}

function showTicket(session: Session, ticket: Ticket): void {
  session.show(ticket, () => printRecord(session.terminal, ticket));
}

function showChanged(session: Session, ticket: Ticket): void {
  session.show(ticket, () => printTable(session.terminal, COLUMNS, [ticket]));
}

interface CreateOptions {
  readonly description?: string;
  readonly assignTo?: string;
  readonly board?: string;
  readonly client?: string;
  readonly priority?: string;
  readonly status?: string;
  readonly tag?: readonly string[];
}

function addCreate(tickets: Command, host: CommandHost): void {
  const leaf = addLeaf(tickets, {
    name: "create <title>",
    summary: "create a ticket",
    examples: [
      'ticketwire tickets create "Printer is on fire" --priority High --assign-to zoe@example.com --tag hardware',
    ],
  })
    .option("--description <text>", "what it is about")
    .option("--assign-to <user>", "mail address, name or id")
    .option("--board <name>", "default: the tenant's")
    .option("--client <name>", "default: the tenant's")
    .option("--priority <name>", "default: the tenant's")
    .option("--status <name>", "default: the board's first")
    .option("--tag <tag>", "repeatable", collect);
  runLeaf<CreateOptions>(leaf, host, async (session, options, [title = ""]) => {
    const api = session.api();
    const body = { title, ...(await readNewTicket(api, options)) };
    showChanged(session, await api.post<Ticket>("/api/v1/tickets", body));
  });
}

async function readNewTicket(api: Api, options: CreateOptions): Promise<object> {
  const { description, assignTo, board, client, priority, status, tag } = options;
  const boardId = board === undefined ? undefined : await findId(api, BOARDS, { wanted: board });
  const statuses = { board_id: boardId };
  return {
    description,
    assigned_to: assignTo === undefined ? undefined : await findId(api, USERS, { wanted: assignTo }),
    board_id: boardId,
    client_id: client === undefined ? undefined : await findId(api, CLIENTS, { wanted: client }),
    priority_id: priority === undefined ? undefined : await findId(api, PRIORITIES, { wanted: priority }),
    status_id: status === undefined ? undefined : await findId(api, STATUSES, { wanted: status, query: statuses }),
    tags: tag,
  };
}

function addAssign(tickets: Command, host: CommandHost): void {
  const leaf = addLeaf(tickets, {
    name: "assign <ticket> <user>",
    summary: `give a ticket to a user, or to "${NOBODY}"`,
    examples: ["ticketwire tickets assign TKT-1042 zoe@example.com", `ticketwire tickets assign TKT-1042 ${NOBODY}`],
  });
  runLeaf(leaf, host, async (session, _options, [wanted = "", user = ""]) => {
    const api = session.api();
    const { ticket_id: id } = await findTicket(api, wanted);
    const assignedTo = user === NOBODY ? null : await findId(api, USERS, { wanted: user });
    showChanged(session, await api.put<Ticket>(`/api/v1/tickets/${id}/assignment`, { assigned_to: assignedTo }));
  });
}

function addStatus(tickets: Command, host: CommandHost): void {
  const leaf = addLeaf(tickets, {
    name: "status <ticket> <status>",
    summary: "set the status of a ticket",
    examples: ['ticketwire tickets status TKT-1042 "In Progress"', "ticketwire tickets status TKT-1042 Closed"],
  });
  runLeaf(leaf, host, async (session, _options, [wanted = "", name = ""]) => {
    const api = session.api();
    const ticket = await findTicket(api, wanted);
    const statusId = await findId(api, STATUSES, { wanted: name, query: { board_id: ticket.board_id } });
    showChanged(session, await api.put<Ticket>(`/api/v1/tickets/${ticket.ticket_id}/status`, { status_id: statusId }));
  });
}

interface CommentOptions {
  readonly internal?: boolean;
  readonly resolution?: boolean;
}

function addComment(tickets: Command, host: CommandHost): void {
  const leaf = addLeaf(tickets, {
    name: "comment <ticket> <text>",
    summary: "add a comment to a ticket",
    examples: ['ticketwire tickets comment TKT-1042 "Toner replaced" --internal'],
  })
    .option("--internal", "not for the client")
    .option("--resolution", "this is what solved it");
  runLeaf<CommentOptions>(leaf, host, async (session, options, [wanted = "", text = ""]) => {
    const api = session.api();
    const ticket = await findTicket(api, wanted);
    const comment = await api.post<Comment>(`/api/v1/tickets/${ticket.ticket_id}/comments`, {
      comment_text: text,
      is_internal: options.internal === true,
      is_resolution: options.resolution === true,
    });
    session.show(comment, () => session.terminal.print(`commented on ${ticket.ticket_number} (${comment.comment_id})`));
  });
}
