// The engine as a library: publish events inside your own transaction, have them delivered as signed webhooks.
// docs/guides/embed.md tells it step by step.
export { WebhookRefusedError } from "./embed/errors.ts";
export { type EmbeddedEngine, openEngine } from "./embed/open-engine.ts";
export type { OpenEngineOptions } from "./embed/options.ts";
export type { CreatedWebhook, DeliveryWish, RecoverPlan, WebhookDesk, WebhookName } from "./embed/webhook-desk.ts";
export { EngineError } from "./db/errors.ts";
export type { StandingChange } from "./deliver.ts";
export type { AttemptOutcome, AttemptTrace, EngineObserver } from "./observe.ts";
export {
  type NewEvent,
  publish,
  type PublishClient,
  type PublishedEvent,
  type PublishOptions,
} from "./outbox/publish.ts";
export type { NewWebhook } from "./webhook/create-webhook.ts";
export type { DeliveryRecord, DeliveryWithAttempts } from "./webhook/delivery-record.ts";
export type { RecoverJob } from "./webhook/recover-job.ts";
export type { WebhookUpdate } from "./webhook/update-webhook.ts";
export type { WebhookRecord } from "./webhook/webhook-record.ts";
