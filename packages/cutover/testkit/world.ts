// A help desk in fast motion for tests: tickets change at given moments, a poller looks, a webhook tells, and faults are
// put in on purpose. In: scripts per ticket. Out: the journal two honest taps would have written, and the truth beside it.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import type { Entry, EventBody, EventEntry, TicketState } from "../journal/entry.ts";
import { applyWrite, firstState, type WriteKind, type WriteResult } from "./writes.ts";

export type Fault = "none" | "lost" | "late" | "duplicate" | "tampered" | "swapped";

export interface ScriptedWrite {
  readonly kind: WriteKind;
  /** Polls that happen between the write before and this one. 0: the poller can not tell them apart. */
  readonly pollsBefore: number;
  readonly fault: Fault;
}

export interface Script {
  readonly writes: readonly ScriptedWrite[];
  /** Polls after the last write. */
  readonly pollsAfter: number;
  /** Polls, by number, that are answered with this status instead. */
  readonly failures: ReadonlyMap<number, number>;
}

export interface WorldOptions {
  readonly scripts: readonly Script[];
  readonly subscribed?: readonly EventType[];
  /** The server's clock is this far ahead of ours. */
  readonly skewMs?: number;
  /** Fields that polls, or events, do not carry. */
  readonly hiddenFromPolls?: readonly string[];
  readonly hiddenFromEvents?: readonly string[];
}

/** One write as it really was. */
export interface TrueWrite {
  readonly ticket: string;
  readonly version: number;
  readonly kind: WriteKind;
  readonly fault: Fault;
  readonly types: readonly EventType[];
  /** The last poll before shows an older version, and the next one this or a later one. */
  readonly isWatched: boolean;
  /** The next successful poll shows this very version. */
  readonly isSeen: boolean;
  /** A chain of events leads from it to a poll before or after, unbroken by a lost one. */
  readonly isAnchored: boolean;
}

export interface World {
  readonly entries: Entry[];
  readonly writes: readonly TrueWrite[];
  readonly failedPolls: number;
}

/** All tickets exist since before this moment; everything happens after it. */
export const WORLD_START = Date.UTC(2026, 2, 1, 8, 0, 0);
const BEAT_MS = 10_000;
const ROUND_TRIP_MS = 40;
const PUSH_MS = 30;
/** How long after the poll that showed the change a late event comes. */
const LATE_MS = 61_000;

export function createWorld(options: WorldOptions): World {
  const entries: Entry[] = [];
  const writes: TrueWrite[] = [];
  let failedPolls = 0;
  if (options.subscribed) entries.push(webhookEntry(options.subscribed));
  options.scripts.forEach((script, index) => {
    const played = playTicket(index, script, options);
    entries.push(...played.entries);
    writes.push(...played.writes);
    failedPolls += played.failedPolls;
  });
  entries.sort((a, b) => a.at - b.at);
  const end = (entries.at(-1)?.at ?? WORLD_START) + 1;
  entries.push({ kind: "session", at: end, phase: "end", session: "s", isSettled: true });
  return { entries, writes, failedPolls };
}

export function webhookEntry(eventTypes: readonly EventType[]): Entry {
  return {
    kind: "webhook",
    at: WORLD_START - 1,
    webhook: "w1",
    eventTypes,
    filter: null,
    payloadFields: null,
    ordering: "none",
    isActive: true,
    retrySchedule: [60, 300],
  };
}

function playTicket(index: number, script: Script, options: WorldOptions) {
  const skewMs = options.skewMs ?? 0;
  const entries: Entry[] = [];
  const pending: { write: ScriptedTruth; at: number; result: WriteResult }[] = [];
  const looks: { at: number; version: number }[] = [];
  let now = WORLD_START + index * 137;
  let state = firstState(index);
  let [polls, failedPolls] = [0, 0];
  let shown: TicketState | null = null;
  const poll = (): void => {
    now += BEAT_MS;
    const status = script.failures.get(polls++) ?? 200;
    const answeredAt = now + ROUND_TRIP_MS;
    const date = Math.floor((now + ROUND_TRIP_MS / 2 + skewMs) / 1000) * 1000;
    const ticket = state["ticket_id"] as string;
    if (status === 200) {
      looks.push({ at: answeredAt, version: state["version"] as number });
      const visible = without(state, options.hiddenFromPolls);
      if (shown === null || JSON.stringify(visible) !== JSON.stringify(shown))
        entries.push({ kind: "sight", at: answeredAt, sentAt: now, ticket, state: visible });
      shown = visible;
    } else failedPolls++;
    entries.push({ kind: "poll", at: answeredAt, sentAt: now, status, date, ticket });
  };
  poll();
  for (const { kind, pollsBefore, fault } of script.writes) {
    for (let count = 0; count < pollsBefore; count++) poll();
    now += BEAT_MS;
    const result = applyWrite(state, kind, now + skewMs);
    state = result.state;
    const version = state["version"] as number;
    pending.push({
      write: {
        ticket: state["ticket_id"] as string,
        version,
        kind,
        fault,
        types: result.types,
      },
      at: now,
      result,
    });
  }
  for (let count = 0; count < script.pollsAfter; count++) poll();
  const scripted = pending.map(({ write }) => write);
  const writes = scripted.map((write) => witness(write, looks, scripted));
  entries.push(...deliver(pending, looks, options));
  return { entries, writes, failedPolls };
}

type ScriptedTruth = Omit<TrueWrite, "isWatched" | "isSeen" | "isAnchored">;

function witness(
  write: ScriptedTruth,
  looks: readonly { version: number }[],
  all: readonly ScriptedTruth[],
): TrueWrite {
  const next = looks.find(({ version }) => version >= write.version);
  const previous = looks.findLast(({ version }) => version < write.version);
  const isWatched = previous !== undefined && next !== undefined;
  const isUnbroken = (low: number, high: number): boolean =>
    all.every(({ version, fault }) => version <= low || version > high || fault !== "lost");
  const isAnchored =
    isWatched && (isUnbroken(previous.version, write.version) || isUnbroken(write.version, next.version));
  return { ...write, isWatched, isSeen: isWatched && next.version === write.version, isAnchored };
}

interface Pending {
  readonly write: ScriptedTruth;
  readonly at: number;
  readonly result: WriteResult;
}

function deliver(
  pending: readonly Pending[],
  looks: readonly { at: number; version: number }[],
  options: WorldOptions,
): EventEntry[] {
  const subscribed: readonly string[] = options.subscribed ?? EVENT_TYPES;
  const sent: EventEntry[] = [];
  let sequence = 0;
  for (const { write, at, result } of pending) {
    const look = looks.find(({ version }) => version >= write.version);
    result.types.forEach((type, order) => {
      if (!subscribed.includes(type)) return;
      sequence++;
      const event = bodyOf(write, { type, result, serverMs: at + (options.skewMs ?? 0), order }, options);
      if (write.fault === "lost") return;
      const arrival = write.fault === "late" && look ? look.at + LATE_MS + sequence : at + PUSH_MS + order;
      const entry: EventEntry = {
        kind: "event",
        at: arrival,
        ticket: write.ticket,
        via: "receiver",
        webhook: "w1",
        sequence,
        event,
      };
      const isSwapped = write.fault === "swapped" && result.types.length > 1 && order === 0;
      sent.push(isSwapped ? { ...entry, at: arrival + 50 } : entry);
      if (write.fault === "duplicate") sent.push({ ...entry, at: arrival + 500, attempt: 2 });
    });
  }
  return sent;
}

interface Told {
  readonly type: EventType;
  readonly result: WriteResult;
  readonly serverMs: number;
  readonly order: number;
}

function bodyOf(write: Pending["write"], { type, result, serverMs, order }: Told, options: WorldOptions): EventBody {
  const tampered = write.fault === "tampered" ? { title: "something else" } : {};
  const extra = type === "ticket.updated" ? { changes: result.changes } : {};
  return {
    event_id: `${write.ticket.slice(24)}-${write.version}-${order}`,
    event_type: type,
    occurred_at: new Date(serverMs).toISOString(),
    data: without({ ...result.state, ...tampered, ...extra }, options.hiddenFromEvents),
  };
}

function without(state: TicketState, hidden: readonly string[] = []): TicketState {
  return Object.fromEntries(Object.entries(state).filter(([field]) => !hidden.includes(field)));
}
