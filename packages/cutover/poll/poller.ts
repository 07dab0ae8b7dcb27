// Our own poller, for an integration whose loop can not be tapped: asks for each ticket of a list, or for what a filter
// gives, round by round. It uses ETags, waits as long as a 429 or 503 asks, and looks a second time now and then to learn
// how much two looks differ by themselves. In: a source of tickets. Out: looks for the poll tap; one round per call.
import type { Api } from "../api/api.ts";
import { readPage, readRecord } from "../api/records.ts";
import { CutoverError } from "../errors.ts";
import type { TicketState } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import type { PollTap } from "../taps/poll-tap.ts";
import { createPace, type Pace } from "./pace.ts";
import { createSampler } from "./sampler.ts";

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
}

export interface Poller {
  /** Looks at every ticket once. Resolves early when the signal aborts; rejects only when the server refuses the key. */
  round(signal?: AbortSignal): Promise<void>;
}

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
    // A server that does not know the parameter would answer the same page for ever.
    return [read.rows, following.get(read.next.name) === params.get(read.next.name) ? null : following];
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

function noContract(path: string): CutoverError {
  return new CutoverError(
    "server_malformed",
    `GET ${path}: the answer has no ticket under "data"; is TICKETWIRE_URL a ticket API?`,
  );
}
