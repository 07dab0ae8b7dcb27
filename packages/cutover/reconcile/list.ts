// Reconcile against any server with `GET /tickets`: pages by `updated_from`, with an overlap, oldest change first. What the
// events in the journal do not show yet becomes synthetic events. Pages are asked for with the ETag of the run before.
// In: a run context. Out: events to the sink; counts.
import { readPage, readRecord, textOrNull } from "../api/records.ts";
import { isRecord } from "../compare/fields.ts";
import { CutoverError } from "../errors.ts";
import type { TicketState } from "../journal/entry.ts";
import { type Knowledge, type KnownTicket, newComments, readKnowledge } from "./knowledge.ts";
import { isAbsent, requestPatiently } from "./patient.ts";
import { createRun, type Run, type RunContext, type RunCounts, unfinishedPath } from "./run.ts";
import { synthesizeEvents } from "./synthesize.ts";

export interface ListOptions {
  /** Query parameters of `GET /tickets`. */
  readonly filter: Readonly<Record<string, string>>;
  /** How much earlier than `since` the reading begins: a write may become visible a moment after its `updated_at`. */
  readonly overlapMs: number;
  readonly hasComments: boolean;
  readonly tenantId: string | null;
}

const NIL_TENANT = "00000000-0000-0000-0000-000000000000";

export async function reconcileByList(context: RunContext, options: ListOptions): Promise<RunCounts> {
  const { api, journal, since, until, signal } = context;
  const base = {
    ...options.filter,
    updated_from: new Date(since - options.overlapMs).toISOString(),
    sort: "updated_at",
    order: "asc",
    limit: "100",
  };
  const limits = Number.isFinite(until) ? { updated_to: new Date(until).toISOString() } : {};
  const first = `/tickets?${new URLSearchParams({ ...base, ...limits })}`;
  const run = createRun(context, "list", first);
  const etags = knownEtags(context, first);
  const knowledge = readKnowledge(journal);
  let path: string | null = unfinishedPath(journal, first) ?? first;
  while (path !== null) {
    const kept = etags.get(path);
    const answer = await requestPatiently(api, path, { etag: kept?.etag ?? null, ...(signal ? { signal } : {}) });
    if (answer.kind === "unchanged") {
      path = kept?.next ?? null;
      continue;
    }
    const page = readPage(answer.body);
    if (page === null) throw new CutoverError("server_malformed", `GET ${path}: the answer is no list of tickets`);
    for (const record of page.rows) await reconcileTicket(record, { context, options, run, knowledge });
    const next: string | null = page.next === null ? null : withParameter(path, page.next.name, page.next.value);
    run.mark({ path, next, ...(answer.etag ? { etag: answer.etag } : {}) });
    path = next;
  }
  run.end();
  return run.counts;
}

interface TicketParts {
  readonly context: RunContext;
  readonly options: ListOptions;
  readonly run: Run;
  readonly knowledge: Knowledge;
}

async function reconcileTicket(record: TicketState, { context, options, run, knowledge }: TicketParts): Promise<void> {
  const ticket = textOrNull(record["ticket_id"]);
  if (ticket === null || Date.parse(String(record["updated_at"])) < context.since) return;
  const known = knowledge.of(ticket);
  if (known.isCurrent(record)) return run.skip();
  const previous = known.previousOf(record, context.since);
  const comments = options.hasComments ? await readComments(context, ticket, known) : [];
  const tenantId = options.tenantId ?? knowledge.tenantId ?? NIL_TENANT;
  const events = synthesizeEvents({ record, previous, comments, since: context.since, tenantId });
  for (const event of events) await run.offer({ event, isSynthetic: true }, ticket, known);
}

async function readComments(
  { api, signal, since }: RunContext,
  ticket: string,
  known: KnownTicket,
): Promise<readonly TicketState[]> {
  try {
    const path = `/tickets/${encodeURIComponent(ticket)}/comments?limit=100`;
    const answer = await requestPatiently(api, path, signal ? { signal } : {});
    if (answer.kind !== "ok") return [];
    const rows = readPage(answer.body)?.rows ?? [];
    return newComments(rows.length > 0 ? rows : singleRow(answer.body), known, since);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

function singleRow(body: unknown): readonly TicketState[] {
  const record = readRecord(body);
  return record !== null && isRecord(record) ? [record] : [];
}

interface KnownPage {
  readonly etag: string;
  readonly next: string | null;
}

/** The pages that earlier runs for the same read to their end, with their ETags. */
function knownEtags({ journal, isDryRun }: RunContext, key: string): ReadonlyMap<string, KnownPage> {
  const pages = new Map<string, KnownPage>();
  if (isDryRun) return pages;
  for (const entry of journal.readOverview()) {
    if (entry.kind === "reconcile" && entry.key === key && entry.path !== undefined && entry.etag !== undefined)
      pages.set(entry.path, { etag: entry.etag, next: entry.next ?? null });
  }
  return pages;
}

function withParameter(path: string, name: string, value: string): string {
  const [route = "", query = ""] = path.split("?");
  const params = new URLSearchParams(query);
  params.set(name, value);
  return `${route}?${params}`;
}
