// A ticket server in memory for tests of the kit: tickets with a real history, one webhook with its log of events, and a
// clock that only moves when told. No network here; desk-server.ts puts HTTP before it.
import { randomUUID } from "node:crypto";
import { DEFAULT_RETRY_SCHEDULE, EVENT_TYPES, type EventType } from "@ticketwire/contract";
import type { Clock } from "../api/clock.ts";
import type { EventBody, TicketState } from "../journal/entry.ts";
import { applyWrite, firstState, type WriteKind } from "./writes.ts";

export interface DeskAttempt {
  readonly at: number;
  readonly status: number | null;
}

/** One event on its way to the webhook. */
export interface DeskDelivery {
  readonly deliveryId: string;
  readonly sequence: number;
  readonly event: EventBody;
  status: string;
  nextAt: number | null;
  readonly attempts: DeskAttempt[];
}

export interface DeskOptions {
  readonly clock: Clock;
  readonly eventTypes?: readonly EventType[];
  readonly retrySchedule?: readonly number[];
}

export const DESK_WEBHOOK = "0198c0de-0000-7000-8000-0000000000f1";
export const DESK_TENANT = "0198c0de-0000-7000-8000-0000000000f0";

export class Desk {
  /** Called before a ticket is read: a field may move by itself. */
  beforeRead: ((ticket: string) => void) | null = null;
  readonly clock: Clock;
  readonly tickets = new Map<string, TicketState>();
  readonly comments = new Map<string, TicketState[]>();
  readonly deliveries: DeskDelivery[] = [];
  readonly webhook: Record<string, unknown>;
  readonly #eventTypes: readonly EventType[];
  readonly #retrySchedule: readonly number[];

  constructor({ clock, eventTypes = EVENT_TYPES, retrySchedule = DEFAULT_RETRY_SCHEDULE }: DeskOptions) {
    this.clock = clock;
    this.#eventTypes = eventTypes;
    this.#retrySchedule = retrySchedule;
    this.webhook = {
      webhook_id: DESK_WEBHOOK,
      name: "desk",
      event_types: eventTypes,
      event_filter: null,
      payload_fields: null,
      ordering: "none",
      is_active: true,
      retry_schedule: retrySchedule,
    };
  }

  create(fields: TicketState = {}): string {
    const moment = new Date(this.clock.now()).toISOString();
    const state: TicketState = {
      ...firstState(this.tickets.size + 1),
      entered_at: moment,
      updated_at: moment,
      ...fields,
    };
    this.tickets.set(String(state["ticket_id"]), state);
    this.#publish("ticket.created", state, {});
    return String(state["ticket_id"]);
  }

  write(ticket: string, kind: WriteKind): void {
    const before = this.tickets.get(ticket);
    if (before === undefined) throw new Error(`no ticket ${ticket}`);
    // Strictly forward, as the contract promises, also within one millisecond.
    const moment = Math.max(this.clock.now(), Date.parse(String(before["updated_at"])) + 1);
    const { state, types, changes } = applyWrite(before, kind, moment);
    this.tickets.set(ticket, state);
    for (const type of types) this.#publish(type, state, extraOf(type, changes, moment));
    if (kind === "comment") this.comments.set(ticket, [...(this.comments.get(ticket) ?? []), commentOf(moment)]);
  }

  /** Every delivery whose time has come is tried once with `send`; the ladder decides what happens next. */
  async runLadder(
    send: (delivery: DeskDelivery, attempt: number) => Promise<number | null>,
    arrange: (due: readonly DeskDelivery[]) => readonly DeskDelivery[] = (due) => due,
  ): Promise<number> {
    const due = this.deliveries.filter(({ nextAt }) => nextAt !== null && nextAt <= this.clock.now());
    for (const delivery of arrange(due)) {
      const status = await send(delivery, delivery.attempts.length + 1);
      delivery.attempts.push({ at: this.clock.now(), status });
      const isDone = status !== null && status < 300;
      const waitSeconds = this.#retrySchedule[delivery.attempts.length - 1];
      delivery.nextAt = isDone || waitSeconds === undefined ? null : this.clock.now() + waitSeconds * 1000;
      delivery.status = isDone ? "delivered" : delivery.nextAt === null ? "abandoned" : "retrying";
    }
    return due.length;
  }

  #publish(type: EventType, state: TicketState, extra: TicketState): void {
    if (!this.#eventTypes.includes(type)) return;
    const event = {
      event_id: randomUUID(),
      event_type: type,
      occurred_at: String(state["updated_at"]),
      tenant_id: DESK_TENANT,
      data: { ...state, ...extra },
    };
    const sequence = this.deliveries.length + 1;
    this.deliveries.push({
      deliveryId: randomUUID(),
      sequence,
      event,
      status: "pending",
      nextAt: this.clock.now(),
      attempts: [],
    });
  }
}

function commentOf(moment: number): TicketState {
  return {
    comment_id: randomUUID(),
    comment_text: "on it",
    is_internal: false,
    created_at: new Date(moment).toISOString(),
  };
}

function extraOf(type: EventType, changes: TicketState, moment: number): TicketState {
  if (type === "ticket.updated") return { changes };
  if (type !== "ticket.comment.added") return {};
  const timestamp = new Date(moment).toISOString();
  return {
    comment: {
      comment_id: randomUUID(),
      text: "on it",
      author: "Ada",
      author_type: "internal",
      timestamp,
      is_internal: false,
    },
  };
}
