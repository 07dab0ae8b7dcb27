// A test delivery: one signed attempt now, to any webhook that was not deleted, active or not; never retried, never counted.
// HTTP happens outside of any transaction; what came of it is kept after it is over.
// In: a webhook and what to send. Out: what the receiver did, as the API tells it.
import type { DeliveryId, ErrorClass, EventId, EventType } from "@ticketwire/contract";
import { buildHeaders, prepareHeaders, signingKeys } from "./attempt/request-headers.ts";
import type { AttemptFailure, AttemptResponse } from "./attempt/result.ts";
import type { Sender } from "./attempt/sender.ts";
import { recordOf, refusedResult } from "./deliver.ts";
import { parseTarget } from "./target/target.ts";
import { decideAfterAttempt, type Verdict } from "./verdict/decide-after-attempt.ts";
import { deriveDeliveryId, insertTestDelivery } from "./webhook/insert-test-delivery.ts";
import type { WebhookCall, WebhookKit } from "./webhook/kit.ts";
import { projectBody } from "./webhook/project-body.ts";
import { readWebhookSettings, type WebhookSecrets, type WebhookSettings } from "./webhook/read-settings.ts";
import { keepRequestHeaders } from "./webhook/request-headers.ts";
import { makeSampleEvent } from "./webhook/sample-event.ts";
import { readWebhookRow } from "./webhook/webhook-record.ts";

export interface TestKit extends WebhookKit {
  readonly sender: Sender;
  /** For the User-Agent. */
  readonly version: string;
  /** Base of the sample ticket's link. */
  readonly baseUrl: string;
}

export interface TestWish {
  /** Becomes the event's id and the test's. */
  readonly testId: string;
  /** Null: `webhook.test`. */
  readonly type: EventType | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface TestRecord {
  readonly test_id: string;
  readonly delivery_id: string;
  readonly success: boolean;
  readonly status_code: number | null;
  readonly response_time_ms: number;
  readonly response_body: string | null;
  readonly error_class: ErrorClass | null;
  readonly error_message: string | null;
  /** What to do about a failure, one sentence; null after a success. */
  readonly advice: string | null;
  readonly tested_at: string;
}

export type TestResult =
  | { readonly kind: "tested"; readonly test: TestRecord }
  | { readonly kind: "not_found" }
  /** The server is stopping, or has no connections left: nothing is known, try again. */
  | { readonly kind: "unavailable"; readonly message: string };

interface Attempt {
  readonly result: AttemptResponse | AttemptFailure | { readonly kind: "aborted"; readonly message: string };
  readonly requestHeaders: string;
}

interface Outgoing {
  readonly settings: WebhookSettings;
  readonly secrets: WebhookSecrets;
  readonly eventId: string;
  readonly eventType: string;
  readonly deliveryId: string;
  readonly body: string;
  readonly now: Date;
}

async function attempt(kit: TestKit, outgoing: Outgoing): Promise<Attempt> {
  const { settings, secrets, now } = outgoing;
  const { webhookId, customHeaders, verifySsl, timeoutMs } = settings;
  const overlaps = secrets.previousExpiresAt !== null && secrets.previousExpiresAt > now;
  const body = Buffer.from(outgoing.body);
  const headers = buildHeaders(prepareHeaders({ webhookId, version: kit.version, customHeaders }), {
    eventId: outgoing.eventId as EventId,
    eventType: outgoing.eventType,
    deliveryId: outgoing.deliveryId as DeliveryId,
    attemptNumber: 1,
    sequence: null,
    timestamp: Math.floor(now.getTime() / 1000),
    body,
    keys: signingKeys({ current: secrets.current, previous: overlaps ? secrets.previous : null }, "old_first"),
  });
  const parsed = parseTarget(settings.url, kit.policy);
  const result =
    parsed.kind === "ok"
      ? await kit.sender.send({ target: parsed.target, verifySsl, timeoutMs, headers, body })
      : refusedResult(parsed.message);
  return { result, requestHeaders: keepRequestHeaders(headers, customHeaders) };
}

function judge(result: AttemptResponse | AttemptFailure, settings: WebhookSettings, now: Date): Verdict {
  const standing = { failingSince: null, failedAttempts: 0, warnedAt: null, signatureOrder: "old_first" } as const;
  return decideAfterAttempt({
    reply: result,
    delivery: { ladderStep: 0, isTest: true, signedOrder: null, isOrderRetry: false },
    webhook: { isActive: settings.isActive, retrySchedule: [], autoDisableAfterMs: Number.MAX_SAFE_INTEGER, standing },
    now,
    random: 0,
  });
}

/** Sends a test. The caller's signal is not asked: what was sent is kept, whether or not the caller still listens. */
export async function sendTest(kit: TestKit, call: WebhookCall, wish: TestWish): Promise<TestResult> {
  const { tenantId, webhookId, now } = call;
  const tenant = kit.db.forTenant(tenantId);
  const row = await readWebhookRow(tenant, call);
  const [settings] = await readWebhookSettings(tenant, kit.box, [call]);
  if (row === undefined || settings === undefined) return { kind: "not_found" };
  if (settings.secrets === null) throw new Error(settings.fault ?? "the secrets do not open");
  const eventId = wish.testId;
  const deliveryId = await deriveDeliveryId(tenant, eventId, webhookId);
  const { eventType, body } = makeSampleEvent({
    eventId,
    tenantId,
    webhook: settings,
    type: wish.type,
    payload: wish.payload,
    baseUrl: kit.baseUrl,
    now,
  });
  // The choice of fields is one of ticket fields: a test that carries no ticket goes out whole.
  const payloadFields = wish.type === null ? null : row.payload_fields;
  const sentBody = projectBody(body, payloadFields);
  const outgoing = { settings, secrets: settings.secrets, eventId, eventType, deliveryId, body: sentBody, now };
  const { result, requestHeaders } = await attempt(kit, outgoing);
  if (result.kind === "aborted") return { kind: "unavailable", message: result.message };
  const completedAt = new Date(now.getTime() + result.timing.totalMs);
  const verdict = judge(result, settings, completedAt);
  const record = recordOf({ at: now, settings, requestHeaders, result, verdict });
  await insertTestDelivery(tenant, {
    tenantId,
    webhookId,
    eventId,
    deliveryId,
    eventType,
    body,
    payloadFields,
    status: verdict.delivery.status,
    reason: verdict.delivery.reason,
    attempt: record,
    completedAt,
  });
  return {
    kind: "tested",
    test: {
      test_id: wish.testId,
      delivery_id: deliveryId,
      success: record.errorClass === null,
      status_code: record.responseStatusCode,
      response_time_ms: record.durationMs,
      response_body: record.responseBody,
      error_class: record.errorClass,
      error_message: record.errorMessage,
      advice: verdict.error?.advice ?? null,
      tested_at: now.toISOString(),
    },
  };
}
