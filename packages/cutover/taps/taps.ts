// The taps inside an integration of one's own: around its fetch and poll loop on one side, around its receiver on the
// other, both into one journal. In: a journal. Out: Taps, to be closed when the process ends.
import { randomUUID } from "node:crypto";
import type { Receiver } from "@ticketwire/receiver";
import { type ApiOptions, createApi } from "../api/api.ts";
import { type Clock, systemClock } from "../api/clock.ts";
import { readEvent } from "../api/records.ts";
import { isRecord } from "../compare/fields.ts";
import { badOption, CutoverError } from "../errors.ts";
import { createWebhookWatch, type WebhookWatch } from "../feed/webhook-watch.ts";
import type { Stage, TicketState } from "../journal/entry.ts";
import { type Journal, openJournal } from "../journal/journal.ts";
import { isLive, type Side } from "../stage/stages.ts";
import { createEventTap, type SeenDelivery } from "./event-tap.ts";
import { createPollTap, type NewSight } from "./poll-tap.ts";
import { createReact, type React, type ReactOptions } from "./react.ts";
import { tapReceiver } from "./receiver-tap.ts";
import { type Watcher, watchFetch } from "./watch.ts";

export interface TapsOptions {
  /** A path, or a journal that stays yours to close. */
  readonly journal: string | Journal;
  /** Told when noting something failed. The integration itself is never disturbed. Default: a line on standard error. */
  readonly onError?: (error: unknown) => void;
  readonly clock?: Clock;
}

/** When and how a poll of your own went; for what is not given, now and 200 are taken. */
export interface PollDetails {
  readonly sentAt?: number;
  readonly at?: number;
  /** The answer's `Date` header, milliseconds since 1970: it measures the clocks. */
  readonly date?: number;
}

/** A webhook of a server, and a key with the scope webhooks:read. */
export interface SenderOptions extends Omit<ApiOptions, "clock"> {
  readonly webhook: string;
}

export interface FailedPoll extends PollDetails {
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  readonly failure?: "timeout" | "network";
  readonly ticket?: string;
}

export interface Taps extends AsyncDisposable {
  /** Your fetch, unchanged for the caller, with every read of tickets noted. */
  watch(fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  /** Notes a poll: one ticket's record, or the records of a list. Returns those that are new or changed. */
  recordPoll(ticket: TicketState | readonly TicketState[], details?: PollDetails): readonly NewSight[];
  recordFailedPoll(failed: FailedPoll): void;
  /** Notes an event that your own receiver verified. False for tests of the webhook. */
  recordEvent(event: unknown, delivery?: SeenDelivery): boolean;
  /** Middleware for the receiver kit: `toNodeHandler(taps.receiver(createReceiver(…)))`. */
  receiver(receiver: Receiver): Receiver;
  /**
   * Asks the sender what it knows: the webhook's settings, and the deliveries that wait or failed. Now and then, and before a
   * report: without it nothing tells a missing event from one that still comes.
   */
  askSender(sender: SenderOptions): Promise<void>;
  /** A `react` for one side: recorded on both, performed on the live one. */
  react<Action>(options: ReactOptions<Action>): React<Action>;
  /** Where the integration stands; read from the journal, so that `cutover plan` moves running processes. */
  stage(): Stage;
  isLive(side: Side): boolean;
  close(): Promise<void>;
}

// The server's clock may be behind ours; a delivery too many is harmless.
const CLOCK_SLACK_MS = 300_000;
// Reading the stage costs a query; a switch that takes a second is quick enough.
const STAGE_FRESH_MS = 1000;

/** @throws CutoverError `bad_option` for a journal that can not be, `journal_unreadable` for one that is damaged. */
export function openTaps({ journal: given, onError = report, clock = systemClock }: TapsOptions): Taps {
  const journal = typeof given === "string" ? openJournal(given) : given;
  const pollTap = createPollTap({ journal, clock, keepRecords: true });
  const eventTap = createEventTap({ journal, clock });
  const watchers: Watcher[] = [];
  const session = randomUUID();
  const readStage = createStageReader(journal, clock);
  const askSender = createAsking(journal, clock);
  let isClosed = false;
  journal.append({ kind: "session", at: clock.now(), phase: "start", session });
  const taps: Taps = {
    watch(fetch) {
      const watcher = watchFetch(fetch, { tap: pollTap, clock, onError });
      watchers.push(watcher);
      return watcher.fetch;
    },
    recordPoll(ticket, details = {}) {
      const isList = Array.isArray(ticket);
      const records = (isList ? ticket : [ticket]) as readonly TicketState[];
      records.forEach(checkRecord);
      const target = isList ? {} : { ticket: records[0]?.["ticket_id"] as string };
      const at = details.at ?? clock.now();
      return pollTap.record({
        status: 200,
        sentAt: details.sentAt ?? at,
        at,
        date: details.date ?? null,
        records,
        ...target,
      });
    },
    recordFailedPoll({ at = clock.now(), sentAt = at, ...failed }) {
      pollTap.record({ ...failed, at, sentAt });
    },
    recordEvent(event, delivery) {
      const body = readEvent(event);
      if (body === null)
        throw badOption("event", "must be the envelope of a delivery: event_id, event_type, occurred_at, data");
      return eventTap.record({ event: body, via: "handler", ...(delivery ? { delivery } : {}) });
    },
    receiver: (receiver) => tapReceiver(receiver, { tap: eventTap, clock, onError }),
    askSender,
    react: (options) => createReact(options, { journal, clock, stage: readStage }),
    stage: readStage,
    isLive: (side) => isLive(readStage(), side),
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const watcher of watchers) await watcher.settled();
      pollTap.flush();
      journal.append({ kind: "session", at: clock.now(), phase: "end", session, isSettled: false });
      if (typeof given === "string") journal.close();
    },
    [Symbol.asyncDispose]: () => taps.close(),
  };
  return taps;
}

function createAsking(journal: Journal, clock: Clock): Taps["askSender"] {
  const watches = new Map<string, WebhookWatch>();
  const since = clock.now() - CLOCK_SLACK_MS;
  return async ({ webhook, ...options }) => {
    const api = createApi({ ...options, clock });
    const watch = watches.get(webhook) ?? createWebhookWatch({ api, journal, webhook, since });
    watches.set(webhook, watch);
    const problem = await watch.noteSettings();
    if (problem !== null) throw new CutoverError("server_refused", `webhook ${webhook} can not be read: ${problem}`);
    await watch.noteDeliveries();
  };
}

function createStageReader(journal: Journal, clock: Clock): () => Stage {
  let stage: Stage = journal.readLast("stage")?.stage ?? "observe";
  let readAt = clock.now();
  return () => {
    if (clock.now() - readAt >= STAGE_FRESH_MS) {
      stage = journal.readLast("stage")?.stage ?? "observe";
      readAt = clock.now();
    }
    return stage;
  };
}

function checkRecord(record: unknown): void {
  if (isRecord(record) && typeof record["ticket_id"] === "string") return;
  throw badOption(
    "ticket",
    "must be a record of the ticket API with its ticket_id, as GET /api/v1/tickets/{id} gives it in data",
  );
}

function report(error: unknown): void {
  process.stderr.write(`cutover: could not be noted: ${error instanceof Error ? error.message : String(error)}\n`);
}
