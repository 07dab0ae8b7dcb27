// The ledger after a run: accepted changes against events, events against deliveries, deliveries against what was received.
// In: what was accepted and received, and the database. Out: what does not balance, as sentences; none is the goal.
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import type { Disruption } from "./cluster.ts";
import type { Received } from "./receiver.ts";
import { importSigningSecret, signV1 } from "@ticketwire/contract";
import type { FollowedEntry } from "./follower.ts";
import type { Subscription } from "./subscriptions.ts";
import type { AcceptedChange } from "./writers.ts";

interface EventRow {
  readonly event_id: string;
  readonly event_type: string;
  readonly body: string;
  readonly ticket_id: string;
  readonly version: number;
}

interface DeliveryRow {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly sequence: number;
  readonly status: string;
  readonly attempt_number: number;
}

export interface Books {
  readonly events: readonly EventRow[];
  readonly deliveries: readonly DeliveryRow[];
  /** `<ticket> <version>` of every change that is in the database. */
  readonly changes: ReadonlySet<string>;
}

export async function readBooks(db: Database): Promise<Books> {
  const events = await db.engine.query<EventRow>(sql`
    SELECT event_id, event_type, body, subject_id AS ticket_id, (body::jsonb -> 'data' ->> 'version')::int AS version
    FROM ticketwire.events WHERE NOT is_test ORDER BY event_id`);
  const deliveries = await db.engine.query<DeliveryRow>(sql`
    SELECT delivery_id, webhook_id, event_id, sequence, status, attempt_number
    FROM ticketwire.deliveries WHERE NOT is_test ORDER BY webhook_id, sequence`);
  const history = await db.engine.query<{ ticket_id: string; version: number }>(sql`
    SELECT ticket_id, version FROM ticketwire.ticket_history`);
  return { events, deliveries, changes: new Set(history.map((row) => `${row.ticket_id} ${row.version}`)) };
}

/** P1: every accepted change has the events that the contract names, and no event is without its change. */
export function compareChanges(accepted: readonly AcceptedChange[], books: Books): string[] {
  const wrong: string[] = [];
  const byChange = Map.groupBy(books.events, (event) => `${event.ticket_id} ${event.version}`);
  for (const change of accepted) {
    const events =
      change.text === null
        ? (byChange.get(`${change.ticketId} ${change.version}`) ?? [])
        : books.events.filter((event) => event.ticket_id === change.ticketId && event.body.includes(change.text ?? ""));
    const types = events.map((event) => event.event_type);
    if (types.join() !== change.eventTypes.join())
      wrong.push(`change ${change.ticketId} v${change.version}: events [${types}] instead of [${change.eventTypes}]`);
  }
  for (const change of byChange.keys())
    if (!books.changes.has(change)) wrong.push(`an event of ${change}, which is no change of any ticket`);
  for (const change of books.changes) if (!byChange.has(change)) wrong.push(`change ${change} has no event`);
  return wrong;
}

/** P4, P12: each event × matching webhook is one delivery with a dense sequence, a ticket's in its order, all delivered. */
export function compareDeliveries(subscriptions: readonly Subscription[], books: Books): string[] {
  const wrong: string[] = [];
  const byId = new Map(books.events.map((event) => [event.event_id, event]));
  for (const { webhookId, eventTypes, isLate } of subscriptions) {
    const matching = books.events.filter((event) => eventTypes.includes(event.event_type));
    const own = books.deliveries.filter((delivery) => delivery.webhook_id === webhookId);
    const given = new Set(own.map((delivery) => delivery.event_id));
    for (const event of matching)
      if (!given.has(event.event_id)) wrong.push(`${event.event_id} never given to ${webhookId}`);
    if (own.length !== matching.length)
      wrong.push(`${webhookId}: ${own.length} deliveries of ${matching.length} events`);
    const lastVersion = new Map<string, number>();
    own.forEach((delivery, index) => {
      if (delivery.sequence !== index + 1)
        wrong.push(`${webhookId}: sequence ${delivery.sequence} at place ${index + 1}`);
      if (delivery.status !== "delivered") wrong.push(`${delivery.delivery_id} is ${delivery.status}`);
      const event = byId.get(delivery.event_id);
      if (event === undefined) return void wrong.push(`${delivery.delivery_id} of no event`);
      // What was recovered comes behind what is newer.
      if (!isLate && event.version < (lastVersion.get(event.ticket_id) ?? 0))
        wrong.push(`${event.ticket_id}: versions out of order`);
      lastVersion.set(event.ticket_id, event.version);
    });
  }
  return wrong;
}

/** P2, P5: what is delivered was received, byte for byte; nothing was received that is no delivery. */
export function compareReceived(received: readonly Received[], books: Books): string[] {
  const wrong: string[] = [];
  const accepted = new Set(received.filter((request) => request.status === 200).map((request) => request.deliveryId));
  const known = new Map(books.deliveries.map((delivery) => [delivery.delivery_id, delivery]));
  const bodies = new Map(books.events.map((event) => [event.event_id, event.body]));
  for (const { delivery_id: id, status } of books.deliveries)
    if (status === "delivered" && !accepted.has(id)) wrong.push(`${id} is delivered and was never received`);
  for (const request of received) {
    if (!known.has(request.deliveryId)) wrong.push(`received ${request.deliveryId}, which is no delivery`);
    if (bodies.get(request.eventId) !== request.body) wrong.push(`${request.eventId} was not sent as it was written`);
  }
  return wrong;
}

/** P4, P5: the feed gave everything, once, in its sequence, with nothing between, and the same bytes. */
export function compareFeed(webhookId: string, followed: readonly FollowedEntry[], books: Books): string[] {
  const wrong: string[] = [];
  const own = books.deliveries.filter((delivery) => delivery.webhook_id === webhookId);
  const bodies = new Map(books.events.map((event) => [event.event_id, event.body]));
  if (followed.length !== own.length) wrong.push(`the feed gave ${followed.length} of ${own.length}`);
  followed.forEach(({ sequence, deliveryId, eventId, body }, index) => {
    if (sequence !== index + 1) wrong.push(`the feed gave ${sequence} at place ${index + 1}`);
    if (own[index]?.delivery_id !== deliveryId) wrong.push(`the feed gave another delivery at ${sequence}`);
    if (bodies.get(eventId) !== body) wrong.push(`the feed gave ${eventId} otherwise than it was written`);
  });
  return wrong;
}

/** Every signature is one of a secret that the webhook had, whatever was rotated meanwhile. */
export function compareSignatures(subscriptions: readonly Subscription[], received: readonly Received[]): string[] {
  const keys = new Map(subscriptions.map(({ webhookId, secrets }) => [webhookId, secrets.map(importSigningSecret)]));
  return received.flatMap(({ webhookId, deliveryId, signature, body }) => {
    const [time = "", ...signed] = signature.split(",");
    const valid = (keys.get(webhookId) ?? []).map((key) => `v1=${signV1(key, Number(time.slice(2)), body)}`);
    const isGood = signed.length > 0 && signed.every((one) => valid.includes(one));
    return isGood ? [] : [`${deliveryId} was signed with no secret of its webhook: ${signature}`];
  });
}

/** `ordering: ticket`: the first time that a receiver took each event of a ticket, in their sequence. */
export function compareOrder(subscriptions: readonly Subscription[], received: readonly Received[]): string[] {
  const wrong: string[] = [];
  for (const { webhookId } of subscriptions.filter((subscription) => subscription.isOrdered)) {
    const seen = new Set<string>();
    const last = new Map<string, number>();
    for (const request of received) {
      if (request.webhookId !== webhookId || request.status !== 200 || seen.has(request.deliveryId)) continue;
      seen.add(request.deliveryId);
      if (request.sequence < (last.get(request.ticketId) ?? 0))
        wrong.push(
          `${request.sequence} came after ${last.get(request.ticketId)} of the same ticket: ${storyOf(received, request)}`,
        );
      last.set(request.ticketId, request.sequence);
    }
  }
  return wrong;
}

/** Everything that came of a ticket: what a person needs to find out why. */
function storyOf(received: readonly Received[], { ticketId, webhookId }: Received): string {
  const mine = received.filter((request) => request.ticketId === ticketId && request.webhookId === webhookId);
  return mine.map(({ sequence, attempt, status, at }) => `${at} ${sequence} try ${attempt}: ${status}`).join(", ");
}

export interface Duplicates {
  /** Deliveries that were taken more than once. */
  readonly count: number;
  /** Those during which nothing was broken. */
  readonly unexplained: readonly string[];
}

/** How long a disruption can be the reason: a lease and an attempt, and the time until the next one looks. */
const AFTERMATH_MS = 15_000;

/** A second time is explained by something that was broken between the two: the result of the first was lost. */
export function explainDuplicates(received: readonly Received[], disruptions: readonly Disruption[]): Duplicates {
  const taken = Map.groupBy(
    received.filter((request) => request.status === 200),
    (request) => request.deliveryId,
  );
  const unexplained: string[] = [];
  let count = 0;
  for (const [deliveryId, requests] of taken) {
    if (requests.length > 1) count += 1;
    for (const [index, request] of requests.entries()) {
      const before = requests[index - 1];
      // The receiver answered too late: for the sender that was a failure.
      if (before === undefined || request.attempt > before.attempt) continue;
      const isExplained = disruptions.some(({ from, to }) => from <= request.at && to + AFTERMATH_MS >= before.at);
      if (!isExplained) unexplained.push(`${deliveryId}: attempt ${request.attempt} at ${before.at} and ${request.at}`);
    }
  }
  return { count, unexplained };
}
