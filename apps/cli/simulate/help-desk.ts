// A busy help desk: tickets come in, are given to people, talked about, moved and closed, one real change after the other.
// In: the API, chance. Out: what was changed, one call at a time.
import type { EventType } from "@ticketwire/contract";
import type { Api } from "../api/api.ts";
import type { Ticket } from "../api/records.ts";
import { CHANGES, type Chance, choose, createTicket, type Desk } from "../tickets/desk.ts";

/** How often each kind of change happens, of 100. */
const HABITS: readonly (readonly [EventType, number])[] = [
  ["ticket.created", 22],
  ["ticket.comment.added", 30],
  ["ticket.assigned", 14],
  ["ticket.status_changed", 12],
  ["ticket.updated", 10],
  ["ticket.closed", 12],
];

/** Tickets that are worked on at once. */
const MOST_OPEN = 60;

export class HelpDesk {
  readonly #api: Api;
  readonly #desk: Desk;
  readonly #chance: Chance;
  /** Tickets nobody works on at this moment. */
  readonly #open: Ticket[] = [];

  constructor(api: Api, desk: Desk, chance: Chance) {
    this.#api = api;
    this.#desk = desk;
    this.#chance = chance;
  }

  /** Changes something. Out: which event it was meant to make. */
  async work(): Promise<EventType> {
    const type = this.#decide();
    if (type === "ticket.created") {
      this.#open.push(await createTicket(this.#api, this.#chance));
      return type;
    }
    // Taken out while it is worked on: two changes of one ticket do not meet.
    const [ticket] = this.#open.splice(Math.floor(this.#chance() * this.#open.length), 1);
    if (ticket === undefined) return this.work();
    const changed = await CHANGES[type](this.#api, this.#desk, { ticket, chance: this.#chance });
    if (type !== "ticket.closed") this.#open.push(changed);
    return type;
  }

  #decide(): EventType {
    if (this.#open.length === 0) return "ticket.created";
    const habits = HABITS.filter(([type]) => this.#isPossible(type));
    const total = habits.reduce((sum, [, share]) => sum + share, 0);
    let left = this.#chance() * total;
    const hit = habits.find(([, share]) => (left -= share) < 0);
    return hit?.[0] ?? choose(habits, this.#chance)?.[0] ?? "ticket.created";
  }

  #isPossible(type: EventType): boolean {
    if (type === "ticket.created") return this.#open.length < MOST_OPEN;
    // With one user a ticket can not change hands twice.
    return type !== "ticket.assigned" || this.#desk.users.length > 1;
  }
}
