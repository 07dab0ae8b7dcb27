// `ticketwire trigger <event>`: a real change that makes this event, on a new ticket or on one of yours.
// In: an event type. Out: what was changed and which events it made.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import { type Command, InvalidArgumentError } from "commander";
import type { Api } from "../api/api.ts";
import type { Ticket, TicketEvent } from "../api/records.ts";
import { wrongUse } from "../failure.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import { parseEventType, parseWhole } from "../terminal/parse-values.ts";
import { CHANGES, createTicket, type Desk, openDesk } from "./desk.ts";
import { findTicket } from "./find-by-name.ts";

interface TriggerOptions {
  readonly ticket?: string;
  readonly count?: number;
}

const MOST = 1_000;

export function addTrigger(program: Command, host: CommandHost): void {
  const leaf = addLeaf(program, {
    name: "trigger",
    summary: "change a ticket for real, so that an event happens",
    notes: `Event types: ${EVENT_TYPES.join(", ")}; "ticket." may be left out. Without --ticket a new one is made first.`,
    examples: ["ticketwire trigger ticket.assigned", "ticketwire trigger comment.added --ticket TKT-1042 --count 5"],
  })
    .argument("<event>", "the event type", readType)
    .option("--ticket <ticket>", "change this one, by number or id")
    .option("--count <n>", "so many times (default 1)", parseWhole(1, MOST));
  runLeaf<TriggerOptions>(leaf, host, async (session, options) => {
    const type = leaf.processedArgs[0] as EventType;
    if (type === "ticket.created" && options.ticket !== undefined)
      throw wrongUse("ticket.created makes a ticket: --ticket can not go with it");
    const api = session.api();
    const desk = await openDesk(api);
    const made: object[] = [];
    for (let count = 0; count < (options.count ?? 1); count += 1) {
      const outcome = await trigger(api, desk, { type, ticket: options.ticket });
      made.push(outcome);
      if (!session.isJson) session.terminal.print(`${outcome.ticket_number}  ${outcome.events.join(", ")}`);
    }
    if (session.isJson) session.terminal.printJson(made);
  });
}

function readType(text: string): EventType {
  try {
    return parseEventType(text);
  } catch (error) {
    throw error instanceof InvalidArgumentError ? wrongUse(error.message) : error;
  }
}

interface TriggerWish {
  readonly type: EventType;
  readonly ticket: string | undefined;
}

async function trigger(api: Api, desk: Desk, wish: TriggerWish) {
  const before = wish.ticket === undefined ? null : await findTicket(api, wish.ticket);
  const ticket = before ?? (await createTicket(api, Math.random));
  const known =
    before === null ? new Set<string>() : new Set((await trailOf(api, before)).map((each) => each.event_id));
  if (wish.type !== "ticket.created") await CHANGES[wish.type](api, desk, { ticket, chance: Math.random });
  const events = (await trailOf(api, ticket)).filter((each) => !known.has(each.event_id));
  return {
    ticket_id: ticket.ticket_id,
    ticket_number: ticket.ticket_number,
    events: events.map((each) => each.event_type),
    event_ids: events.map((each) => each.event_id),
  };
}

/** The events of a ticket, oldest first. */
async function trailOf(api: Api, ticket: Ticket): Promise<readonly TicketEvent[]> {
  const events = await api.get<readonly TicketEvent[]>(`/api/v1/tickets/${ticket.ticket_id}/events`, { limit: 100 });
  return events.toSorted((a, b) => (a.event_id < b.event_id ? -1 : 1));
}
