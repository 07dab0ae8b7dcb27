// A ticket server in memory for tests of the kit: tickets with a real history, one webhook with its log of events, and a
// clock that only moves when told. No network here; desk-server.ts puts HTTP before it.
import { randomUUID } from "node:crypto";
import { DEFAULT_RETRY_SCHEDULE, EVENT_TYPES, type EventType } from "@ticketwire/contract";
import type { Clock } from "../api/clock.ts";
import type { EventBody, TicketState } from "../journal/entry.ts";
import { applyWrite, firstState, type WriteKind } from "./world.ts";

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

export type Desk = ReturnType<typeof createDesk>;

export const DESK_WEBHOOK = "0198c0de-0000-7000-8000-0000000000f1";
export const DESK_TENANT = "0198c0de-0000-7000-8000-0000000000f0";

export function createDesk({ clock, eventTypes = EVENT_TYPES, retrySchedule = DEFAULT_RETRY_SCHEDULE }: DeskOptions) {
  const tickets = new Map<string, TicketState>();
  const comments = new Map<string, TicketState[]>();
  const deliveries: DeskDelivery[] = [];
  let count = 0;

  function publish(type: EventType, state: TicketState, extra: TicketState): void {
    if (!eventTypes.includes(type)) return;
    const event = {
      event_id: randomUUID(),
      event_type: type,
      occurred_at: String(state["updated_at"]),
      tenant_id: DESK_TENANT,
      data: { ...state, ...extra },
    };
    const now = clock.now();
    deliveries.push({
      deliveryId: randomUUID(),
      sequence: deliveries.length + 1,
      event,
      status: "pending",
      nextAt: now,
      attempts: [],
    });
  }

  return {
    /** Called before a ticket is read: a field may move by itself. */
    beforeRead: null as ((ticket: string) => void) | null,
    clock,
    tickets,
    comments,
    deliveries,
    webhook: {
      webhook_id: DESK_WEBHOOK,
      name: "desk",
      event_types: eventTypes,
      event_filter: null,
      payload_fields: null,
      ordering: "none",
      is_active: true,
      retry_schedule: retrySchedule,
    } as Record<string, unknown>,
    create(fields: TicketState = {}): string {
      const moment = new Date(clock.now()).toISOString();
      const state: TicketState = { ...firstState(++count), entered_at: moment, updated_at: moment, ...fields };
      tickets.set(String(state["ticket_id"]), state);
      publish("ticket.created", state, {});
      return String(state["ticket_id"]);
    },
    write(ticket: string, kind: WriteKind): void {
      const before = tickets.get(ticket);
      if (before === undefined) throw new Error(`no ticket ${ticket}`);
      // Strictly forward, as the contract promises, also within one millisecond.
      const moment = Math.max(clock.now(), Date.parse(String(before["updated_at"])) + 1);
      const { state, types, changes } = applyWrite(before, kind, moment);
      tickets.set(ticket, state);
      for (const type of types) publish(type, state, extraOf(type, changes, moment));
      if (kind === "comment") comments.set(ticket, [...(comments.get(ticket) ?? []), commentOf(moment)]);
    },
    /** Every delivery whose time has come is tried once with `send`; the ladder decides what happens next. */
    async runLadder(send: (delivery: DeskDelivery, attempt: number) => Promise<number | null>): Promise<number> {
      const due = deliveries.filter(({ nextAt }) => nextAt !== null && nextAt <= clock.now());
      for (const delivery of due) {
        const status = await send(delivery, delivery.attempts.length + 1);
        delivery.attempts.push({ at: clock.now(), status });
        const isDone = status !== null && status < 300;
        const waitSeconds = retrySchedule[delivery.attempts.length - 1];
        delivery.nextAt = isDone || waitSeconds === undefined ? null : clock.now() + waitSeconds * 1000;
        delivery.status = isDone ? "delivered" : delivery.nextAt === null ? "abandoned" : "retrying";
      }
      return due.length;
    },
  };
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
