// Our own poller, for an integration whose loop can not be tapped: asks for each ticket of a list, or for what a filter
// gives, round by round. It uses ETags, waits as long as a 429 or 503 asks, and looks a second time now and then to learn
// how much two looks differ by themselves. In: a source of tickets. Out: looks for the poll tap; one round per call.
import type { Answer, Api } from "../api/api.ts";
import { readPage, readRecord } from "../api/records.ts";
import { diffContent, diffStates } from "../compare/fields.ts";
import { CutoverError } from "../errors.ts";
import type { TicketState } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import type { NewSight, PollTap } from "../taps/poll-tap.ts";

/** Which tickets: by id, or what `GET /tickets` gives for these query parameters. */
export type PollSource =
  | { readonly kind: "ids"; readonly ids: readonly string[] }
  | { readonly kind: "filter"; readonly query: Readonly<Record<string, string>> };

export interface PollerOptions {
  readonly api: Api;
  readonly tap: PollTap;
  readonly journal: Journal;
  readonly source: PollSource;
  /** One look in this many is done twice; 0 never. Default 20. */
  readonly sampleEvery?: number;
  readonly onSight?: (sight: NewSight) => void;
}

export interface Poller {
  /** Looks at every ticket once. Resolves early when the signal aborts; rejects only when the server refuses the key. */
  round(signal?: AbortSignal): Promise<void>;
}

/** How long after the first the second look comes. */
const SAMPLE_AFTER_MS = 250;
/** Waited when a 429 or 503 names no time. */
const DEFAULT_PAUSE_MS = 5000;
/** Overlap of `updated_from` with the page before: a write may become visible a moment after its `updated_at`. */
const OVERLAP_MS = 5000;
const PAGE_LIMIT = "100";

export function createPoller(options: PollerOptions): Poller {
  const { source } = options;
  const pace = createPace(options);
  if (source.kind === "filter") return createListPoller(options, pace, source.query);
  const etags = new Map<string, string>();
  const sampler = createSampler(options, pace);
  return {
    async round(signal) {
      for (const id of source.ids) {
        if (signal?.aborted) return;
        const path = `/tickets/${encodeURIComponent(id)}`;
        const answer = await pace.request({ path, etag: etags.get(id), ticket: id, signal });
        if (answer?.kind !== "ok") continue;
        const record = readRecord(answer.body);
        if (record === null) throw noContract(path);
        if (answer.etag) etags.set(id, answer.etag);
        pace.note(answer, { ticket: id, records: [record] });
        await sampler.maybe({ path, ticket: id, records: [record], signal });
      }
    },
  };
}

// With a cursor of time, as integrations do it: after the first round only what changed is asked for.
function createListPoller(options: PollerOptions, pace: Pace, query: Readonly<Record<string, string>>): Poller {
  const sampler = createSampler(options, pace);
  let updatedFrom: string | null = null;

  async function page(
    params: URLSearchParams,
    signal: AbortSignal | undefined,
  ): Promise<readonly [readonly TicketState[], URLSearchParams | null] | null> {
    const path = `/tickets?${params}`;
    const answer = await pace.request({ path, signal });
    if (answer?.kind !== "ok") return null;
    const read = readPage(answer.body);
    if (read === null) throw noContract(path);
    pace.note(answer, { records: read.rows });
    await sampler.maybe({ path, records: read.rows, signal });
    if (read.next === null) return [read.rows, null];
    const following = new URLSearchParams(params);
    following.set(read.next.name, read.next.value);
    return [read.rows, following];
  }

  return {
    async round(signal) {
      const base = { ...query, limit: PAGE_LIMIT, sort: "updated_at", order: "asc" };
      let params: URLSearchParams | null = new URLSearchParams(
        updatedFrom === null ? base : { ...base, updated_from: updatedFrom },
      );
      let latest = updatedFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(updatedFrom) + OVERLAP_MS;
      while (params !== null) {
        const read: Awaited<ReturnType<typeof page>> = signal?.aborted ? null : await page(params, signal);
        if (read === null) return;
        for (const row of read[0]) latest = Math.max(latest, Date.parse(String(row["updated_at"])) || latest);
        params = read[1];
      }
      if (Number.isFinite(latest)) updatedFrom = new Date(latest - OVERLAP_MS).toISOString();
    },
  };
}

interface PollRequest {
  readonly path: string;
  readonly etag?: string | undefined;
  readonly ticket?: string;
  readonly signal: AbortSignal | undefined;
  readonly isSample?: boolean;
}

interface Shown {
  readonly ticket?: string;
  readonly records: readonly TicketState[];
}

type OkAnswer = Extract<Answer, { kind: "ok" }>;

interface Pace {
  /** Asks until there is an answer to use; null when the ticket is unchanged, gone, or can not be had in this round. */
  request(request: PollRequest): Promise<Answer | null>;
  note(answer: OkAnswer, shown: Shown, isSample?: boolean): void;
}

function createPace({ api, tap, onSight }: PollerOptions): Pace {
  const { clock } = api;
  return {
    async request({ path, etag, ticket, signal, isSample }) {
      for (;;) {
        const answer = await api.request(path, { etag: etag ?? null, ...(signal ? { signal } : {}) });
        if (signal?.aborted) return null;
        if (answer.kind === "ok") return answer;
        const target = ticket === undefined ? {} : { ticket };
        const { sentAt, at } = answer;
        const times = { sentAt, at, ...target, ...(isSample ? { isSample } : {}) };
        if (answer.kind === "silent") {
          tap.record({ ...times, status: null, failure: answer.failure });
          return null;
        }
        tap.record({ ...times, status: answer.status, date: answer.date });
        if (answer.kind === "unchanged") return null;
        if (answer.status === 401 || answer.status === 403) throw refused(answer.status, answer.message);
        if (answer.status !== 429 && answer.status !== 503) return null;
        await clock.sleep(answer.retryAfterMs ?? DEFAULT_PAUSE_MS, signal);
        if (signal?.aborted) return null;
      }
    },
    note({ sentAt, at, status, date }, shown, isSample) {
      const sights = tap.record({ sentAt, at, status, date, ...shown, ...(isSample ? { isSample } : {}) });
      if (onSight) sights.forEach(onSight);
    },
  };
}

function refused(status: number, message: string): CutoverError {
  const advice = status === 401 ? "check TICKETWIRE_API_KEY" : "the key needs the scope tickets:read";
  return new CutoverError("server_refused", `polling: the server answered ${status} (${message}); ${advice}`);
}

function noContract(path: string): CutoverError {
  return new CutoverError(
    "server_malformed",
    `GET ${path}: the answer has no ticket under "data"; is TICKETWIRE_URL a ticket API?`,
  );
}

interface SampleRequest extends Shown {
  readonly path: string;
  readonly signal: AbortSignal | undefined;
}

/** Repeats one look in so many and notes what differs: fields that move by themselves, or a change in between. */
function createSampler({ api, journal, sampleEvery = 20 }: PollerOptions, pace: Pace) {
  let looks = 0;
  return {
    async maybe({ path, ticket, records, signal }: SampleRequest): Promise<void> {
      if (sampleEvery === 0 || looks++ % sampleEvery !== 0 || records.length === 0) return;
      await api.clock.sleep(SAMPLE_AFTER_MS, signal);
      if (signal?.aborted) return;
      const target = ticket === undefined ? {} : { ticket };
      const answer = await pace.request({ path, signal, isSample: true, ...target });
      if (answer?.kind !== "ok") return;
      const again = ticket === undefined ? (readPage(answer.body)?.rows ?? []) : [readRecord(answer.body) ?? {}];
      const byId = new Map(records.map((record) => [record["ticket_id"], record]));
      for (const second of again) {
        const first = byId.get(second["ticket_id"]);
        if (first === undefined) continue;
        const isDated = "version" in first || "updated_at" in first;
        const paths = diffContent(first, second, () => false).map((difference) => difference.path);
        const hasMoved = isDated ? diffStates(pick(first), pick(second), () => false).length > 0 : paths.length > 0;
        const id = String(second["ticket_id"]);
        journal.append({ kind: "sample", at: answer.at, ticket: id, hasMoved, paths: hasMoved ? [] : paths });
      }
      pace.note(answer, { ...target, records: again }, true);
    },
  };
}

function pick({ version, updated_at }: TicketState): TicketState {
  return { version, updated_at };
}
