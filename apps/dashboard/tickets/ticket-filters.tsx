// What the list of tickets is narrowed by; everything here stands in the address.
import { SegmentedControl, Select, TagsInput } from "@mantine/core";
import { ArrowDownUp } from "lucide-react";
import type { Choice } from "../api/reference.ts";
import { useClientChoices, usePriorityChoices, useStatusChoices, useUserChoices } from "../api/reference.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { SavedViews } from "./saved-views.tsx";
import { orderOf, TICKET_SORTS, type TicketSearch } from "./ticket-search.ts";

export interface TicketFiltersProps {
  readonly search: TicketSearch;
  onChange(search: TicketSearch): void;
}

const STATES = [
  { value: "", label: "All" },
  { value: "open", label: "Open" },
  { value: "closed", label: "Closed" },
];

const SORTS = [
  { value: "updated_at desc", label: "Updated, newest first" },
  { value: "updated_at asc", label: "Updated, oldest first" },
  { value: "entered_at desc", label: "Created, newest first" },
  { value: "entered_at asc", label: "Created, oldest first" },
  { value: "due_date asc", label: "Due, next first" },
  { value: "due_date desc", label: "Due, last first" },
  { value: "title asc", label: "Title, A to Z" },
  { value: "title desc", label: "Title, Z to A" },
];

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
          limit={200}
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
        value={[...(search.tags ?? [])]}
        onChange={(tags) => onChange({ ...search, tags: tags.length === 0 ? undefined : tags })}
      />
    </>
  );
}

function SortField({ search, onChange }: TicketFiltersProps) {
  const present = orderOf(search);
  return (
    <Select
      w={190}
      aria-label="Sort by"
      allowDeselect={false}
      data={SORTS}
      leftSection={<ArrowDownUp size={15} aria-hidden />}
      value={`${present.sort} ${present.order}`}
      onChange={(value) => {
        const [sort, order] = (value ?? "").split(" ");
        onChange({
          ...search,
          sort: TICKET_SORTS.find((each) => each === sort),
          order: order === "asc" ? "asc" : "desc",
        });
      }}
    />
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
      <SortField search={search} onChange={onChange} />
      <SavedViews search={search} onChange={onChange} />
    </FilterBar>
  );
}
