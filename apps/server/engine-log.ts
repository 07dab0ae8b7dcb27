// What the log says of the engine's work: each failed attempt with the ids to find it by, lanes taken over or lost, webhooks
// disabled. Never a header, a body or an address: any of them may hold a secret. What succeeds is counted, not logged.
// In: the server's log. Out: an observer for the engine.
import type { StandingChange } from "@ticketwire/engine/deliver";
import type { AttemptOutcome, EngineObserver } from "@ticketwire/engine/observe";
import type { Logger } from "./log.ts";

/** Ids of lanes in one line; a process that took over a thousand names the first ones. */
const MOST_IDS = 20;

const STANDING_LINES: Readonly<Record<StandingChange["kind"], string>> = {
  warn: "a webhook has had nothing but failures for long; its owner is warned",
  only_failures: "a webhook had nothing but failures and is disabled",
  gone: "a receiver answered 410 Gone and its webhook is disabled",
};

function fieldsOf({ delivery, attempt, status, nextAttemptAt }: AttemptOutcome): object {
  return {
    tenant_id: delivery.tenantId,
    webhook_id: delivery.webhookId,
    event_id: delivery.eventId,
    event_type: delivery.eventType,
    delivery_id: delivery.deliveryId,
    attempt: delivery.attemptNumber + 1,
    outcome: status,
    error_class: attempt.errorClass,
    status_code: attempt.responseStatusCode,
    duration_ms: attempt.durationMs,
    next_attempt_at: nextAttemptAt instanceof Date ? nextAttemptAt.toISOString() : null,
  };
}

/** An observer that writes log lines. */
export function logEngine(log: Logger): Pick<EngineObserver, "onAttempt" | "onClaim" | "onLaneLost"> {
  return {
    onAttempt(outcome) {
      if (outcome.attempt.errorClass === null) return;
      if (outcome.status === "retrying") log.info(fieldsOf(outcome), "an attempt failed and will be repeated");
      else log.warn(fieldsOf(outcome), "an attempt failed and will not be repeated");
    },
    onClaim(lanes) {
      const webhookIds = lanes.filter((lane) => lane.wasAbandoned).map((lane) => lane.webhookId);
      if (webhookIds.length === 0) return;
      const fields = { lanes: webhookIds.length, webhook_ids: webhookIds.slice(0, MOST_IDS) };
      log.warn(fields, "lanes taken over from a process that ended or was cut off");
    },
    onLaneLost({ tenantId, webhookId }) {
      log.warn({ tenant_id: tenantId, webhook_id: webhookId }, "a lane belongs to another process now");
    },
  };
}

/** One line for a receiver that was found failing for long. */
export function logStandingChange(log: Logger, { tenantId, webhookId, kind }: StandingChange): void {
  log.warn({ tenant_id: tenantId, webhook_id: webhookId, kind }, STANDING_LINES[kind]);
}
