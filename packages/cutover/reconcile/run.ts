// What the three ways of reconciling share: the journal as memory, the sink, and the trail that lets a run be resumed.
import type { Api, RequestOptions } from "../api/api.ts";
import type { GoodAnswer } from "../api/patient.ts";
import type { EventBody, EventSource, ReconcileEntry, ReconcileWay } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import type { KnownTicket } from "./knowledge.ts";

/** An event on its way to whoever missed it. */
export interface ReconciledEvent {
  readonly event: EventBody;
  /** True when it was made from a record, because the server keeps no events for us. */
  readonly isSynthetic: boolean;
}

/** Takes an event; resolves when it is safe there. It may see one again after a crash: event ids stay the same. */
export type Sink = (reconciled: ReconciledEvent) => Promise<void> | void;

export interface RunContext {
  readonly api: Api;
  /** Asks until there is an answer to use, or the run is stopped. */
  readonly ask: (path: string, options?: RequestOptions) => Promise<GoodAnswer>;
  readonly journal: Journal;
  readonly sink: Sink;
  readonly since: number;
  readonly until: number;
  readonly isDryRun: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (progress: RunCounts) => void;
}

export interface RunCounts {
  readonly read: number;
  /** Events that were not known. */
  readonly found: number;
  /** Of those, made from records. */
  readonly synthetic: number;
  readonly known: number;
}

export interface Run {
  readonly counts: RunCounts;
  /** Gives an event to the sink and the journal, unless it is known. */
  offer(reconciled: ReconciledEvent, ticket: string, known: KnownTicket): Promise<void>;
  /** Counts what was known without offering it. */
  skip(): void;
  /** Leaves a mark: this page is done, that request comes next. */
  mark(page: Pick<ReconcileEntry, "path" | "etag" | "next">): void;
  end(): void;
}

export function createRun(context: RunContext, via: ReconcileWay, key: string): Run {
  const { api, journal, sink, since, isDryRun, onProgress } = context;
  const counts = { read: 0, found: 0, synthetic: 0, known: 0 };
  const entry = (phase: "page" | "end"): ReconcileEntry => ({
    kind: "reconcile",
    at: api.clock.now(),
    phase,
    since,
    via,
    key,
    found: counts.found,
  });
  return {
    counts,
    async offer(reconciled, ticket, known) {
      counts.read++;
      const { event, isSynthetic } = reconciled;
      if (known.hasEvent(event.event_id)) {
        counts.known++;
        return;
      }
      counts.found++;
      if (isSynthetic) counts.synthetic++;
      known.add(event);
      if (!isDryRun) {
        await sink(reconciled);
        const source: EventSource = "reconcile";
        journal.append({ kind: "event", at: api.clock.now(), ticket, via: source, event });
      }
      onProgress({ ...counts });
    },
    skip() {
      counts.read++;
      counts.known++;
    },
    mark: (page) => void (isDryRun || journal.append({ ...entry("page"), ...page })),
    end: () => void (isDryRun || journal.append(entry("end"))),
  };
}

/** `--since 26h` typed again a moment later is the same question; from here on it is read anew, which finds nothing twice either. */
const SAME_WITHIN_MS = 3_600_000;

/** Where an earlier run for the same, or for a little more, stopped in the middle; null when it ended, or there was none. */
export function unfinishedPath(
  journal: Journal,
  { key, since }: { readonly key: string; readonly since: number },
): string | null {
  const last = journal.readLast("reconcile");
  if (last === null || last.key !== key || last.phase !== "page") return null;
  const isCovered = last.since <= since && since - last.since <= SAME_WITHIN_MS;
  return isCovered ? (last.next ?? null) : null;
}
