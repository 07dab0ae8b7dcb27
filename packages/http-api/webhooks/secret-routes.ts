// Secrets of a webhook: rotated, the overlap ended early, and signatures explained.
import { LIMITS } from "@ticketwire/contract";
import { explainSignature } from "@ticketwire/engine/webhook/explain-signature";
import { endOverlap, rotateSecret } from "@ticketwire/engine/webhook/rotate-secret";
import { VERIFY_REASONS } from "@ticketwire/engine/webhook/verify-signature";
import { noContent, ok } from "../route/answer.ts";
import { nothing, one, route } from "../route/route.ts";
import { named, nullable, oneOf, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";
import { noWebhook, webhookCall } from "./webhook-call.ts";
import { RotatedSecret, WEBHOOK_PATH } from "./webhook-schema.ts";

const rotate = route({
  method: "POST",
  path: "/webhooks/{webhook_id}/secret/rotate",
  operationId: "rotateWebhookSecret",
  summary: "Rotate the signing secret",
  description:
    "Until the overlap ends, both secrets sign, so a receiver can change over at any moment. `new_secret_seen_at` of the webhook says when it has.",
  scope: "webhooks:write",
  params: WEBHOOK_PATH,
  body: record({
    overlap_seconds: Type.Optional(
      Type.Integer({ minimum: 0, maximum: LIMITS.rotationOverlapMax, default: LIMITS.rotationOverlapDefault }),
    ),
  }),
  success: one("The new secret, this once.", RotatedSecret),
  async handle(call) {
    const { webhook_id: id } = call.params;
    const overlapSeconds = call.body.overlap_seconds ?? LIMITS.rotationOverlapDefault;
    const rotation = { rotationId: call.newId, overlapSeconds };
    const rotated = await rotateSecret(call.context.webhooks, webhookCall(call, id), rotation);
    if (rotated === undefined) throw noWebhook(id);
    return ok(rotated);
  },
});

const end = route({
  method: "DELETE",
  path: "/webhooks/{webhook_id}/secret/previous",
  operationId: "endSecretOverlap",
  summary: "End the overlap of a rotation",
  description: "From now on only the new secret signs. Without an overlap nothing changes.",
  scope: "webhooks:write",
  params: WEBHOOK_PATH,
  success: nothing("Only the new secret signs."),
  async handle(call) {
    const { webhook_id: id } = call.params;
    if (!(await endOverlap(call.context.webhooks, webhookCall(call, id)))) throw noWebhook(id);
    return noContent();
  },
});

const Verification = named(
  "SignatureVerification",
  record({
    valid: Type.Boolean({ description: "Whether a receiver with the webhook's secrets takes it." }),
    reason: oneOf(VERIFY_REASONS),
    message: Type.String({ description: "The reason in words, with what to do." }),
    signed_at: nullable(Timestamp),
    age_seconds: nullable(Type.Integer()),
    secret: nullable(oneOf(["current", "previous"])),
  }),
);

const verify = route({
  method: "POST",
  path: "/webhooks/verify",
  operationId: "verifySignature",
  summary: "Explain a signature",
  description: `Says why a signature is right or wrong: clock off by so many seconds, body changed after signing and how, previous secret, wrong secret, header malformed and where. Signatures are good for ${LIMITS.signatureToleranceSeconds} seconds either way.`,
  scope: "webhooks:read",
  errors: ["NOT_FOUND"],
  body: record({
    webhook_id: Uuid,
    signature: text(0, 5000),
    body: Type.String({ description: "The raw body as it was received." }),
    received_at: Type.Optional(
      Type.String({ format: "date-time", description: "When it was received; default: now." }),
    ),
  }),
  examples: {
    received: {
      webhook_id: "0198c0de-0000-7000-8000-000000000001",
      signature: `t=1767225600,v1=${"0".repeat(64)}`,
      body: '{"event_id":"0198c0de-0000-7000-8000-000000000002"}',
    },
  },
  success: one("What is right or wrong with it.", Verification),
  async handle(call) {
    const { webhook_id: id, signature, body, received_at: received } = call.body;
    const { tenantId, webhookId } = webhookCall(call, id);
    const receivedAt = received === undefined ? call.now : new Date(received);
    const question = { tenantId, webhookId, signature, body, receivedAt };
    const verification = await explainSignature(call.tenant, call.context.secretBox, question);
    if (verification === undefined) throw noWebhook(id);
    return ok(verification);
  },
});

export const secretRoutes = [rotate, end, verify];
