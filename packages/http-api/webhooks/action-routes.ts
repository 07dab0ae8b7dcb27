// What a subscriber can have done: a test sent, what was missed recovered.
import { EVENT_TYPES, RECOVER_KINDS } from "@ticketwire/contract";
import { sendTest } from "@ticketwire/engine/send-test";
import { readRecoverJob, startRecover } from "@ticketwire/engine/webhook/recover-job";
import { apiError, invalid, notFound } from "../fault/api-error.ts";
import { accepted, ok } from "../route/answer.ts";
import { acceptedOne, one, route } from "../route/route.ts";
import { nullable, oneOf, record, Timestamp, Type, Uuid } from "../route/schema.ts";
import { RecoverJob, TestResult } from "./delivery-schema.ts";
import { noWebhook, webhookCall } from "./webhook-call.ts";
import { EventTypes, WEBHOOK_PATH } from "./webhook-schema.ts";

const test = route({
  method: "POST",
  path: "/webhooks/{webhook_id}/test",
  operationId: "testWebhook",
  summary: "Send a test delivery",
  description:
    "One signed attempt now, to an inactive webhook too; never retried, never counted. With a type it carries a sample ticket, and `test_payload` takes the place of fields of its `data`, or adds some; `data.is_test` is true.",
  scope: "webhooks:write",
  params: WEBHOOK_PATH,
  body: record({
    test_event_type: Type.Optional(oneOf(EVENT_TYPES)),
    test_payload: Type.Optional(nullable(Type.Record(Type.String(), Type.Unknown()))),
  }),
  examples: { assigned: { test_event_type: "ticket.assigned" } },
  success: one("What the receiver did.", TestResult),
  async handle(call) {
    const { webhook_id: id } = call.params;
    const { test_event_type: type = null, test_payload: payload } = call.body;
    const { context } = call;
    const kit = { ...context.webhooks, baseUrl: context.baseUrl };
    const result = await sendTest(kit, webhookCall(call, id), { testId: call.newId, type, payload: payload ?? {} });
    if (result.kind === "not_found") throw noWebhook(id);
    if (result.kind === "unavailable")
      throw apiError("UNAVAILABLE", `The test was not sent: ${result.message}. Try again.`);
    return ok(result.test);
  },
});

const recover = route({
  method: "POST",
  path: "/webhooks/{webhook_id}/recover",
  operationId: "recoverWebhook",
  summary: "Send what was missed",
  description:
    "A job that goes on by itself. `failed`: what was given up. `missing`: what is held, or was never given to this webhook because it was created later or its event types or filter were other. What was delivered, or is on its way, is skipped: repeating the call sends nothing twice.",
  scope: "webhooks:write",
  params: WEBHOOK_PATH,
  body: record({
    since: Timestamp,
    until: Type.Optional(Timestamp),
    only: Type.Optional(oneOf(RECOVER_KINDS, { description: "Default: all." })),
    event_types: Type.Optional(EventTypes),
    ticket_ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 1000 })),
    dry_run: Type.Optional(Type.Boolean({ default: false, description: "Only count." })),
  }),
  examples: { outage: { since: "2026-05-01T00:00:00.000Z", only: "failed", dry_run: true } },
  success: acceptedOne("The job; its progress is under its id.", RecoverJob),
  async handle(call) {
    const { webhook_id: id } = call.params;
    const { since, until, only = "all", event_types, ticket_ids, dry_run = false } = call.body;
    const [from, to] = [new Date(since), until === undefined ? null : new Date(until)];
    if (to !== null && to < from)
      throw invalid("until", `lies before since (${since}), got ${until ?? ""}`, "too_early");
    const result = await startRecover(call.context.webhooks, webhookCall(call, id), {
      jobId: call.newId,
      since: from,
      until: to,
      only,
      eventTypes: event_types ?? null,
      ticketIds: ticket_ids ?? null,
      isDryRun: dry_run,
    });
    if (result.kind === "not_found") throw noWebhook(id);
    if (result.kind === "inactive")
      throw apiError(
        "CONFLICT",
        'The webhook is inactive, so nothing is sent to it. Enable it first: PUT {"is_active": true}. A dry run is possible.',
      );
    return accepted(result.job);
  },
});

const readJob = route({
  method: "GET",
  path: "/webhooks/{webhook_id}/recover/{job_id}",
  operationId: "readRecoverJob",
  summary: "Read the progress of a recover job",
  scope: "webhooks:read",
  params: record({ webhook_id: Uuid, job_id: Uuid }),
  success: one("The job.", RecoverJob),
  async handle(call) {
    const { webhook_id: id, job_id: jobId } = call.params;
    const job = await readRecoverJob(call.tenant, webhookCall(call, id), jobId);
    if (job === undefined) throw notFound("recover job", jobId);
    return ok(job);
  },
});

export const actionRoutes = [test, recover, readJob];
