// Which webhooks are shown: by a word, by how they fare, with how many there are of each.
import { Group, SegmentedControl } from "@mantine/core";
import type { LaneOverview } from "../api/overview.ts";
import { SearchField } from "../ui/search-field.tsx";
import classes from "./webhooks.module.css";
import { HEALTHS, type WebhookSearch } from "./webhook-search.ts";

/** Fewer are seen at a glance without a search. */
const SEARCHED_FROM = 7;

export interface WebhookFiltersProps {
  readonly lanes: readonly LaneOverview[];
  readonly search: WebhookSearch;
  onChange(search: WebhookSearch): void;
}

export function WebhookFilters({ lanes, search, onChange }: WebhookFiltersProps) {
  const present = HEALTHS.map((health) => ({
    health,
    count: lanes.filter((lane) => lane.health === health).length,
  })).filter(({ health, count }) => count > 0 || health === search.health);
  const choices = [
    { value: "", label: `All ${lanes.length}` },
    ...present.map(({ health, count }) => ({ value: health as string, label: `${count} ${health}` })),
  ];
  const isFiltered = search.search !== undefined || search.health !== undefined;
  if (present.length < 2 && lanes.length < SEARCHED_FROM && !isFiltered) return null;
  return (
    <Group gap="xs" mb="md" role="search" aria-label="Webhooks">
      {(lanes.length >= SEARCHED_FROM || search.search !== undefined) && (
        <SearchField
          label="Search webhooks"
          placeholder="Name or URL"
          value={search.search ?? ""}
          onChange={(text) => onChange({ ...search, search: text || undefined })}
        />
      )}
      <SegmentedControl
        size="sm"
        className={classes.healths}
        aria-label="Health"
        data={choices}
        value={search.health ?? ""}
        onChange={(value) => onChange({ ...search, health: HEALTHS.find((health) => health === value) })}
      />
    </Group>
  );
}
