// The `webhooks` section: what receivers are sent, with its headers, and what they should answer.
import { DELIVERY_HEADERS, STANDARD_HEADERS } from "@ticketwire/contract";
import { listEventDescriptions } from "./event-schemas.ts";
import type { Json, SchemaBook } from "./schema-book.ts";

const HEADERS: readonly (readonly [string, Json, string])[] = [
  [
    DELIVERY_HEADERS.signature,
    { type: "string", pattern: "^t=\\d+(,v1=[0-9a-f]{64})+$" },
    '`t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`; several `v1` while a secret is being rotated.',
  ],
  [DELIVERY_HEADERS.eventId, { type: "string", format: "uuid" }, "The event; equal over retries and replays."],
  [DELIVERY_HEADERS.eventType, { type: "string" }, "The type of the event."],
  [DELIVERY_HEADERS.webhookId, { type: "string", format: "uuid" }, "The webhook."],
  [DELIVERY_HEADERS.deliveryId, { type: "string", format: "uuid" }, "Event and webhook; equal over its attempts."],
  [DELIVERY_HEADERS.attempt, { type: "integer", minimum: 1 }, "Counts the attempts of this delivery."],
  [
    DELIVERY_HEADERS.sequence,
    { type: "integer", minimum: 1 },
    "Position among all events of the webhook, without holes; not on test deliveries.",
  ],
  [STANDARD_HEADERS.id, { type: "string", format: "uuid" }, "Standard Webhooks: the event."],
  [STANDARD_HEADERS.timestamp, { type: "integer" }, "Standard Webhooks: unix seconds of the attempt."],
  [STANDARD_HEADERS.signature, { type: "string" }, "Standard Webhooks: `v1,<base64>`, several with a space between."],
];

const OPTIONAL_HEADERS: ReadonlySet<string> = new Set([DELIVERY_HEADERS.sequence]);

const RESPONSES: Json = {
  "2XX": {
    description: "Delivered. Answer within the webhook's timeout; what is slow should be done after the answer.",
  },
  "3XX": { description: "A failure: redirects are never followed." },
  "410": { description: "The receiver is gone: the webhook is disabled at once." },
  "4XX": { description: "A failure; it is tried again later. 429 with `Retry-After` is heeded." },
  "5XX": { description: "A failure; it is tried again later. 503 with `Retry-After` is heeded." },
};

/** Describes every event that a webhook can receive. */
export function describeWebhooks(book: SchemaBook): Readonly<Record<string, Json>> {
  const parameters = HEADERS.map(([name, schema, description]) => ({
    name,
    in: "header",
    required: !OPTIONAL_HEADERS.has(name),
    description,
    schema,
  }));
  const entries = listEventDescriptions().map(({ type, summary, envelope }) => {
    const operationId = `receive${type.replaceAll(/(?:^|[._])([a-z])/g, (_match, letter: string) => letter.toUpperCase())}`;
    const content = { "application/json": { schema: book.refer(envelope) } };
    const post = {
      operationId,
      summary,
      description: `Sent to webhooks that listen for \`${type}\`.`,
      tags: ["Events"],
      security: [],
      parameters,
      requestBody: { required: true, content },
      responses: RESPONSES,
    };
    return [type, { post }] as const;
  });
  return Object.fromEntries(entries);
}
