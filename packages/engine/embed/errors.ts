// What an embedding program is told when a webhook's settings can not be taken: every fault with its path, as the API tells it.
import type { ErrorDetail } from "@ticketwire/contract";
import { EngineError } from "../db/errors.ts";

/** Settings of a webhook were refused. `code` is `webhook_refused`; `details` may be shown to whoever wrote them. */
export class WebhookRefusedError extends EngineError {
  override readonly name = "WebhookRefusedError";
  readonly details: readonly ErrorDetail[];

  constructor(details: readonly ErrorDetail[]) {
    const faults = details.map(({ path, message }) => `${path} ${message}`).join("; ");
    super("webhook_refused", `The webhook was not saved: ${faults}.`);
    this.details = details;
  }
}
