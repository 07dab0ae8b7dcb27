import { describe, expect, it } from "vitest";
import type { FilterCondition, Webhook } from "../api/records.ts";
import { toCondition, toConditionDraft } from "./condition-value.ts";
import { findFaults, toFormErrors } from "./form-faults.ts";
import { BLANK_DRAFT, toChanges, toDraft, toWebhookBody } from "./webhook-form.ts";

const CONDITIONS: readonly FilterCondition[] = [
  { field: "attributes.floor", operator: "equals", value: 5 },
  { field: "attributes.floor", operator: "equals", value: "5" },
  { field: "attributes.vip", operator: "equals", value: true },
  { field: "attributes.mark", operator: "equals", value: '"' },
  { field: "assigned_to", operator: "equals", value: null },
  { field: "client_name", operator: "in", value: ["Acme, Inc.", "Beta"] },
  { field: "assigned_to", operator: "in", value: [null, "0198c0de-0000-7000-8000-000000000001"] },
  { field: "tags", operator: "equals", value: ["a", "b"] },
  { field: "is_closed", operator: "equals", value: false },
  { field: "version", operator: "greater_than", value: 2 },
  { field: "title", operator: "contains", value: "true" },
];

const WEBHOOK = {
  ...toWebhookBody({ ...BLANK_DRAFT, name: "CRM", url: "https://crm.example" }),
  description: "Kept\nas it is. ",
  event_filter: { tags: ["vip"], conditions: CONDITIONS },
  custom_headers: { Authorization: "***" },
  rate_limit: { requests_per_minute: 60, burst_limit: 5 },
} as unknown as Webhook;

describe("the settings of a webhook", () => {
  it("send nothing when nothing was changed, whatever they hold", () => {
    expect(toChanges(toDraft(WEBHOOK), toDraft(WEBHOOK))).toEqual({});
  });

  it("send only what was changed", () => {
    expect(toChanges(toDraft(WEBHOOK), { ...toDraft(WEBHOOK), name: "ERP" })).toEqual({ name: "ERP" });
  });

  it("keep the limit at once when the one a minute changes", () => {
    const draft = { ...toDraft(WEBHOOK), requests_per_minute: 90 };
    expect(toChanges(toDraft(WEBHOOK), draft)).toEqual({ rate_limit: { requests_per_minute: 90, burst_limit: 5 } });
  });
});

describe("a condition", () => {
  it.each(CONDITIONS)("$field $operator $value goes back as it came", (condition) => {
    expect(toCondition(toConditionDraft(condition))).toEqual(condition);
  });

  it.each(CONDITIONS.filter(({ value }) => !Array.isArray(value)))(
    "$field $operator $value means the same when it is typed",
    (condition) => {
      const { given: _given, ...typed } = toConditionDraft(condition);
      expect(toCondition(typed)).toEqual(condition);
    },
  );

  it("with a truth value that is none is left for the server to refuse", () => {
    const draft = { field: "is_closed", operator: "equals", text: "yes", texts: [] } as const;
    expect(toCondition(draft)).toEqual({ field: "is_closed", operator: "equals", value: "yes" });
  });
});

describe("what is wrong", () => {
  it("is found before it is sent", () => {
    const draft = {
      ...BLANK_DRAFT,
      custom_headers: [
        { name: "X-A", value: "1" },
        { name: "x-a ", value: "2" },
        { name: "", value: "3" },
      ],
      conditions: [{ field: "", operator: "equals", text: "", texts: [] }] as const,
      retry_schedule: ["60", "soon"],
      burst_limit: 5,
    };
    expect(Object.keys(findFaults({ ...draft, conditions: [...draft.conditions] })).sort()).toEqual([
      "conditions.0.field",
      "custom_headers.1.name",
      "custom_headers.2.name",
      "name",
      "requests_per_minute",
      "retry_schedule",
      "url",
    ]);
  });

  it("is told at the very line that the server means", () => {
    const draft = { ...BLANK_DRAFT, custom_headers: [{ name: " Host ", value: "x" }] };
    const findings = {
      "custom_headers.Host": "is reserved",
      "event_filter.conditions.1.value": "must be a number",
      "retry_schedule.0": "must be ≥ 1",
      name: "is too long",
    };
    expect(toFormErrors(findings, draft)).toEqual({
      "custom_headers.0.name": "is reserved",
      "conditions.1.text": "must be a number",
      retry_schedule: "must be ≥ 1",
      name: "is too long",
    });
  });
});
