// What the list of tickets is narrowed by; everything here stands in the address.
import { SegmentedControl, Select, TagsInput } from "@mantine/core";
import type { Choice } from "../api/reference.ts";
import { useClientChoices, usePriorityChoices, useStatusChoices, useUserChoices } from "../api/reference.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { SavedViews } from "./saved-views.tsx";
import { TICKET_SORTS, type TicketSearch } from "./ticket-search.ts";

export interface TicketFiltersProps {
  readonly search: TicketSearch;
  onChange(search: TicketSearch): void;
}

const STATES = [
  { value: "", label: "All" },
  { value: "open", label: "Open" },
  { value: "closed", label: "Closed" },
];

const SORT_LABELS = { updated_at: "Updated", entered_at: "Created", title: "Title", due_date: "Due" } as const;

type Filter = "status_id" | "priority_id" | "client_id" | "assigned_to";

function FieldFilters({ search, onChange }: TicketFiltersProps) {
  const choices: readonly (readonly [Filter, string, Choice[]])[] = [
    ["status_id", "Status", useStatusChoices()],
    ["priority_id", "Priority", usePriorityChoices()],
    ["client_id", "Client", useClientChoices()],
    ["assigned_to", "Assignee", useUserChoices()],
  ];
  return (
    <>
      {choices.map(([name, label, data]) => (
        <Select
          key={name}
          w={150}
          clearable
          searchable
          aria-label={label}
          placeholder={label}
          data={data}
          value={search[name] ?? null}
          onChange={(value) => onChange({ ...search, [name]: value ?? undefined })}
        />
      ))}
      <TagsInput
        w={150}
        aria-label="Tags"
        placeholder={search.tags === undefined ? "Tags" : ""}
        value={search.tags?.split(",") ?? []}
        onChange={(tags) => onChange({ ...search, tags: tags.length === 0 ? undefined : tags.join(",") })}
      />
      <Select
        w={130}
        aria-label="Sort by"
        allowDeselect={false}
        data={TICKET_SORTS.map((sort) => ({ value: sort, label: SORT_LABELS[sort] }))}
        value={search.sort ?? "updated_at"}
        onChange={(sort) => onChange({ ...search, sort: TICKET_SORTS.find((each) => each === sort) })}
      />
    </>
  );
}

export function TicketFilters({ search, onChange }: TicketFiltersProps) {
  const isNarrowed = Object.values({ ...search, new: undefined }).some((value) => value !== undefined);
  return (
    <FilterBar
      label="Tickets"
      isNarrowed={isNarrowed}
      onClear={() => onChange({})}
      first={
        <SearchField
          label="Search tickets"
          placeholder="Number, title, client, contact"
          value={search.search ?? ""}
          onChange={(text) => onChange({ ...search, search: text || undefined })}
        />
      }
    >
      <SegmentedControl
        size="sm"
        aria-label="State"
        data={STATES}
        value={search.state ?? ""}
        onChange={(state) => onChange({ ...search, state: state === "open" || state === "closed" ? state : undefined })}
      />
      <FieldFilters search={search} onChange={onChange} />
      <SavedViews search={search} onChange={onChange} />
    </FilterBar>
  );
}
