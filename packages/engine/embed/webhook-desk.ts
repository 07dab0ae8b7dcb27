// The subscriber's side for an embedding program: webhooks of a tenant made, changed, tested, and what became of their
// deliveries. In: ids and settings. Out: records; settings that can not be taken are thrown with every fault, what is not
// there is null.
import { type DeliveryStatus, isUuid, type RecoverKind, type TenantId, type WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import { EngineError } from "../db/errors.ts";
import { uuidOf } from "../db/uuid.ts";
import { sendTest, type TestKit, type TestRecord } from "../send-test.ts";
import { createWebhook, type NewWebhook } from "../webhook/create-webhook.ts";
import { deleteWebhook } from "../webhook/delete-webhook.ts";
import type { DeliveryRecord, DeliveryWithAttempts } from "../webhook/delivery-record.ts";
import { listWebhooks } from "../webhook/find-webhooks.ts";
import type { WebhookCall } from "../webhook/kit.ts";
import { listDeliveries } from "../webhook/list-deliveries.ts";
import { readDelivery } from "../webhook/read-delivery.ts";
import { readRecoverJob, type RecoverJob, startRecover } from "../webhook/recover-job.ts";
import { retryDelivery, type RetryResult } from "../webhook/retry-delivery.ts";
import { endOverlap, type RotatedSecret, rotateSecret } from "../webhook/rotate-secret.ts";
import type { ShownSecret } from "../webhook/signing-secret.ts";
import { updateWebhook, type WebhookUpdate } from "../webhook/update-webhook.ts";
import { readWebhookRow, toWebhookRecord, type WebhookRecord } from "../webhook/webhook-record.ts";
import { findShapeFaults } from "./check-shape.ts";
import { WebhookRefusedError } from "./errors.ts";

/** Which webhook of which tenant. */
export interface WebhookName {
  readonly tenantId: string;
  readonly webhookId: string;
}

/** A webhook that was just made; the secret is shown this once. */
export interface CreatedWebhook extends ShownSecret {
  readonly webhook: WebhookRecord;
}

export interface DeliveryWish {
  readonly status?: readonly DeliveryStatus[];
  readonly eventTypes?: readonly string[];
  /** What the events are about. */
  readonly subjectId?: string;
  /** Newest first; default 25, at most 1000. */
  readonly limit?: number;
}

export interface RecoverPlan {
  readonly since: Date;
  /** Default: now. */
  readonly until?: Date;
  /** `failed`: what was given up; `missing`: held, or never given to this webhook; default both. */
  readonly only?: RecoverKind;
  readonly eventTypes?: readonly string[];
  /** Counts, and sends nothing. */
  readonly isDryRun?: boolean;
}

/** Webhooks of a tenant are at most a hundred; one more than that is asked for. */
const ALL_WEBHOOKS = 101;
const MOST_DELIVERIES = 1000;
const DAY_SECONDS = 86_400;

function uuidFrom(name: string, value: unknown): string {
  if (isUuid(value)) return value.toLowerCase();
  throw new EngineError("bad_id", `${name} must be a UUID, got ${JSON.stringify(value)}.`);
}

export class WebhookDesk {
  readonly #kit: TestKit;
  readonly #clock: Clock;

  constructor(kit: TestKit, clock: Clock) {
    this.#kit = kit;
    this.#clock = clock;
  }

  #call({ tenantId, webhookId }: WebhookName): WebhookCall {
    return {
      tenantId: uuidFrom("tenantId", tenantId) as TenantId,
      webhookId: uuidFrom("webhookId", webhookId) as WebhookId,
      actor: { type: "installation", id: null },
      now: this.#clock.now(),
    };
  }

  /**
   * Makes a webhook. Keep the secret: it is not shown again.
   * @throws WebhookRefusedError with every fault, a URL that may not be reached among them
   */
  async create(tenantId: string, input: NewWebhook): Promise<CreatedWebhook> {
    const faults = findShapeFaults(input, true);
    if (faults.length > 0) throw new WebhookRefusedError(faults);
    const call = this.#call({ tenantId, webhookId: uuidOf(this.#clock.now().getTime()) });
    const result = await createWebhook(this.#kit, call, input);
    switch (result.kind) {
      case "created":
        return { webhook: result.record, ...result.secret };
      case "invalid":
        throw new WebhookRefusedError(result.details);
      case "too_many":
        throw new EngineError(
          "too_many_webhooks",
          `Tenant ${tenantId} has ${result.limit} webhooks already; delete one.`,
        );
      default:
        return result satisfies never;
    }
  }

  /** One webhook; null when there is none. No record holds a secret. */
  async read(name: WebhookName): Promise<WebhookRecord | null> {
    const call = this.#call(name);
    const row = await readWebhookRow(this.#kit.db.forTenant(call.tenantId), call);
    return row === undefined ? null : toWebhookRecord(row, this.#kit.box);
  }

  /** All webhooks of a tenant, newest first. */
  async list(tenantId: string): Promise<readonly WebhookRecord[]> {
    const id = uuidFrom("tenantId", tenantId) as TenantId;
    const wish = { tenantId: id, filter: {}, limit: ALL_WEBHOOKS, offset: 0, after: null };
    return (await listWebhooks(this.#kit.db.forTenant(id), this.#kit.box, wish)).webhooks;
  }

  /**
   * Changes settings; `is_active: false` pauses, `is_active: true` re-enables and sends what was held meanwhile.
   * @throws WebhookRefusedError with every fault
   */
  async update(name: WebhookName, input: WebhookUpdate): Promise<WebhookRecord | null> {
    const faults = findShapeFaults(input, false);
    if (faults.length > 0) throw new WebhookRefusedError(faults);
    const result = await updateWebhook(this.#kit, this.#call(name), input);
    if (result.kind === "invalid") throw new WebhookRefusedError(result.details);
    return result.kind === "updated" ? result.record : null;
  }

  /** False when there is none. Its history stays until it ages out. */
  async delete(name: WebhookName): Promise<boolean> {
    return deleteWebhook(this.#kit, this.#call(name));
  }

  /** A new secret now; the one before signs too for `overlapSeconds` (default: a day). Null when there is no such webhook. */
  async rotateSecret(name: WebhookName, overlapSeconds = DAY_SECONDS): Promise<RotatedSecret | null> {
    const rotation = { rotationId: uuidOf(this.#clock.now().getTime()), overlapSeconds };
    return (await rotateSecret(this.#kit, this.#call(name), rotation)) ?? null;
  }

  /** Ends the overlap of a rotation now. False when there is no such webhook. */
  async endOverlap(name: WebhookName): Promise<boolean> {
    return endOverlap(this.#kit, this.#call(name));
  }

  /** One signed attempt now, never repeated, never counted; an event of type `webhook.test`. Null when there is no such webhook. */
  async test(name: WebhookName, payload: Readonly<Record<string, unknown>> = {}): Promise<TestRecord | null> {
    const testId = uuidOf(this.#clock.now().getTime());
    const result = await sendTest(this.#kit, this.#call(name), { testId, type: null, payload });
    if (result.kind === "unavailable") throw new EngineError("unavailable", `${result.message}; try again.`);
    return result.kind === "tested" ? result.test : null;
  }

  /** Deliveries of a webhook, newest first, with their last attempt. */
  async listDeliveries(name: WebhookName, wish: DeliveryWish = {}): Promise<readonly DeliveryRecord[]> {
    const call = this.#call(name);
    const { status, eventTypes, subjectId, limit = 25 } = wish;
    const filter = {
      ...(status === undefined ? {} : { status }),
      ...(eventTypes === undefined ? {} : { eventTypes }),
      ...(subjectId === undefined ? {} : { ticketId: uuidFrom("subjectId", subjectId) }),
    };
    const page = { filter, limit: Math.min(limit, MOST_DELIVERIES), offset: 0, after: null };
    return (await listDeliveries(this.#kit.db.forTenant(call.tenantId), call, page)).deliveries;
  }

  /** One delivery with every attempt; null when there is none, or it aged out. */
  async readDelivery(name: WebhookName, deliveryId: string): Promise<DeliveryWithAttempts | null> {
    const call = this.#call(name);
    const tenant = this.#kit.db.forTenant(call.tenantId);
    return (await readDelivery(tenant, call, uuidFrom("deliveryId", deliveryId))) ?? null;
  }

  /** Sends a delivery again, now. Says what stands in the way otherwise. */
  async retryDelivery(name: WebhookName, deliveryId: string): Promise<RetryResult["kind"]> {
    return (await retryDelivery(this.#kit, this.#call(name), uuidFrom("deliveryId", deliveryId))).kind;
  }

  /** Sends what a webhook missed, in the background; null when there is no such webhook. */
  async recover(name: WebhookName, plan: RecoverPlan): Promise<RecoverJob | null> {
    const result = await startRecover(this.#kit, this.#call(name), {
      jobId: uuidOf(this.#clock.now().getTime()),
      since: plan.since,
      until: plan.until ?? null,
      only: plan.only ?? "all",
      eventTypes: plan.eventTypes ?? null,
      ticketIds: null,
      isDryRun: plan.isDryRun ?? false,
    });
    if (result.kind === "inactive")
      throw new EngineError(
        "webhook_inactive",
        `Webhook ${name.webhookId} is not active; re-enable it, or ask for a dry run.`,
      );
    return result.kind === "queued" ? result.job : null;
  }

  /** How far a recover job is; null when there is none. */
  async readRecoverJob(name: WebhookName, jobId: string): Promise<RecoverJob | null> {
    const call = this.#call(name);
    const tenant = this.#kit.db.forTenant(call.tenantId);
    return (await readRecoverJob(tenant, call, uuidFrom("jobId", jobId))) ?? null;
  }
}
