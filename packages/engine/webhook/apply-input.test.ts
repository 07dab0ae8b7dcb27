import { DEFAULT_RETRY_SCHEDULE } from "@ticketwire/contract";
import { describe, expect, it } from "vitest";
import { applyInput, rulesOf } from "./apply-input.ts";
import { MASKED_VALUE } from "./custom-headers.ts";
import { defaultConfig, type WebhookConfig, type WebhookInput } from "./webhook-config.ts";

const defaults = defaultConfig();
const rules = rulesOf({});

function apply(input: WebhookInput, stored: WebhookConfig = defaults): WebhookConfig {
  const result = applyInput(stored, input, rules);
  if (result.kind === "invalid") throw new Error(JSON.stringify(result.details));
  return result.config;
}

function faultsOf(input: unknown, stored: WebhookConfig = defaults): readonly string[] {
  const result = applyInput(stored, input as WebhookInput, rules);
  return result.kind === "invalid" ? result.details.map((detail) => `${detail.path} ${detail.code}`) : [];
}

describe("an update", () => {
  it("changes what it names and nothing else", () => {
    const stored = { ...defaults, name: "a", description: "b", tags: ["x"] };
    expect(apply({ name: "c" }, stored)).toEqual({ ...stored, name: "c" });
    expect(apply({}, stored)).toEqual(stored);
  });

  it("takes back with null what can be absent", () => {
    const stored: WebhookConfig = {
      ...defaults,
      description: "b",
      event_filter: { tags: ["x"] },
      payload_fields: { ticket: ["title"] },
      rate_limit: { requests_per_minute: 1, burst_limit: 1 },
      custom_headers: { A: "1" },
    };
    const cleared = {
      description: null,
      event_filter: null,
      payload_fields: null,
      rate_limit: null,
      custom_headers: null,
    };
    expect(apply(cleared, stored)).toEqual(defaults);
  });
});

describe("custom headers", () => {
  it("are replaced as a whole, where a masked value keeps what is stored", () => {
    const stored = { ...defaults, custom_headers: { Authorization: "Bearer x", "X-Old": "1" } };
    expect(apply({ custom_headers: { authorization: MASKED_VALUE, "X-New": "2" } }, stored).custom_headers).toEqual({
      authorization: "Bearer x",
      "X-New": "2",
    });
    expect(faultsOf({ custom_headers: { "X-New": MASKED_VALUE } }, stored)).toEqual([
      "custom_headers.X-New masked_value",
    ]);
  });

  it.each([
    "X-Alga-Signature",
    "x-alga-anything",
    "WEBHOOK-ID",
    "Ce-Id",
    "hOsT",
    "Content-Type",
    "content-length",
    "Transfer-Encoding",
    "Connection",
    "Keep-Alive",
    "TE",
    "Upgrade",
    "Proxy-Authorization",
    "traceparent",
    "User-Agent",
  ])("refuse the reserved name %s", (name) => {
    expect(faultsOf({ custom_headers: { [name]: "x" } })).toEqual([`custom_headers.${name} reserved_header`]);
  });

  it.each(["a\r\nX-Evil: 1", "a\nb", "a\0b", "\u007f", " a", "a ", "caf\u00e9", "\u{1F511}"])(
    "refuse the value %j without repeating it",
    (value) => {
      const result = applyInput(defaults, { custom_headers: { "X-A": value } }, rules);
      expect(result).toMatchObject({
        kind: "invalid",
        details: [{ path: "custom_headers.X-A", code: "bad_header_value" }],
      });
    },
  );

  it.each(["", "a b", "a:b", "a\r", "\u00e9"])("refuse the name %j", (name) => {
    expect(faultsOf({ custom_headers: { [name]: "x" } })).toEqual([`custom_headers.${name} bad_header_name`]);
  });

  it("refuse the same name twice, and more than fifty", () => {
    expect(faultsOf({ custom_headers: { "X-A": "1", "x-a": "2" } })).toEqual(["custom_headers.x-a duplicate"]);
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`X-${index}`, "1"]));
    expect(faultsOf({ custom_headers: many })).toEqual(["custom_headers too_many"]);
  });
});

describe("an event filter", () => {
  const condition = (field: string, operator: string, value: unknown): unknown => ({
    event_filter: { conditions: [{ field, operator, value }] },
  });

  it("is brought into the form that events have", () => {
    const id = "0198C0DE-0000-7000-8000-00000000000A";
    const conditions = [
      { field: "due_date", operator: "less_than", value: "2026-03-01" },
      { field: "updated_at", operator: "greater_than", value: "2026-03-01T10:00:00+02:00" },
      { field: "status_id", operator: "in", value: [id, null] },
      { field: "description", operator: "equals", value: null },
      { field: "attributes.seats", operator: "greater_than", value: 3 },
      { field: "tags", operator: "equals", value: ["a"] },
    ] as const;
    expect(apply({ event_filter: { entity_ids: [id], tags: [], conditions } }).event_filter).toEqual({
      entity_ids: [id.toLowerCase()],
      conditions: [
        { ...conditions[0], value: "2026-03-01T00:00:00.000Z" },
        { ...conditions[1], value: "2026-03-01T08:00:00.000Z" },
        { ...conditions[2], value: [id.toLowerCase(), null] },
        ...conditions.slice(3),
      ],
    });
  });

  it("is no filter when it asks for nothing", () => {
    expect(apply({ event_filter: {} }).event_filter).toBeNull();
    expect(apply({ event_filter: { entity_ids: [], tags: [], conditions: [] } }).event_filter).toBeNull();
  });

  it.each([
    [condition("titel", "equals", "x"), "field unknown_field"],
    [condition("attributes", "equals", "x"), "field unknown_field"],
    [condition("attributes.", "equals", "x"), "field unknown_field"],
    [condition("__proto__", "equals", "x"), "field unknown_field"],
    [condition("comment", "equals", "x"), "field unknown_field"],
    [condition("is_closed", "greater_than", true), "operator wrong_operator"],
    [condition("status_id", "contains", "a"), "operator wrong_operator"],
    [condition("tags", "less_than", "a"), "operator wrong_operator"],
    [condition("version", "equals", "7"), "value wrong_type"],
    [condition("is_closed", "equals", "true"), "value wrong_type"],
    [condition("status_id", "equals", "open"), "value wrong_type"],
    [condition("due_date", "less_than", "tomorrow"), "value wrong_type"],
    [condition("due_date", "less_than", "2026-02-31T99:00:00Z"), "value wrong_type"],
    [condition("title", "in", "x"), "value wrong_type"],
    [condition("title", "in", []), "value wrong_type"],
    [condition("title", "in", ["x", 1]), "value wrong_type"],
    [condition("title", "equals", ["x"]), "value wrong_type"],
    [condition("title", "contains", null), "value wrong_type"],
    [condition("version", "greater_than", null), "value wrong_type"],
    [condition("tags", "equals", "vip"), "value wrong_type"],
    [condition("attributes.x", "contains", null), "value wrong_type"],
  ])("refuses %j", (input, fault) => {
    expect(faultsOf(input)).toEqual([`event_filter.conditions.0.${fault}`]);
  });
});

describe("payload_fields", () => {
  it("choose every field when they are absent, null or empty of entities", () => {
    for (const payload_fields of [null, {}, { ticket: null }])
      expect(apply({ payload_fields }).payload_fields).toBeNull();
    expect(apply({ payload_fields: { ticket: [] } }).payload_fields).toEqual({ ticket: [] });
    expect(apply({ payload_fields: { ticket: ["title", "title", "changes"] } }).payload_fields).toEqual({
      ticket: ["title", "changes"],
    });
  });

  it("refuse a field that no event has", () => {
    expect(faultsOf({ payload_fields: { ticket: ["title", "response_state"] } })).toEqual([
      "payload_fields.ticket.1 unknown_field",
    ]);
  });
});

describe("the retry plan", () => {
  it("is translated from the published form: milliseconds to seconds, attempts to waits", () => {
    const given = { strategy: "exponential_backoff", max_attempts: 5, initial_delay: 1500, max_delay: 10_000 } as const;
    const config = apply({ retry_config: { ...given, backoff_multiplier: 2, timeout: 5000 } });
    expect(config.retry_schedule).toEqual([2, 3, 6, 10]);
    expect(config.timeout_ms).toBe(5000);
    expect(config.retry_config).toEqual({ ...given, backoff_multiplier: 2, timeout: 5000 });
  });

  it("knows every strategy, and the published defaults", () => {
    const steps = { max_attempts: 4, initial_delay: 60_000, max_delay: 600_000 };
    expect(apply({ retry_config: { ...steps, strategy: "linear_backoff" } }).retry_schedule).toEqual([60, 120, 180]);
    expect(apply({ retry_config: { ...steps, strategy: "fixed_interval" } }).retry_schedule).toEqual([60, 60, 60]);
    expect(apply({ retry_config: {} }).retry_schedule).toEqual([1, 2]);
    expect(apply({ retry_config: { max_attempts: 1 } }).retry_schedule).toEqual([]);
  });

  it("is shown as given as long as it is in force", () => {
    const stored = apply({ retry_config: { max_attempts: 2 } });
    expect(apply({ timeout_ms: 2000 }, stored).retry_config).toMatchObject({ timeout: 2000 });
    expect(apply({ retry_schedule: [5] }, stored)).toMatchObject({ retry_schedule: [5], retry_config: null });
    expect(apply({ retry_config: null }, stored)).toMatchObject({
      retry_schedule: DEFAULT_RETRY_SCHEDULE,
      retry_config: null,
    });
  });

  it("that was given as a schedule stays when no retry_config is there to take back", () => {
    expect(apply({ retry_config: null }, { ...defaults, retry_schedule: [7] }).retry_schedule).toEqual([7]);
  });

  it("refuses two plans at once", () => {
    expect(faultsOf({ retry_schedule: [5], retry_config: {} })).toEqual(["retry_schedule conflict"]);
    expect(faultsOf({ timeout_ms: 2000, retry_config: { timeout: 3000 } })).toEqual(["timeout_ms conflict"]);
    expect(faultsOf({ timeout_ms: 2000, retry_config: {} })).toEqual([]);
    expect(faultsOf({ retry_config: { initial_delay: 5000, max_delay: 1000 } })).toEqual([
      "retry_config.max_delay too_small",
    ]);
  });
});

describe("a rate limit", () => {
  it("lets a whole minute's share go at once unless told otherwise", () => {
    expect(apply({ rate_limit: { requests_per_minute: 30 } }).rate_limit).toEqual({
      requests_per_minute: 30,
      burst_limit: 30,
    });
    expect(apply({ rate_limit: { requests_per_minute: 30, burst_limit: 5 } }).rate_limit).toMatchObject({
      burst_limit: 5,
    });
  });
});

describe("metadata", () => {
  it("is kept as given, up to 16 KiB", () => {
    expect(apply({ metadata: { a: [1, { b: null }] } }).metadata).toEqual({ a: [1, { b: null }] });
    expect(faultsOf({ metadata: { a: "x".repeat(16_384) } })).toEqual(["metadata too_long"]);
  });
});
