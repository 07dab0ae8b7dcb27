// What the journal holds: plain values, one per thing that was seen. The taps write them, the comparison reads them and
// nothing else. Times are milliseconds since 1970: `at` by this machine's clock, `date` and `…At` of a delivery by the
// server's.
import type { EventType } from "@ticketwire/contract";

/** A ticket's record as one side showed it. */
export type TicketState = Readonly<Record<string, unknown>>;

/** Where an integration stands on its way from polling to webhooks. */
export const STAGES = ["observe", "shadow", "webhook_primary", "poller_off"] as const;
export type Stage = (typeof STAGES)[number];

/** One request of the poller, whatever came of it. `ticket` is set when it asked for one ticket. */
export interface PollEntry {
  readonly kind: "poll";
  /** When the answer was there, or the request given up. */
  readonly at: number;
  readonly sentAt: number;
  /** HTTP status; null when none came. */
  readonly status: number | null;
  readonly failure?: "timeout" | "network";
  /** The answer's `Date` header: the server's clock, cut to whole seconds. */
  readonly date?: number;
  readonly ticket?: string;
  /** The second look of a pair that measures the noise floor. */
  readonly isSample?: boolean;
}

/** A ticket as a poll showed it. `state` is null when it was as before. */
export interface SightEntry {
  readonly kind: "sight";
  readonly at: number;
  readonly sentAt: number;
  readonly ticket: string;
  readonly state: TicketState | null;
  /** The last look before this one that showed the ticket as it was before: where the window begins. */
  readonly since?: { readonly sentAt: number; readonly at: number };
}

/** How an event came into the journal. Those of a reconcile prove nothing about the webhook. */
export type EventSource = "receiver" | "feed" | "handler" | "reconcile";

/** The envelope as it arrived. */
export interface EventBody {
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
  readonly tenant_id?: string;
  readonly data: TicketState;
}

export interface EventEntry {
  readonly kind: "event";
  readonly at: number;
  readonly ticket: string;
  readonly via: EventSource;
  readonly event: EventBody;
  readonly webhook?: string;
  readonly sequence?: number;
  readonly delivery?: string;
  readonly attempt?: number;
}

/** One try of the sender, as its deliveries API tells it. */
export interface SeenAttempt {
  readonly at: number;
  readonly status: number | null;
  readonly error?: string;
}

/** What the sender says about a delivery. */
export interface DeliveryEntry {
  readonly kind: "delivery";
  readonly at: number;
  readonly ticket: string;
  readonly webhook: string;
  readonly delivery: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: string;
  readonly reason?: string;
  readonly version?: number;
  readonly createdAt: number;
  readonly completedAt?: number;
  readonly nextRetryAt?: number;
  readonly attemptCount?: number;
  readonly attempts: readonly SeenAttempt[];
}

/** What a webhook asked for at one moment. */
export interface WebhookEntry {
  readonly kind: "webhook";
  readonly at: number;
  readonly webhook: string;
  readonly eventTypes: readonly EventType[];
  readonly filter: TicketState | null;
  readonly payloadFields: readonly string[] | null;
  readonly ordering: string;
  readonly isActive: boolean;
  /** Seconds to wait after each failed attempt. */
  readonly retrySchedule: readonly number[];
}

/** The receiver turned a request away. */
export interface RefusalEntry {
  readonly kind: "refusal";
  readonly at: number;
  readonly reason: string;
  readonly status: number;
}

/** Two looks shortly after each other differed: at the same version that is noise, else a change between them. */
export interface SampleEntry {
  readonly kind: "sample";
  readonly at: number;
  readonly ticket: string;
  readonly hasMoved: boolean;
  readonly paths: readonly string[];
}

/** What a handler would have done, recorded in place of doing it (or beside it). */
export interface ActionEntry {
  readonly kind: "action";
  readonly at: number;
  readonly side: "poll" | "push";
  readonly ticket: string;
  /** Equal on both sides for the same intention. */
  readonly key: string;
  readonly action: unknown;
  readonly eventId?: string;
}

export interface SessionEntry {
  readonly kind: "session";
  readonly at: number;
  readonly phase: "start" | "end";
  readonly session: string;
  /** At the end: every difference had the time to be explained. */
  readonly isSettled?: boolean;
}

export interface StageEntry {
  readonly kind: "stage";
  readonly at: number;
  readonly stage: Stage;
  readonly from: Stage;
  readonly reason?: string;
}

/** How a reconcile finds what was missed. */
export const RECONCILE_WAYS = ["feed", "recover", "list"] as const;
export type ReconcileWay = (typeof RECONCILE_WAYS)[number];

/** One page or the end of a `reconcile`: enough to go on after a crash, and to ask with an ETag when it is repeated. */
export interface ReconcileEntry {
  readonly kind: "reconcile";
  readonly at: number;
  readonly phase: "page" | "end";
  readonly since: number;
  readonly via: ReconcileWay;
  /** Equal for runs that ask for the same, whatever their `since`. */
  readonly key: string;
  /** Events so far that were not known before. */
  readonly found: number;
  readonly path?: string;
  readonly etag?: string;
  /** The request that comes next; null after the last page. */
  readonly next?: string | null;
}

/** How far the feed of a webhook was read, so that the next session goes on there. */
export interface CursorEntry {
  readonly kind: "cursor";
  readonly at: number;
  readonly webhook: string;
  readonly after: number;
}

/** Entries that belong to one ticket. */
export type TicketEntry =
  SightEntry | EventEntry | DeliveryEntry | ActionEntry | (PollEntry & { readonly ticket: string });

export type Entry =
  | PollEntry
  | SightEntry
  | EventEntry
  | DeliveryEntry
  | WebhookEntry
  | RefusalEntry
  | SampleEntry
  | ActionEntry
  | SessionEntry
  | StageEntry
  | ReconcileEntry
  | CursorEntry;

export type EntryKind = Entry["kind"];

/** The ticket an entry is about, or null. A sample tells about fields, not about a ticket's history. */
export function ticketOf(entry: Entry): string | null {
  switch (entry.kind) {
    case "sight":
    case "event":
    case "delivery":
    case "action":
      return entry.ticket;
    case "poll":
      return entry.ticket ?? null;
    default:
      return null;
  }
}
