// Events and deliveries for tests of the subscriber's side: published, fanned out by the real fan-out, settled as outcomes
// would leave them. In: a desk. Out: rows as they are.
import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { fanOutEvents } from "../fanout/fan-out-events.ts";
import { holdRound } from "../webhook/hold-deliveries.ts";
import { readRecoverJob, type RecoverJob, type RecoverWish, startRecover } from "../webhook/recover-job.ts";
import { recoverRound } from "../webhook/recover-round.ts";
import type { WebhookDesk } from "./webhook-desk.ts";

export interface Publishing {
  readonly type?: string;
  readonly subject?: string;
  readonly data?: object;
}

export interface Delivery {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly sequence: number;
  readonly status: string;
  readonly attempt_number: number;
  readonly ladder_step: number;
  readonly due: boolean;
}

export class DeliveryDesk {
  readonly #db: Database;
  readonly #desk: WebhookDesk;

  constructor(desk: WebhookDesk) {
    this.#desk = desk;
    this.#db = desk.kit.db;
  }

  async publish(events: readonly Publishing[]): Promise<string[]> {
    const rows = await this.#db.engine.query<{ event_id: string }>(sql`
      SELECT event_id FROM ticketwire.publish(${this.#desk.tenantId}, ${events.map((event) => event.type ?? "ticket.created")},
        ${events.map((event) => event.subject ?? randomUUID())}::uuid[],
        ${events.map((event) => JSON.stringify(event.data ?? {}))}::text[])`);
    return rows.map((row) => row.event_id);
  }

  async fanOut(): Promise<void> {
    while ((await fanOutEvents(this.#db.engine, { limit: 500, now: this.#desk.now() })).events > 0);
  }

  async publishAndFanOut(count: number): Promise<string[]> {
    const ids = await this.publish(Array.from({ length: count }, () => ({})));
    await this.fanOut();
    return ids;
  }

  /** Those with a place in the sequence, in its order. */
  async of(webhookId: string): Promise<Delivery[]> {
    return this.#db.engine.query<Delivery>(sql`
      SELECT delivery_id, event_id, sequence, status, attempt_number, ladder_step, next_attempt_at IS NOT NULL AS due
      FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} AND NOT is_test ORDER BY sequence`);
  }

  async countByStatus(webhookId: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { status } of await this.of(webhookId)) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  /** As outcomes leave them. */
  async settle(webhookId: string, status: string, sequences: readonly number[]): Promise<void> {
    await this.#db.engine.query(sql`
      UPDATE ticketwire.deliveries SET status = ${status}, attempt_number = 6, ladder_step = 5,
        next_attempt_at = CASE WHEN ${status} = 'retrying' THEN now() + interval '1 hour' END
      WHERE webhook_id = ${webhookId} AND sequence = ANY (${sequences})`);
  }

  /** Rounds until nothing open is left on paused webhooks; how many it took. */
  async hold(): Promise<number> {
    let rounds = 1;
    while (await holdRound(this.#db)) rounds += 1;
    return rounds;
  }

  /** Rounds until no job is open; how many it took. */
  async runJobs(): Promise<number> {
    let rounds = 0;
    while (await recoverRound(this.#db, this.#desk.now())) rounds += 1;
    return rounds;
  }

  /** Queues a job for everything of the last hour, unless told otherwise. */
  async startRecover(webhookId: string, wish: Partial<RecoverWish> = {}): Promise<RecoverJob> {
    const full: RecoverWish = {
      jobId: randomUUID(),
      since: new Date(Date.now() - 3_600_000),
      until: null,
      only: "all",
      eventTypes: null,
      ticketIds: null,
      isDryRun: false,
      ...wish,
    };
    const result = await startRecover(this.#desk.kit, this.#desk.call(webhookId), full);
    if (result.kind !== "queued") throw new Error(result.kind);
    return result.job;
  }

  async job(webhookId: string, jobId: string): Promise<RecoverJob> {
    const tenant = this.#db.forTenant(this.#desk.tenantId);
    const job = await readRecoverJob(tenant, this.#desk.call(webhookId), jobId);
    if (job === undefined) throw new Error("no job");
    return job;
  }

  /** Queues a job and runs it to its end. */
  async recover(webhookId: string, wish: Partial<RecoverWish> = {}): Promise<RecoverJob> {
    const { job_id } = await this.startRecover(webhookId, wish);
    await this.runJobs();
    return this.job(webhookId, job_id);
  }
}
