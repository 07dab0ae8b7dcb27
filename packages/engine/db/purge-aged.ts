// What lies in no partition and yet must not grow for ever (decision 35): deleted webhooks whose history has aged out, finished
// recover jobs, notices, keys that ended, requests that bins caught, the audit log. Spans tenants, as clean-up does.
// In: the moment, and how long to keep. Out: how many rows of each went; each statement takes some at a time.
import type { Queryable } from "./database.ts";
import { fragment, sql, type Statement } from "./sql.ts";

/** Rows that one statement deletes. */
const ROWS = 1_000;

const DAY_MS = 86_400_000;

/** Days that the audit log is kept at least: a yearly review finds all of its year. */
export const AUDIT_DAYS = 400;

export interface Purge {
  readonly now: Date;
  /** Days that events, deliveries and attempts are kept; what tells of them is kept as long. */
  readonly retentionDays: number;
  /** Default: `AUDIT_DAYS`, or `retentionDays` when that is longer. */
  readonly auditDays?: number;
}

/** Rows deleted of each kind. */
export type Purged = Readonly<Record<"webhooks" | keyof typeof KINDS, number>>;

interface Counted {
  readonly count: number;
}

// Jobs, lane and head go with their webhook, in one statement: its foreign keys are looked at when it ends. None goes before the
// last of its deliveries, which are its history.
const deleteWebhooks = (before: Date): Statement => sql`
  WITH aged AS MATERIALIZED (
    SELECT w.tenant_id, w.webhook_id FROM ticketwire.webhooks AS w
    WHERE w.deleted_at < ${before} AND NOT EXISTS (
      SELECT FROM ticketwire.deliveries AS d WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id)
    LIMIT ${ROWS} FOR UPDATE SKIP LOCKED
  ), jobs AS (
    DELETE FROM ticketwire.recover_jobs AS j USING aged AS a
    WHERE j.tenant_id = a.tenant_id AND j.webhook_id = a.webhook_id
  ), lanes AS (
    DELETE FROM ticketwire.lanes AS l USING aged AS a WHERE l.tenant_id = a.tenant_id AND l.webhook_id = a.webhook_id
  ), heads AS (
    DELETE FROM ticketwire.lane_heads AS h USING aged AS a
    WHERE h.tenant_id = a.tenant_id AND h.webhook_id = a.webhook_id
  ), gone AS (
    DELETE FROM ticketwire.webhooks AS w USING aged AS a
    WHERE w.tenant_id = a.tenant_id AND w.webhook_id = a.webhook_id RETURNING 1
  )
  SELECT count(*) FROM gone`;

interface Kind {
  readonly table: string;
  /** The primary key beside the tenant. */
  readonly key: string;
  /** The moment from which on a row grows old. */
  readonly since: string;
  /** What else must hold. */
  readonly when?: string;
}

const KINDS = {
  jobs: { table: "recover_jobs", key: "job_id", since: "finished_at" },
  notices: {
    table: "notices",
    key: "notice_id",
    since: "created_at",
    // A mail that is still to be sent stays; it is tried for two days and then only kept.
    when: "(sent_at IS NOT NULL OR next_send_at IS NULL)",
  },
  keys: {
    table: "api_keys",
    key: "api_key_id",
    since: "least(revoked_at, expires_at)",
    // The sessions of a key end with it, and their rows within a day.
    when: `NOT EXISTS (
      SELECT FROM ticketwire.sessions AS s WHERE s.tenant_id = t.tenant_id AND s.api_key_id = t.api_key_id)`,
  },
  caught: { table: "bin_requests", key: "bin_id, request_id", since: "received_at" },
  audit: { table: "audit_log", key: "audit_id", since: "occurred_at" },
} as const satisfies Readonly<Record<string, Kind>>;

function deleteRows(kind: Kind): (before: Date) => Statement {
  const [table, key, since] = [fragment(kind.table), fragment(kind.key), fragment(kind.since)];
  const when = fragment(kind.when ?? "true");
  return (before) => sql`
    WITH aged AS MATERIALIZED (
      SELECT tenant_id, ${key} FROM ticketwire.${table} AS t WHERE ${since} < ${before} AND ${when}
      LIMIT ${ROWS} FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM ticketwire.${table} WHERE (tenant_id, ${key}) IN (SELECT tenant_id, ${key} FROM aged) RETURNING 1
    )
    SELECT count(*) FROM gone`;
}

async function repeat(engine: Queryable, statement: (before: Date) => Statement, before: Date): Promise<number> {
  for (let total = 0; ;) {
    const [row] = await engine.query<Counted>(statement(before));
    const count = row?.count ?? 0;
    total += count;
    if (count < ROWS) return total;
  }
}

/** One round: deletes what has aged out. Call it only when the clock is trusted, as `maintainPartitions` says. */
export async function purgeAged(engine: Queryable, purge: Purge): Promise<Purged> {
  const { now, retentionDays, auditDays = Math.max(AUDIT_DAYS, retentionDays) } = purge;
  const before = new Date(now.getTime() - retentionDays * DAY_MS);
  const drop = (name: keyof typeof KINDS, limit = before) => repeat(engine, deleteRows(KINDS[name]), limit);
  return {
    webhooks: await repeat(engine, deleteWebhooks, before),
    jobs: await drop("jobs"),
    notices: await drop("notices"),
    keys: await drop("keys"),
    caught: await drop("caught"),
    audit: await drop("audit", new Date(now.getTime() - auditDays * DAY_MS)),
  };
}
