// What the routes work with: given to `createApp` once, handed to every handler with each call.
// A resource that needs more of the engine adds it here, typed; nothing is reached through globals.
import type { KeyRateLimit } from "@ticketwire/engine/access/find-api-key";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import type { TicketStage } from "@ticketwire/engine/ticket/stage";
import type { TestKit } from "@ticketwire/engine/send-test";
import type { FeedWaiters } from "@ticketwire/engine/webhook/feed-waiters";
import type { SecretBox } from "@ticketwire/engine/webhook/secret-box";

/** What the routes of webhooks work with. */
export interface WebhookParts extends TestKit {
  /** Only failures for this long disable a webhook, milliseconds. */
  readonly autoDisableAfterMs: number;
}

/** What handlers reach as `call.context`. */
export interface AppContext {
  readonly database: Database;
  /** Database time in production. */
  readonly clock: Clock;
  /** Base of deep links, without a slash at its end: `https://tickets.example.com`. */
  readonly baseUrl: string;
  /** Encrypts what is stored and secret. */
  readonly secretBox: SecretBox;
  /** Of keys without a limit of their own. */
  readonly rateLimit: KeyRateLimit;
  readonly webhooks: WebhookParts;
  /** Where callers of a feed wait for something new. */
  readonly feed: FeedWaiters;
  /** Where tickets are written and read. */
  readonly tickets: TicketStage;
  /** Drops keys kept in memory, at once; after a key was revoked or a user was changed, beside the NOTIFY for other processes. */
  forgetKeys(): void;
}
