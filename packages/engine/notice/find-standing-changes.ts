// Receivers whose standing has to be acted on, found by the clock in what is stored: nothing may be sent to them any more (the
// default ladder ends after 14 h 36 min), or the process that noticed died before it acted.
// In: the present moment. Out: what createStandingAct acts on; found again until that has succeeded.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { StandingChange } from "../deliver.ts";
import { judgeStanding } from "../verdict/judge-standing.ts";

export interface StandingSearch {
  readonly now: Date;
  /** Only failures for this long disable a webhook, milliseconds. */
  readonly autoDisableAfterMs: number;
}

interface StandingRow {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly gone_at: Date | null;
  readonly failing_since: Date | null;
  readonly failed_attempts: number;
  readonly was_warned: boolean;
  readonly last_error: string | null;
}

const AT_ONCE = 100;

/**
 * Looks at the lanes of active webhooks; spans tenants. A warning is due when none was written since the failing began,
 * whatever the lane remembers: so it is not lost with a process. A change of the webhook starts the clock anew.
 */
async function readStandings(db: Queryable, since: Date): Promise<StandingRow[]> {
  return db.query<StandingRow>(sql`
    SELECT l.tenant_id, l.webhook_id, l.gone_at, l.failing_since, l.failed_attempts,
      EXISTS (SELECT FROM ticketwire.notices AS n WHERE n.tenant_id = l.tenant_id AND n.webhook_id = l.webhook_id
        AND n.kind = 'webhook_failing' AND n.created_at >= l.failing_since) AS was_warned,
      coalesce(
        (SELECT error_message FROM ticketwire.deliveries AS d WHERE d.tenant_id = l.tenant_id
          AND d.webhook_id = l.webhook_id AND d.next_attempt_at IS NOT NULL AND d.error_message IS NOT NULL LIMIT 1),
        (SELECT error_message FROM ticketwire.deliveries AS d WHERE d.tenant_id = l.tenant_id
          AND d.webhook_id = l.webhook_id AND d.set_aside = 'abandoned' ORDER BY d.sequence DESC LIMIT 1)) AS last_error
    FROM ticketwire.lanes AS l JOIN ticketwire.webhooks AS w USING (tenant_id, webhook_id)
    WHERE w.is_active AND w.deleted_at IS NULL
      AND (l.gone_at IS NOT NULL OR (l.failing_since <= ${since} AND l.failing_since >= w.updated_at))`);
}

function changeOf(row: StandingRow, { now, autoDisableAfterMs }: StandingSearch): StandingChange["kind"] | null {
  if (row.gone_at !== null) return "gone";
  const standing = {
    failingSince: row.failing_since,
    failedAttempts: row.failed_attempts,
    warnedAt: row.was_warned ? row.failing_since : null,
  };
  const judged = judgeStanding({ standing, autoDisableAfterMs, now });
  return judged === "disable" ? "only_failures" : judged;
}

/** What has to be acted on now; a bounded number. */
export async function findStandingChanges(db: Queryable, search: StandingSearch): Promise<StandingChange[]> {
  const since = new Date(search.now.getTime() - search.autoDisableAfterMs / 2);
  const rows = await readStandings(db, since);
  const changes = rows.flatMap((row): StandingChange[] => {
    const kind = changeOf(row, search);
    if (kind === null) return [];
    return [{ tenantId: row.tenant_id, webhookId: row.webhook_id, kind, lastError: row.last_error ?? "" }];
  });
  return changes.slice(0, AT_ONCE);
}
