// Which webhook's deliveries, and which of them.
import { Button, Group, NumberInput, Select } from "@mantine/core";
import { EVENT_TYPES } from "@ticketwire/contract/events";
import { DELIVERY_STATUSES } from "@ticketwire/contract/statuses";
import type { Webhook } from "../api/records.ts";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { SearchField } from "../ui/search-field.tsx";
import type { DeliverySearch } from "./delivery-search.ts";

export interface DeliveryFiltersProps {
  readonly webhooks: readonly Webhook[];
  readonly webhookId: string;
  readonly search: DeliverySearch;
  onChange(search: DeliverySearch): void;
}

const KINDS = [
  { value: "false", label: "Events" },
  { value: "true", label: "Tests" },
];

function webhookChoices(webhooks: readonly Webhook[], webhookId: string) {
  const choices = webhooks.map(({ webhook_id, name }) => ({ value: webhook_id, label: name }));
  return choices.some(({ value }) => value === webhookId)
    ? choices
    : [...choices, { value: webhookId, label: "Deleted webhook" }];
}

function Times({ search, onChange }: Pick<DeliveryFiltersProps, "search" | "onChange">) {
  const set = (name: "from_date" | "to_date") => (value: string | null) =>
    onChange({ ...search, [name]: value === null ? undefined : new Date(value).toISOString() });
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
      <NumberInput
        w={90}
        hideControls
        aria-label="Answer"
        placeholder="Answer"
        min={100}
        max={599}
        value={search.response_status ?? ""}
        onChange={(value) => set({ response_status: typeof value === "number" && value >= 100 ? value : undefined })}
      />
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

export function DeliveryFilters({ webhooks, webhookId, search, onChange }: DeliveryFiltersProps) {
  const { webhook, delivery: _delivery, compare: _compare, ...filters } = search;
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  const set = (part: DeliverySearch) => onChange({ ...search, ...part, delivery: undefined, compare: undefined });
  return (
    <Group gap="xs" mb="xs" role="search" aria-label="Deliveries">
      <Select
        w={210}
        searchable
        allowDeselect={false}
        aria-label="Webhook"
        data={webhookChoices(webhooks, webhookId)}
        value={webhookId}
        onChange={(id) => onChange({ webhook: id ?? undefined })}
      />
      <SearchField
        label="Search deliveries"
        placeholder="Ticket, event or delivery id, text"
        value={search.search ?? ""}
        onChange={(text) => set({ search: text || undefined })}
      />
      <Kinds search={search} onChange={set} />
      <Times search={search} onChange={set} />
      {isNarrowed && (
        <Button variant="subtle" onClick={() => onChange({ webhook })}>
          Clear
        </Button>
      )}
    </Group>
  );
}
