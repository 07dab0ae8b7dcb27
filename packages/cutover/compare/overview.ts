// The first pass over a journal: clocks, costs of polling, sessions, subscriptions, noise, stages. Small whatever the length.
// In: the entries that are no sights, events or actions. Out: an Overview.
import type {
  DeliveryEntry,
  Entry,
  PollEntry,
  ReconcileEntry,
  SampleEntry,
  SessionEntry,
  Stage,
  StageEntry,
  WebhookEntry,
} from "../journal/entry.ts";
import { type ClockModel, createClockFitter, proofOfDate } from "./clock.ts";
import type { CompareSettings } from "./options.ts";

/** Failed polls by status; `timeout` and `network` where there was no answer. */
export type PollErrors = Readonly<Record<string, number>>;

/** How often two looks shortly after each other differ: what no webhook can be blamed for. */
export interface NoiseFloor {
  readonly samples: number;
  /** Pairs of one version whose fields differ all the same. */
  readonly differing: number;
  /** Pairs between which the ticket changed. */
  readonly moved: number;
  /** Paths that differed at one version: left out of the comparison. */
  readonly paths: readonly string[];
}

export interface Overview {
  readonly clock: ClockModel;
  readonly polls: number;
  readonly pollErrors: PollErrors;
  readonly failedPolls: readonly PollEntry[];
  readonly pollsByHour: ReadonlyMap<number, number>;
  readonly watchedFrom: number;
  readonly end: number;
  readonly isSettled: boolean;
  /** Milliseconds during which the taps were open. */
  readonly observedMs: number;
  readonly webhooks: readonly WebhookEntry[];
  readonly refusals: Readonly<Record<string, number>>;
  readonly noise: NoiseFloor;
  readonly deliveries: readonly DeliveryEntry[];
  readonly stage: Stage;
  readonly stagedAt: number | null;
  readonly reconciles: readonly ReconcileEntry[];
}

export const HOUR_MS = 3_600_000;

export function readOverview(entries: Iterable<Entry>, { from, to, listed }: CompareSettings): Overview {
  const polls = createPollCosts(listed);
  const samples = createNoiseFloor();
  const sessions = createSessions();
  const webhooks: WebhookEntry[] = [];
  const refusals: Record<string, number> = {};
  const deliveries = new Map<string, DeliveryEntry>();
  const reconciles: ReconcileEntry[] = [];
  let stage = null as StageEntry | null;
  // What holds from the beginning on, whatever the period.
  const addGround = (entry: Entry): void => {
    if (entry.kind === "webhook") webhooks.push(entry);
    else if (entry.kind === "stage") stage = entry;
    else if (entry.kind === "poll") polls.addClock(entry);
    else if (entry.kind === "sample") samples.add(entry);
  };
  const addPeriod = (entry: Entry): void => {
    sessions.add(entry);
    if (entry.kind === "poll") polls.add(entry);
    else if (entry.kind === "refusal") refusals[entry.reason] = (refusals[entry.reason] ?? 0) + 1;
    else if (entry.kind === "delivery") deliveries.set(entry.delivery, entry);
    else if (entry.kind === "reconcile") reconciles.push(entry);
  };
  for (const entry of entries) {
    if (entry.at > to) continue;
    addGround(entry);
    if (entry.at >= from) addPeriod(entry);
  }
  return {
    ...polls.finish(),
    ...sessions.finish(),
    noise: samples.finish(),
    webhooks,
    refusals,
    deliveries: [...deliveries.values()],
    ...stageOf(stage),
    reconciles,
  };
}

function stageOf(entry: StageEntry | null): Pick<Overview, "stage" | "stagedAt"> {
  return { stage: entry?.stage ?? "observe", stagedAt: entry?.at ?? null };
}

function isFailedPoll({ status }: PollEntry): boolean {
  return status === null || (status >= 300 && status !== 304 && status !== 404);
}

function createPollCosts(listed: number) {
  const fitter = createClockFitter();
  const errors: Record<string, number> = {};
  const failed: PollEntry[] = [];
  const byHour = new Map<number, number>();
  let polls = 0;
  let first = Infinity;
  return {
    addClock(poll: PollEntry): void {
      first = Math.min(first, poll.sentAt);
      if (poll.date !== undefined) fitter.add(proofOfDate({ ...poll, date: poll.date }));
    },
    add(poll: PollEntry): void {
      // The second look of a pair is the observer's own.
      if (poll.isSample) return;
      polls++;
      const hour = Math.floor(poll.at / HOUR_MS) * HOUR_MS;
      byHour.set(hour, (byHour.get(hour) ?? 0) + 1);
      if (!isFailedPoll(poll)) return;
      const word = poll.status === null ? (poll.failure ?? "network") : String(poll.status);
      errors[word] = (errors[word] ?? 0) + 1;
      if (failed.length < listed) failed.push(poll);
    },
    finish: () => ({
      clock: fitter.finish("date"),
      polls,
      pollErrors: errors,
      failedPolls: failed,
      pollsByHour: byHour,
      watchedFrom: first,
    }),
  };
}

function createNoiseFloor() {
  const paths = new Set<string>();
  let [samples, differing, moved] = [0, 0, 0];
  return {
    add(sample: SampleEntry): void {
      samples++;
      if (sample.hasMoved) moved++;
      else if (sample.paths.length > 0) {
        differing++;
        for (const path of sample.paths) paths.add(path);
      }
    },
    finish: (): NoiseFloor => ({ samples, differing, moved, paths: [...paths].toSorted() }),
  };
}

// A crash leaves no end; a silence this long before the next start is taken for one.
const SILENCE_MS = 300_000;

/** Open time is counted from each session's start to its last entry, so that a night without a process is no polling time. */
function createSessions() {
  let openMs = 0;
  let from: number | null = null;
  let last: number | null = null;
  let end: SessionEntry | null = null;
  return {
    add(entry: Entry): void {
      const isStart = entry.kind === "session" && entry.phase === "start";
      if (isStart && from !== null && last !== null && (end !== null || entry.at - last > SILENCE_MS)) {
        openMs += last - from;
        from = entry.at;
      }
      from ??= entry.at;
      last = Math.max(last ?? entry.at, entry.at);
      if (entry.kind === "session") end = entry.phase === "end" ? entry : null;
    },
    finish: () => ({
      end: last ?? 0,
      isSettled: end?.isSettled === true,
      observedMs: openMs + (from === null || last === null ? 0 : last - from),
    }),
  };
}
