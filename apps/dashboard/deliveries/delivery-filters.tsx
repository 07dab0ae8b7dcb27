// Which webhook's deliveries, and which of them.
import { Button, Select, TextInput } from "@mantine/core";
import { EVENT_TYPES } from "@ticketwire/contract/events";
import { DELIVERY_STATUSES } from "@ticketwire/contract/statuses";
import { Clock, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Webhook } from "../api/records.ts";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { FilterBar } from "../ui/filter-bar.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { type DeliverySearch, isAnswer, type Show } from "./delivery-search.ts";

export interface DeliveryFiltersProps {
  readonly webhooks: readonly Webhook[];
  readonly search: DeliverySearch;
  onChange: Show;
}

const KINDS = [
  { value: "false", label: "Events" },
  { value: "true", label: "Tests" },
];

function webhookChoices(webhooks: readonly Webhook[], webhookId: string | undefined) {
  const choices = webhooks.map(({ webhook_id, name }) => ({ value: webhook_id, label: name }));
  return webhookId === undefined || choices.some(({ value }) => value === webhookId)
    ? choices
    : [...choices, { value: webhookId, label: "Deleted webhook" }];
}

/** From when until when; behind a button until somebody wants it, since the fields are large to load. */
function Times({ search, onChange }: Pick<DeliveryFiltersProps, "search" | "onChange">) {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted && search.from_date === undefined && search.to_date === undefined)
    return (
      <Button variant="default" leftSection={<Clock size={15} />} onClick={() => setWanted(true)}>
        Any time
      </Button>
    );
  const set = (name: "from_date" | "to_date") => (value: string | null) =>
    onChange({ [name]: value === null ? undefined : new Date(value).toISOString() });
  return (["from_date", "to_date"] as const).map((name) => (
    <DateTimeField
      key={name}
      w={165}
      clearable
      valueFormat="D MMM, HH:mm"
      aria-label={name === "from_date" ? "From" : "Until"}
      placeholder={name === "from_date" ? "From" : "Until"}
      value={search[name] === undefined ? null : new Date(search[name])}
      onChange={set(name)}
    />
  ));
}

/** A status code, or a class of them; holds as soon as it is one. */
function AnswerField({ search, onChange }: Pick<DeliveryFiltersProps, "search" | "onChange">) {
  const [typed, setTyped] = useState(search.response_status ?? "");
  const known = search.response_status ?? "";
  useEffect(() => setTyped(known), [known]);
  return (
    <TextInput
      w={120}
      aria-label="Answer"
      placeholder="Answer: 5xx"
      maxLength={3}
      value={typed}
      error={typed.length === 3 && !isAnswer(typed)}
      onChange={({ currentTarget: { value } }) => {
        const code = value.trim().toLowerCase();
        setTyped(code);
        if (code === "" || isAnswer(code)) onChange({ response_status: code || undefined }, "replace");
      }}
    />
  );
}

/** What a link narrowed the list to, and no field here shows: said, and taken away with a click. */
function Subjects({ search, onChange }: Pick<DeliveryFiltersProps, "search" | "onChange">) {
  const present = (["ticket_id", "event_id"] as const).filter((name) => search[name] !== undefined);
  return present.map((name) => (
    <Button
      key={name}
      variant="light"
      rightSection={<X size={14} aria-hidden />}
      title={search[name]}
      aria-label={`Of one ${name === "ticket_id" ? "ticket" : "event"}: show all`}
      onClick={() => onChange({ [name]: undefined })}
    >
      One {name === "ticket_id" ? "ticket" : "event"} only
    </Button>
  ));
}

function Kinds({ search, onChange: set }: Pick<DeliveryFiltersProps, "search" | "onChange">) {
  return (
    <>
      <Select
        w={130}
        clearable
        aria-label="Status"
        placeholder="Status"
        data={[...DELIVERY_STATUSES]}
        value={search.status ?? null}
        onChange={(value) => set({ status: DELIVERY_STATUSES.find((status) => status === value) })}
      />
      <Select
        w={190}
        clearable
        aria-label="Event type"
        placeholder="Event type"
        data={[...EVENT_TYPES]}
        value={search.event_type ?? null}
        onChange={(value) => set({ event_type: value ?? undefined })}
      />
      <AnswerField search={search} onChange={set} />
      <Select
        w={110}
        clearable
        aria-label="Kind"
        placeholder="Kind"
        data={KINDS}
        value={search.is_test === undefined ? null : String(search.is_test)}
        onChange={(value) => set({ is_test: value === null ? undefined : value === "true" })}
      />
    </>
  );
}

export function DeliveryFilters({ webhooks, search, onChange }: DeliveryFiltersProps) {
  const { delivery: _delivery, compare: _compare, ...filters } = search;
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  // What is chosen can be gone back from; what is typed is not a step for each letter.
  const set: Show = (part, move = "narrow") =>
    onChange({ ...search, ...part, delivery: undefined, compare: undefined }, move);
  return (
    <FilterBar
      label="Deliveries"
      isNarrowed={isNarrowed}
      onClear={() => onChange({}, "narrow")}
      first={
        <>
          <SearchField
            label="Search deliveries"
            placeholder="Text or id in body, answer, error"
            value={search.search ?? ""}
            onChange={(text) => set({ search: text || undefined }, "replace")}
          />
          <Select
            w={210}
            searchable
            clearable
            aria-label="Webhook"
            placeholder="All webhooks"
            data={webhookChoices(webhooks, search.webhook)}
            value={search.webhook ?? null}
            onChange={(id) => set({ webhook: id ?? undefined })}
          />
        </>
      }
    >
      <Kinds search={search} onChange={set} />
      <Times search={search} onChange={set} />
      <Subjects search={search} onChange={set} />
    </FilterBar>
  );
}
