// Pure: checks an event filter as a user wrote it and brings it into the form that ticketwire.filter_matches compares.
// Field names, operators and value types are checked here, so that a filter never silently matches nothing.
import { type ErrorDetail, type FilterOperator, isUuid } from "@ticketwire/contract";
import type { FieldKind } from "./filter-fields.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { ConditionScalar, EventFilter, FilterCondition } from "./webhook-config.ts";

const SINGLE: readonly FilterOperator[] = ["equals", "not_equals"];
const MEMBERSHIP: readonly FilterOperator[] = ["in", "not_in"];
const CONTAINMENT: readonly FilterOperator[] = ["contains", "not_contains"];
const ORDER: readonly FilterOperator[] = ["greater_than", "less_than"];

const OPERATORS: Readonly<Record<FieldKind, readonly FilterOperator[]>> = {
  text: [...SINGLE, ...CONTAINMENT, ...ORDER, ...MEMBERSHIP],
  id: [...SINGLE, ...MEMBERSHIP],
  time: [...SINGLE, ...ORDER, ...MEMBERSHIP],
  number: [...SINGLE, ...ORDER, ...MEMBERSHIP],
  boolean: [...SINGLE, ...MEMBERSHIP],
  list: [...SINGLE, ...CONTAINMENT, ...MEMBERSHIP],
  any: [...SINGLE, ...CONTAINMENT, ...ORDER, ...MEMBERSHIP],
};

const VALUE_NAMES: Readonly<Record<FieldKind, string>> = {
  text: "a text",
  id: "a UUID",
  time: "an ISO 8601 time such as 2026-01-31T08:00:00.000Z or a date",
  number: "a number",
  boolean: "true or false",
  list: "a text",
  any: "a text, a number, true or false",
};

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/i;

function toMoment(value: unknown): string | undefined {
  const moment = typeof value === "string" && TIME.test(value) ? new Date(value) : undefined;
  return moment === undefined || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

function onlyText(value: ConditionScalar): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** By kind: a value in the form in which `data` holds it; undefined when it is not of the kind. */
const NORMALISE: Readonly<Record<FieldKind, (value: ConditionScalar) => ConditionScalar | undefined>> = {
  text: onlyText,
  list: onlyText,
  id: (value) => (isUuid(value) ? value.toLowerCase() : undefined),
  time: toMoment,
  number: (value) => (typeof value === "number" ? value : undefined),
  boolean: (value) => (typeof value === "boolean" ? value : undefined),
  any: (value) => value ?? undefined,
};

interface Checked<Value> {
  readonly value: Value;
  readonly details: readonly ErrorDetail[];
}

function wrongValue(path: string, condition: FilterCondition, wanted: string): ErrorDetail {
  const given = JSON.stringify(condition.value);
  const shown = given.length > 80 ? `${given.slice(0, 77)}…` : given;
  return {
    path: `${path}.value`,
    message: `must be ${wanted} for ${condition.field} ${condition.operator}, got ${shown}`,
    code: "wrong_type",
  };
}

function checkList(path: string, condition: FilterCondition, kind: FieldKind): Checked<FilterCondition> {
  const wanted = `a list of at least one entry, each ${VALUE_NAMES[kind]}${kind === "list" ? "" : " or null"}`;
  const { value } = condition;
  if (!Array.isArray(value) || value.length === 0)
    return { value: condition, details: [wrongValue(path, condition, wanted)] };
  const entries = (value as readonly ConditionScalar[]).map((entry) =>
    entry === null && kind !== "list" ? null : NORMALISE[kind](entry),
  );
  if (entries.includes(undefined)) return { value: condition, details: [wrongValue(path, condition, wanted)] };
  return { value: { ...condition, value: entries as ConditionScalar[] }, details: [] };
}

function checkScalar(path: string, condition: FilterCondition, kind: FieldKind): Checked<FilterCondition> {
  const takesNull = SINGLE.includes(condition.operator);
  const { value } = condition;
  if (value === null && takesNull) return { value: condition, details: [] };
  const normal = typeof value === "object" ? undefined : NORMALISE[kind](value);
  const wanted = `${VALUE_NAMES[kind]}${takesNull ? " or null" : ""}`;
  if (normal === undefined) return { value: condition, details: [wrongValue(path, condition, wanted)] };
  return { value: { ...condition, value: normal }, details: [] };
}

function checkCondition(path: string, condition: FilterCondition, vocabulary: Vocabulary): Checked<FilterCondition> {
  const kind = vocabulary.kindOfField(condition.field);
  if (kind === undefined) {
    const message = `${JSON.stringify(condition.field)} is not a field of an event; known are ${vocabulary.filterFields.join(", ")}`;
    return { value: condition, details: [{ path: `${path}.field`, message, code: "unknown_field" }] };
  }
  const allowed = OPERATORS[kind];
  if (!allowed.includes(condition.operator)) {
    const message = `${condition.operator} does not fit ${condition.field}, use ${allowed.join(", ")}`;
    return { value: condition, details: [{ path: `${path}.operator`, message, code: "wrong_operator" }] };
  }
  const takesList = MEMBERSHIP.includes(condition.operator) || (kind === "list" && SINGLE.includes(condition.operator));
  return takesList ? checkList(path, condition, kind) : checkScalar(path, condition, kind);
}

function findTicketFaults(filter: EventFilter, { hasTickets }: Vocabulary): readonly ErrorDetail[] {
  if (hasTickets || !filter.entity_ids?.length) return [];
  const message = "filters by ticket_id, which these events do not have; use a condition on a field of yours";
  return [{ path: "event_filter.entity_ids", message, code: "unknown_field" }];
}

/** Checks a filter; the value is the normal form, or null when the filter asks for nothing. */
export function checkEventFilter(filter: EventFilter, vocabulary: Vocabulary): Checked<EventFilter | null> {
  const conditions = (filter.conditions ?? []).map((condition, index) =>
    checkCondition(`event_filter.conditions.${index}`, condition, vocabulary),
  );
  const normal: EventFilter = {
    ...(filter.entity_ids?.length ? { entity_ids: filter.entity_ids.map((id) => id.toLowerCase()) } : {}),
    ...(filter.tags?.length ? { tags: filter.tags } : {}),
    ...(conditions.length > 0 ? { conditions: conditions.map((checked) => checked.value) } : {}),
  };
  const details = [...findTicketFaults(filter, vocabulary), ...conditions.flatMap((checked) => checked.details)];
  return { value: Object.keys(normal).length === 0 ? null : normal, details };
}
