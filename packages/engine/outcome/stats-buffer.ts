// Figures per webhook and minute, counted in memory and added to their rows once a second: cheap at any rate, and short of at
// most that second when a process is killed. What is owed never depends on them.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { bucketOf, emptyLatency } from "../webhook/latency.ts";
import type { Outcome } from "./outcome.ts";

interface Figures {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly day: string;
  readonly minute: string;
  delivered: number;
  failed: number;
  abandoned: number;
  readonly latency: number[];
}

const MINUTE_MS = 60_000;

function minuteOf(moment: Date): string {
  return new Date(Math.floor(moment.getTime() / MINUTE_MS) * MINUTE_MS).toISOString();
}

export class StatsBuffer {
  #figures = new Map<string, Figures>();

  /** Counts one attempt. */
  count({ delivery, attempt, status }: Outcome): void {
    if (attempt === null) return;
    const { tenantId, webhookId, day } = delivery;
    const minute = minuteOf(attempt.attemptedAt);
    const key = `${webhookId} ${day} ${minute}`;
    let figures = this.#figures.get(key);
    if (figures === undefined) {
      figures = { tenantId, webhookId, day, minute, delivered: 0, failed: 0, abandoned: 0, latency: emptyLatency() };
      this.#figures.set(key, figures);
    }
    if (attempt.errorClass === null) figures.delivered += 1;
    else figures.failed += 1;
    if (status === "abandoned") figures.abandoned += 1;
    const bucket = bucketOf(attempt.durationMs);
    figures.latency[bucket] = (figures.latency[bucket] ?? 0) + 1;
  }

  /** One round: adds what was counted to the rows. Figures that could not be added are kept for the next round. */
  async tick(db: Queryable): Promise<boolean> {
    if (this.#figures.size === 0) return false;
    const counted = this.#figures;
    this.#figures = new Map();
    try {
      await addFigures(db, [...counted.values()]);
    } catch (error) {
      for (const [key, figures] of counted) if (!this.#figures.has(key)) this.#figures.set(key, figures);
      throw error;
    }
    return false;
  }
}

// Several processes may add to one row: a webhook changes its owner within the minute.
async function addFigures(db: Queryable, figures: readonly Figures[]): Promise<void> {
  await db.query(sql`
    INSERT INTO ticketwire.delivery_stats AS s (tenant_id, webhook_id, day, minute, delivered, failed, abandoned, latency)
    SELECT tenant_id, webhook_id, day, minute, delivered, failed, abandoned, latency::int[]
    FROM unnest(${figures.map((row) => row.tenantId)}::uuid[], ${figures.map((row) => row.webhookId)}::uuid[],
      ${figures.map((row) => row.day)}::date[], ${figures.map((row) => row.minute)}::timestamptz[],
      ${figures.map((row) => row.delivered)}::int[], ${figures.map((row) => row.failed)}::int[],
      ${figures.map((row) => row.abandoned)}::int[], ${figures.map((row) => `{${row.latency.join(",")}}`)}::text[])
      AS f (tenant_id, webhook_id, day, minute, delivered, failed, abandoned, latency)
    ORDER BY tenant_id, webhook_id, day, minute
    ON CONFLICT (tenant_id, day, webhook_id, minute) DO UPDATE
    SET delivered = s.delivered + excluded.delivered, failed = s.failed + excluded.failed,
      abandoned = s.abandoned + excluded.abandoned,
      latency = (SELECT array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY place)
        FROM unnest(s.latency, excluded.latency) WITH ORDINALITY AS pair (a, b, place))`);
}
