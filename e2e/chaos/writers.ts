// Writers over the HTTP API: each changes tickets of its own and remembers what was answered 2xx. What got no answer is owed
// nothing and may have happened all the same. In: servers to call. Out: the accepted changes.
import { setTimeout as sleep } from "node:timers/promises";
import { type Api, openApi } from "../harness/api.ts";
import { TEST_KEY } from "../harness/server-process.ts";
import { PatientApi } from "./patient-api.ts";
import type { Chance } from "./random.ts";

export interface AcceptedChange {
  readonly ticketId: string;
  /** Null for a comment, whose answer does not tell it: found by its text. */
  readonly version: number | null;
  readonly text: string | null;
  /** What the contract says that this change makes, in order. */
  readonly eventTypes: readonly string[];
}

export interface Writing {
  readonly urls: readonly string[];
  readonly chance: Chance;
  readonly isOver: () => boolean;
}

interface OwnTicket {
  readonly id: string;
  isOpen: boolean;
}

const PAUSE_MS = { least: 20, most: 90 };

class Writer {
  readonly accepted: AcceptedChange[] = [];
  readonly #writing: Writing;
  readonly #tickets: OwnTicket[] = [];
  readonly #closedStatus: string;

  constructor(writing: Writing, closedStatus: string) {
    this.#writing = writing;
    this.#closedStatus = closedStatus;
  }

  async run(): Promise<AcceptedChange[]> {
    const { urls, chance, isOver } = this.#writing;
    while (!isOver()) {
      try {
        await this.#change(openApi(chance.pick(urls), TEST_KEY));
      } catch {
        // The server is gone, or stopped: no answer.
      }
      await sleep(chance.between(PAUSE_MS.least, PAUSE_MS.most));
    }
    return this.accepted;
  }

  async #change(api: Api): Promise<void> {
    const { chance } = this.#writing;
    const roll = chance.next();
    const ticket = this.#tickets.length < 3 || roll < 0.2 ? undefined : chance.pick(this.#tickets);
    if (ticket === undefined) return this.#create(api);
    if (roll < 0.35) return this.#comment(api, ticket);
    if (roll < 0.45 && ticket.isOpen) return this.#close(api, ticket);
    const title = `Changed ${chance.next()}`;
    const { status, body } = await api.call("PUT", `/tickets/${ticket.id}`, { title });
    this.#keep(status, body.data, ["ticket.updated"]);
  }

  async #create(api: Api): Promise<void> {
    const { status, body } = await api.call("POST", "/tickets", { title: "A ticket" });
    this.#keep(status, body.data, ["ticket.created"]);
    if (status === 201) this.#tickets.push({ id: String(body.data["ticket_id"]), isOpen: true });
  }

  async #close(api: Api, ticket: OwnTicket): Promise<void> {
    // Unanswered, it may be closed already: it is not closed a second time, so that what is owed is known.
    ticket.isOpen = false;
    const { status, body } = await api.call("PUT", `/tickets/${ticket.id}/status`, { status_id: this.#closedStatus });
    this.#keep(status, body.data, ["ticket.updated", "ticket.status_changed", "ticket.closed"]);
  }

  async #comment(api: Api, ticket: OwnTicket): Promise<void> {
    const text = `Comment ${this.#writing.chance.next()}`;
    const { status } = await api.call("POST", `/tickets/${ticket.id}/comments`, { comment_text: text });
    if (status !== 201) return;
    this.accepted.push({ ticketId: ticket.id, version: null, text, eventTypes: ["ticket.comment.added"] });
  }

  #keep(status: number, ticket: Readonly<Record<string, unknown>>, eventTypes: readonly string[]): void {
    if (status !== 200 && status !== 201) return;
    const { ticket_id: ticketId, version } = ticket;
    this.accepted.push({ ticketId: String(ticketId), version: Number(version), text: null, eventTypes });
  }
}

/** Some writers at once, until it is over. Resolves to everything that was accepted. */
export async function writeTickets(count: number, writing: Writing): Promise<readonly AcceptedChange[]> {
  const api = new PatientApi(writing.urls, writing.chance.fork());
  const statuses = await api.call<readonly Record<string, unknown>[]>("GET", "/statuses?type=ticket");
  const closed = statuses.find((status) => status["is_closed"] === true);
  const writers = Array.from(
    { length: count },
    () => new Writer({ ...writing, chance: writing.chance.fork() }, String(closed?.["status_id"])),
  );
  return (await Promise.all(writers.map((writer) => writer.run()))).flat();
}
