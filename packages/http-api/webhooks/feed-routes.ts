// The pull twin of a webhook, with long polls.
import { LIMITS } from "@ticketwire/contract";
import { type FeedPage, readFeed } from "@ticketwire/engine/webhook/read-feed";
import type { WebhookCall } from "@ticketwire/engine/webhook/kit";
import { ApiError } from "../fault/api-error.ts";
import type { Answer } from "../route/answer.ts";
import type { Call } from "../route/call.ts";
import { route } from "../route/route.ts";
import { record, Type } from "../route/schema.ts";
import { FeedEntry } from "./delivery-schema.ts";
import { requireHistory, webhookCall } from "./webhook-call.ts";
import { WEBHOOK_PATH } from "./webhook-schema.ts";

/** As many digits as a query's numbers may have; no webhook ever gets there. */
const HIGHEST_SEQUENCE = 999_999_999_999_999;
/** When too many wait: when to come back, seconds. */
const BUSY_SECONDS = 2;

interface FeedWish {
  readonly after: number;
  readonly limit: number;
  readonly waitMs: number;
}

async function waitForFeed(call: Call, key: WebhookCall, wish: FeedWish): Promise<FeedPage> {
  const { after, limit } = wish;
  const until = performance.now() + wish.waitMs;
  const signal = call.signal;
  for (;;) {
    const page = await readFeed(call.tenant, key, { after, limit });
    const timeoutMs = until - performance.now();
    if (page.entries.length > 0 || timeoutMs <= 0) return page;
    const news = await call.context.feed.wait({
      tenantId: key.tenantId,
      webhookId: key.webhookId,
      after,
      timeoutMs,
      signal,
    });
    if (news === "nothing") return page;
    if (news === "full")
      throw new ApiError(
        "UNAVAILABLE",
        "Too many callers wait for this already. Come back shortly, or ask without wait.",
        {
          headers: { "retry-after": String(BUSY_SECONDS) },
        },
      );
  }
}

// Envelopes are passed on as the text that they are: nothing is parsed or written again.
function answerOf(page: FeedPage): Answer {
  const meta = JSON.stringify({ next_after: page.nextAfter });
  return { status: 200, json: `{"data":[${page.entries.join(",")}],"meta":${meta}}` };
}

const readEvents = route({
  method: "GET",
  path: "/webhooks/{webhook_id}/events",
  operationId: "readWebhookFeed",
  summary: "Read the webhook's events in sequence",
  description:
    "The same events as the deliveries carry, held ones too, from `after` on: a receiver that was down for any time catches up here. With `wait` the answer comes as soon as there is something new.",
  scope: "webhooks:read",
  params: WEBHOOK_PATH,
  query: record({
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: HIGHEST_SEQUENCE,
        default: 0,
        description: "The last sequence that is known; `meta.next_after` of the call before.",
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.pageLimitMax, default: LIMITS.pageLimitDefault })),
    wait: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: LIMITS.feedWaitSecondsMax,
        default: 0,
        description: "Seconds to wait for something new.",
      }),
    ),
  }),
  success: {
    status: 200,
    description: "Events by sequence; none when there is nothing new.",
    schema: record({ data: Type.Array(FeedEntry), meta: record({ next_after: Type.Integer({ minimum: 0 }) }) }),
  },
  async handle(call) {
    const key = webhookCall(call, call.params.webhook_id);
    await requireHistory(call, key);
    const { after = 0, limit = LIMITS.pageLimitDefault, wait = 0 } = call.query;
    return answerOf(await waitForFeed(call, key, { after, limit, waitMs: wait * 1000 }));
  },
});

export const feedRoutes = [readEvents];
