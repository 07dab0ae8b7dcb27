// Views of the list under a name, kept in this browser: the filters as they stand in the address.
import { ActionIcon, Button, Group, Menu, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useLocalStorage } from "@mantine/hooks";
import { Bookmark, Trash2 } from "lucide-react";
import type { TicketSearch } from "./ticket-search.ts";

interface SavedView {
  readonly name: string;
  readonly search: TicketSearch;
}

export interface SavedViewsProps {
  readonly search: TicketSearch;
  onChange(search: TicketSearch): void;
}

function SaveForm({ onSave }: { onSave(name: string): void }) {
  const form = useForm({ initialValues: { name: "" } });
  return (
    <form
      onSubmit={form.onSubmit(({ name }) => {
        if (name.trim() === "") return;
        onSave(name.trim());
        form.reset();
      })}
    >
      <Group gap="xs" p="xs" wrap="nowrap" align="end">
        <TextInput label="Keep this view as" size="xs" maxLength={60} {...form.getInputProps("name")} />
        <Button type="submit" size="xs">
          Save
        </Button>
      </Group>
    </form>
  );
}

export function SavedViews({ search, onChange }: SavedViewsProps) {
  const [views, setViews] = useLocalStorage<readonly SavedView[]>({ key: "ticketwire-ticket-views", defaultValue: [] });
  const { new: _new, ...present } = search;
  const save = (name: string) => setViews([...views.filter((view) => view.name !== name), { name, search: present }]);
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick>
      <Menu.Target>
        <Button variant="default" leftSection={<Bookmark size={15} />}>
          Views
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.length === 0 && (
          <Text size="sm" c="var(--tw-faint)" px="sm" py={4}>
            No saved views yet.
          </Text>
        )}
        {views.map((view) => (
          <Group key={view.name} gap={0} wrap="nowrap">
            <Menu.Item onClick={() => onChange(view.search)}>{view.name}</Menu.Item>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Delete the view ${view.name}`}
              onClick={() => setViews(views.filter((each) => each !== view))}
            >
              <Trash2 size={15} />
            </ActionIcon>
          </Group>
        ))}
        <Menu.Divider />
        <SaveForm onSave={save} />
      </Menu.Dropdown>
    </Menu>
  );
}
