// One ticket's entries, brought into the shape that can be judged: distinct states in order, first copies of events in
// order of arrival, and what was seen on the way (copies, order, 404). Pure. In: the entries of one ticket. Out: a History.
import type {
  ActionEntry,
  DeliveryEntry,
  EventEntry,
  PollEntry,
  SightEntry,
  TicketEntry,
  TicketState,
} from "../journal/entry.ts";
import { diffStates, isRecord } from "./fields.ts";

/** A moment of polling: between `sentAt` and `at` the server read the ticket. */
export interface Look {
  readonly sentAt: number;
  readonly at: number;
}

/** A state that a poll showed first. */
export interface Sight extends Look {
  readonly state: TicketState;
  /** The last look that showed the state before. */
  readonly since: Look | null;
  readonly version: number | null;
  readonly updatedAt: number | null;
}

/** The first copy of an event. */
export interface Receipt {
  readonly entry: EventEntry;
  readonly type: string;
  readonly version: number | null;
  readonly updatedAt: number | null;
  /** By the server's clock; null when it is no date. */
  readonly occurredAt: number | null;
  readonly changes: TicketState | null;
}

export interface History {
  readonly ticket: string;
  readonly sights: readonly Sight[];
  readonly lastLook: Look | null;
  readonly receipts: readonly Receipt[];
  readonly duplicates: readonly EventEntry[];
  readonly reordered: readonly Receipt[];
  /** Moments at which a run of 404 began. */
  readonly gone: readonly Look[];
  /** The latest word about each delivery. */
  readonly deliveries: readonly DeliveryEntry[];
  /** Events that a reconcile brought. */
  readonly recovered: readonly Receipt[];
  readonly actions: readonly ActionEntry[];
  /** Polls that showed an older state than one before: a lagging replica or a cache. */
  readonly staleReads: number;
}

export function readHistory(ticket: string, entries: readonly TicketEntry[]): History {
  const sights: Sight[] = [];
  const receipts: Receipt[] = [];
  const duplicates: EventEntry[] = [];
  const gone: Look[] = [];
  const deliveries = new Map<string, DeliveryEntry>();
  const recovered: Receipt[] = [];
  const actions: ActionEntry[] = [];
  const known = new Map<string, Set<string>>();
  let lastLook: Look | null = null;
  let isGone = false;
  let staleReads = 0;
  for (const entry of inOrder(entries)) {
    switch (entry.kind) {
      case "sight": {
        const verdict = placeSight(sights, entry, lastLook);
        if (verdict === "stale") staleReads++;
        else lastLook = lookOf(entry);
        isGone = false;
        break;
      }
      case "poll":
        if (isFound(entry)) lastLook = lookOf(entry);
        if (entry.status === 404 && !isGone) gone.push(lookOf(entry));
        isGone = entry.status === 404 || (isGone && !isFound(entry));
        break;
      case "event":
        if (entry.via === "reconcile") recovered.push(receiptOf(entry));
        else if (isNew(known, entry)) receipts.push(receiptOf(entry));
        else duplicates.push(entry);
        break;
      case "delivery":
        deliveries.set(entry.delivery, entry);
        break;
      case "action":
        actions.push(entry);
        break;
      default:
        entry satisfies never;
    }
  }
  const reordered = findReordered(receipts);
  const latest = [...deliveries.values()];
  return {
    ticket,
    sights,
    lastLook,
    receipts,
    duplicates,
    reordered,
    gone,
    deliveries: latest,
    recovered,
    actions,
    staleReads,
  };
}

// Taps on several machines append to one journal only roughly in order of time.
function inOrder(entries: readonly TicketEntry[]): readonly TicketEntry[] {
  const isSorted = entries.every((entry, index) => index === 0 || (entries[index - 1] as TicketEntry).at <= entry.at);
  return isSorted ? entries : entries.toSorted((a, b) => a.at - b.at);
}

function placeSight(sights: Sight[], entry: SightEntry, lastLook: Look | null): "new" | "same" | "stale" {
  const last = sights.at(-1);
  if (entry.state === null) return "same";
  const sight: Sight = {
    sentAt: entry.sentAt,
    at: entry.at,
    since: entry.since ?? lastLook,
    state: entry.state,
    version: wholeNumber(entry.state["version"]),
    updatedAt: moment(entry.state["updated_at"]),
  };
  if (last !== undefined) {
    if (isOlder(sight, last)) return "stale";
    if (diffStates(last.state, sight.state, () => false).length === 0) return "same";
  }
  sights.push(sight);
  return "new";
}

function isOlder(next: Sight, last: Sight): boolean {
  if (next.version !== null && last.version !== null) return next.version < last.version;
  return next.updatedAt !== null && last.updatedAt !== null && next.updatedAt < last.updatedAt;
}

/** Registers an event; false when it came before through the same webhook, or as the same step under another id. */
function isNew(known: Map<string, Set<string>>, { webhook = "", event }: EventEntry): boolean {
  const keys = known.get(webhook) ?? new Set<string>();
  known.set(webhook, keys);
  const version = wholeNumber(event.data["version"]);
  const step = version === null ? event.event_id : `${event.event_type} ${version} ${event.occurred_at}`;
  if (keys.has(event.event_id) || keys.has(step)) return false;
  keys.add(event.event_id).add(step);
  return true;
}

function receiptOf(entry: EventEntry): Receipt {
  const { event } = entry;
  const { data } = event;
  const changes = data["changes"];
  return {
    entry,
    type: event.event_type,
    version: wholeNumber(data["version"]),
    updatedAt: moment(data["updated_at"]),
    occurredAt: moment(event.occurred_at),
    changes: isRecord(changes) ? changes : null,
  };
}

/** An event is out of order when one with a later place, by sequence or else by version, arrived through its webhook before. */
function findReordered(receipts: readonly Receipt[]): Receipt[] {
  const furthest = new Map<string, number>();
  const found: Receipt[] = [];
  const hasSequences = receipts.every(({ entry }) => entry.sequence !== undefined);
  for (const receipt of receipts) {
    const place = hasSequences ? receipt.entry.sequence : (receipt.version ?? receipt.occurredAt);
    if (place === undefined || place === null) continue;
    const lane = receipt.entry.webhook ?? "";
    const before = furthest.get(lane) ?? -Infinity;
    if (place < before) found.push(receipt);
    else furthest.set(lane, place);
  }
  return found;
}

function isFound({ status }: PollEntry): boolean {
  return status !== null && (status < 300 || status === 304);
}

function lookOf({ sentAt, at }: Look): Look {
  return { sentAt, at };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

function moment(value: unknown): number | null {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
