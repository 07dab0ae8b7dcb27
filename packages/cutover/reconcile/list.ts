// Reconcile against any server with `GET /tickets`: pages by `updated_from`, with an overlap, oldest change first. What the
// events in the journal do not show yet becomes synthetic events. Pages are asked for with the ETag of the run before.
// In: a run context. Out: events to the sink; counts.
import { isAbsent } from "../api/patient.ts";
import { type Page, readPage, textOrNull } from "../api/records.ts";
import { CutoverError } from "../errors.ts";
import type { TicketState } from "../journal/entry.ts";
import { type Knowledge, type KnownTicket, newComments, readKnowledge } from "./knowledge.ts";
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
  const { ask, journal, since, until } = context;
  const base = {
    ...options.filter,
    updated_from: new Date(since - options.overlapMs).toISOString(),
    sort: "updated_at",
    order: "asc",
    limit: "100",
  };
  const limits = Number.isFinite(until) ? { updated_to: new Date(until).toISOString() } : {};
  const first = `/tickets?${new URLSearchParams({ ...base, ...limits })}`;
  const key = `/tickets?${new URLSearchParams(options.filter)} until ${until}`;
  const run = createRun(context, "list", key);
  const etags = knownEtags(context, key);
  const knowledge = readKnowledge(journal);
  let path: string | null = unfinishedPath(journal, { key, since }) ?? first;
  while (path !== null) {
    const kept = etags.get(path);
    const answer = await ask(path, { etag: kept?.etag ?? null });
    if (answer.kind === "unchanged") {
      path = kept?.next ?? null;
      continue;
    }
    const page = readPage(answer.body);
    if (page === null) throw new CutoverError("server_malformed", `GET ${path}: the answer is no list of tickets`);
    for (const record of page.rows) await reconcileTicket(record, { context, options, run, knowledge });
    const next: string | null = pageAfter(path, page);
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

/** All pages: the newest comments stand on the last one. */
async function readComments(
  { ask, since }: RunContext,
  ticket: string,
  known: KnownTicket,
): Promise<readonly TicketState[]> {
  const rows: TicketState[] = [];
  let path: string | null = `/tickets/${encodeURIComponent(ticket)}/comments?limit=100`;
  try {
    while (path !== null) {
      const answer = await ask(path);
      const page = answer.kind === "ok" ? readPage(answer.body) : null;
      rows.push(...(page?.rows ?? []));
      path = page === null ? null : pageAfter(path, page);
    }
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  return newComments(rows, known, since);
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

/** Null on the last page, and where a server repeats itself instead of going on. */
function pageAfter(path: string, { next }: Page): string | null {
  if (next === null) return null;
  const [route = "", query = ""] = path.split("?");
  const params = new URLSearchParams(query);
  params.set(next.name, next.value);
  const following = `${route}?${params}`;
  return following === path ? null : following;
}
