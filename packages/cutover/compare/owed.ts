// Which events a change makes (the table of CONTRACT section 2), and which of them a webhook owes. Pure.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import type { TicketState, WebhookEntry } from "../journal/entry.ts";
import { isEqual, isRecord } from "./fields.ts";

/** The types of a creation. */
export function typesOfCreation(state: TicketState): EventType[] {
  return state["assigned_to"] ? ["ticket.created", "ticket.assigned"] : ["ticket.created"];
}

export interface FieldStep {
  /** The top-level fields that the step changed. */
  readonly fields: ReadonlySet<string>;
  readonly before: TicketState | null;
  readonly after: TicketState | null;
}

/** The types of one write that changed these fields; none changed: a comment. */
export function typesOfStep({ fields, before, after }: FieldStep): EventType[] {
  if (fields.size === 0) return ["ticket.comment.added"];
  const types: EventType[] = ["ticket.updated"];
  if (fields.has("status_id")) types.push("ticket.status_changed");
  if (fields.has("assigned_to") && after?.["assigned_to"]) types.push("ticket.assigned");
  if (before?.["is_closed"] === false && after?.["is_closed"] === true) types.push("ticket.closed");
  return types;
}

/** Whether an event of this type about a ticket in this state is owed. `unknown`: the filter asks what polls do not show. */
export type Owed = "yes" | "no" | "unknown";

export interface Subscription {
  owes(type: EventType, state: TicketState | null): Owed;
  /** True when every write is certain to make an owed event. */
  readonly isComplete: boolean;
  readonly types: readonly EventType[];
}

/** What all webhooks together owed at every moment between `from` and `to`. */
export type SubscriptionAt = (from: number, to: number) => Subscription;

interface Demand {
  readonly types: ReadonlySet<EventType>;
  readonly filter: TicketState | null;
}

/**
 * From the snapshots of the journal. A type counts as owed for a window only if it was subscribed during all of it; before
 * the first snapshot the first one holds. Without any, `fallback` holds (default: all six types).
 */
export function subscriptionsFrom(snapshots: readonly WebhookEntry[], fallback?: readonly EventType[]): SubscriptionAt {
  if (snapshots.length === 0) {
    const always = subscriptionOf([{ types: new Set(fallback ?? EVENT_TYPES), filter: null }]);
    return () => always;
  }
  const byWebhook = [...Map.groupBy(snapshots, (snapshot) => snapshot.webhook).values()].map((list) =>
    list.toSorted((a, b) => a.at - b.at),
  );
  const cache = new Map<string, Subscription>();
  return (from, to) => {
    const effective = byWebhook.map((list) => effectiveBetween(list, from, to));
    const key = effective.map(([first, last]) => `${first}-${last}`).join();
    const known = cache.get(key);
    if (known) return known;
    const demands = byWebhook.map((list, index) => demandOf(list.slice(...(effective[index] as [number, number]))));
    const made = subscriptionOf(demands);
    cache.set(key, made);
    return made;
  };
}

function effectiveBetween(list: readonly WebhookEntry[], from: number, to: number): readonly [number, number] {
  const first = Math.max(
    0,
    list.findLastIndex(({ at }) => at <= from),
  );
  const last = Math.max(
    first,
    list.findLastIndex(({ at }) => at <= to),
  );
  return [first, last + 1];
}

function demandOf(snapshots: readonly WebhookEntry[]): Demand {
  const types = snapshots.map(({ eventTypes }) => new Set<EventType>(eventTypes));
  const filters = snapshots.map(({ filter }) => filter);
  const last = filters.at(-1) ?? null;
  const isSteady = filters.every((filter) => isEqual(filter, last));
  return {
    types: types.reduce((common, next) => new Set([...common].filter((type) => next.has(type)))),
    filter: isSteady ? last : UNDECIDED,
  };
}

// A filter that changed within the window: nothing about it can be decided.
const UNDECIDED: TicketState = { conditions: [{ field: "changes" }] };

function subscriptionOf(demands: readonly Demand[]): Subscription {
  const unfiltered = demands.filter(({ filter }) => isEmptyFilter(filter));
  const covered = new Set(unfiltered.flatMap(({ types }) => [...types]));
  return {
    types: EVENT_TYPES.filter((type) => demands.some(({ types }) => types.has(type))),
    isComplete: (["ticket.created", "ticket.updated", "ticket.comment.added"] as const).every((type) =>
      covered.has(type),
    ),
    owes(type, state) {
      if (covered.has(type)) return "yes";
      const answers = demands
        .filter(({ types }) => types.has(type))
        .map(({ filter }) => (state === null ? "unknown" : matchFilter(filter ?? {}, state)));
      return answers.find((answer) => answer === "yes") ?? answers.find((answer) => answer === "unknown") ?? "no";
    },
  };
}

function isEmptyFilter(filter: TicketState | null): boolean {
  return filter === null || Object.values(filter).every((part) => !Array.isArray(part) || part.length === 0);
}

/** The server's filter, as far as a polled state can decide it. */
export function matchFilter(filter: TicketState, state: TicketState): Owed {
  const answers: Owed[] = [];
  const ids = filter["entity_ids"];
  if (isFilled(ids)) answers.push(ids.includes(state["ticket_id"]) ? "yes" : "no");
  const tags = filter["tags"];
  if (isFilled(tags)) answers.push(decide("tags" in state, () => compareValues(state["tags"], "in", tags)));
  const conditions = filter["conditions"];
  for (const condition of isFilled(conditions) ? conditions : []) answers.push(matchCondition(condition, state));
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

function isFilled(part: unknown): part is readonly unknown[] {
  return Array.isArray(part) && part.length > 0;
}

function decide(isKnown: boolean, answer: () => boolean): Owed {
  if (!isKnown) return "unknown";
  return answer() ? "yes" : "no";
}

function matchCondition(condition: unknown, state: TicketState): Owed {
  if (!isRecord(condition)) return "unknown";
  const path = String(condition["field"]);
  const dot = path.indexOf(".");
  const field = dot < 0 ? path : path.slice(0, dot);
  const top = state[field];
  const actual = dot < 0 ? top : isRecord(top) ? top[path.slice(dot + 1)] : undefined;
  return decide(field in state, () =>
    compareValues(actual ?? null, String(condition["operator"]), condition["value"] ?? null),
  );
}

function compareValues(actual: unknown, operator: string, expected: unknown): boolean {
  if (operator.startsWith("not_")) return !compareValues(actual, operator.slice(4), expected);
  switch (operator) {
    case "equals":
      return isEqual(actual, expected, true);
    case "contains":
      if (Array.isArray(actual)) return actual.includes(expected);
      return typeof actual === "string" && typeof expected === "string" && actual.includes(expected);
    case "in":
      if (!Array.isArray(expected)) return false;
      return Array.isArray(actual) ? actual.some((value) => expected.includes(value)) : expected.includes(actual);
    case "greater_than":
      return isAbove(actual, expected);
    case "less_than":
      return isAbove(expected, actual);
    default:
      return false;
  }
}

function isAbove(high: unknown, low: unknown): boolean {
  if (typeof high === "number" && typeof low === "number") return high > low;
  return typeof high === "string" && typeof low === "string" && high > low;
}
