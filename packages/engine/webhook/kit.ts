// What the subscriber's side works with; made once by whoever starts the engine, given to every call.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Actor } from "../db/audit-log.ts";
import type { Database } from "../db/database.ts";
import type { TargetPolicy } from "../target/policy.ts";
import type { Lookup } from "../target/resolve-target.ts";
import type { SecretBox } from "./secret-box.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface WebhookKit {
  readonly db: Database;
  readonly box: SecretBox;
  /** Where webhooks may point to. */
  readonly policy: TargetPolicy;
  /** Resolves names when a URL is saved. */
  readonly lookup: Lookup;
  /** Waits of webhooks that give none, seconds; default: the contract's. */
  readonly defaultRetrySchedule?: readonly number[];
  /** What events are called and hold; default: Ticketwire's own. */
  readonly vocabulary?: Vocabulary;
}

/** One call on behalf of somebody. */
export interface WebhookCall {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly actor: Actor;
  readonly now: Date;
}
