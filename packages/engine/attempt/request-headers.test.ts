import {
  importSigningSecret,
  toStandardSecret,
  type DeliveryId,
  type EventId,
  type WebhookId,
} from "@ticketwire/contract";
import fc from "fast-check";
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  buildHeaders,
  describeHeaders,
  prepareHeaders,
  signingKeys,
  type DeliveryHeaderInput,
} from "./request-headers.ts";

const OLD = "old-secret-3J9zQ";
const NEW = "new-secret-Zm9vYg";
const secrets = { current: importSigningSecret(NEW), previous: importSigningSecret(OLD) };

const eventId = "0198c0de-0000-7000-8000-000000000001" as EventId;
const deliveryId = "0198c0de-0000-7000-8000-000000000002" as DeliveryId;
const webhookId = "0198c0de-0000-7000-8000-000000000003" as WebhookId;
const text = '{"event_id":"…"}';

const template = prepareHeaders({
  webhookId,
  version: "1.2.3",
  customHeaders: { Authorization: "Bearer sesame", "X-Tenant": "acme" },
});

const delivery: DeliveryHeaderInput = {
  eventId,
  eventType: "ticket.created",
  deliveryId,
  attemptNumber: 3,
  sequence: 42n,
  timestamp: 1_700_000_000,
  body: Buffer.from(text),
  keys: [secrets.current],
};

function asRecord(headers: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let at = 0; at < headers.length; at += 2) record[headers[at] ?? ""] = headers[at + 1] ?? "";
  return record;
}

const hex = (secret: string): string => createHmac("sha256", secret).update(`1700000000.${text}`).digest("hex");
const standard = (secret: string): string => {
  const key = Buffer.from(toStandardSecret(secret).slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(`${eventId}.1700000000.${text}`).digest("base64")}`;
};

describe("the headers of a delivery", () => {
  test("are those of the contract, each once", () => {
    const headers = buildHeaders(template, delivery);
    expect(asRecord(headers)).toEqual({
      "Content-Type": "application/json",
      "User-Agent": "Ticketwire/1.2.3",
      Authorization: "Bearer sesame",
      "X-Tenant": "acme",
      "X-Alga-Webhook-Id": webhookId,
      "X-Alga-Event-Id": eventId,
      "X-Alga-Event-Type": "ticket.created",
      "X-Alga-Delivery-Id": deliveryId,
      "X-Alga-Delivery-Attempt": "3",
      "X-Alga-Sequence": "42",
      "X-Alga-Signature": `t=1700000000,v1=${hex(NEW)}`,
      "webhook-id": eventId,
      "webhook-timestamp": "1700000000",
      "webhook-signature": standard(NEW),
    });
    expect(headers).toHaveLength(2 * 14);
  });

  test("have no sequence on a test delivery", () => {
    expect(asRecord(buildHeaders(template, { ...delivery, sequence: null }))).not.toHaveProperty("X-Alga-Sequence");
  });

  test("carry the trace when there is one", () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    expect(asRecord(buildHeaders(template, { ...delivery, traceparent }))).toMatchObject({ traceparent });
  });
});

describe("while two secrets are valid", () => {
  test.each([
    ["old_first", [OLD, NEW, OLD]],
    ["new_first", [NEW, OLD, NEW]],
  ] as const)("%s stands first and last, and Standard Webhooks carries both once", (order, expected) => {
    const headers = asRecord(buildHeaders(template, { ...delivery, keys: signingKeys(secrets, order) }));
    expect(headers["X-Alga-Signature"]).toBe(`t=1700000000,${expected.map((secret) => `v1=${hex(secret)}`).join(",")}`);
    expect(headers["webhook-signature"]).toBe(`${standard(expected[0])} ${standard(expected[1])}`);
  });

  test("after it, only the current one signs", () => {
    expect(signingKeys({ current: secrets.current, previous: null }, "old_first")).toEqual([secrets.current]);
  });
});

describe("the headers as they are shown", () => {
  test("are those that were sent, without the values of custom ones", () => {
    const headers = buildHeaders(template, delivery);
    const shown = JSON.parse(describeHeaders(template, headers)) as Record<string, string>;
    expect(shown).toEqual({ ...asRecord(headers), Authorization: "***", "X-Tenant": "***" });
    expect(JSON.stringify(shown)).not.toMatch(/sesame|acme/);
  });

  test("are valid JSON whatever the names and values", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.dictionary(fc.string(), fc.string()),
        (eventType, customHeaders) => {
          const odd = prepareHeaders({ webhookId, version: "1", customHeaders });
          const headers = buildHeaders(odd, { ...delivery, eventType });
          const shown = JSON.parse(describeHeaders(odd, headers)) as Record<string, string>;
          expect(shown["X-Alga-Event-Type"]).toBe(eventType);
        },
      ),
    );
  });
});
