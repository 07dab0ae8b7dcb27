// Which events a webhook gets, with what each means.
import { Button, Checkbox, Group, SimpleGrid, Text } from "@mantine/core";
import { EVENT_TYPES, type EventType } from "@ticketwire/contract/events";
import { useWebhookForm } from "./webhook-form.ts";

const MEANINGS: Readonly<Record<EventType, string>> = {
  "ticket.created": "A ticket was made.",
  "ticket.updated": "Any field changed; says which, from what to what.",
  "ticket.status_changed": "The status changed; names the one before.",
  "ticket.assigned": "Somebody else is the assignee now.",
  "ticket.closed": "An open ticket was closed.",
  "ticket.comment.added": "Somebody commented.",
};

export function EventPicker() {
  const form = useWebhookForm();
  return (
    <Checkbox.Group aria-label="Events" {...form.getInputProps("event_types")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing="xs">
        {EVENT_TYPES.map((type) => (
          <Checkbox key={type} value={type} label={type} description={MEANINGS[type]} />
        ))}
      </SimpleGrid>
      <Group gap="xs" mt="xs">
        <Button size="compact-xs" variant="default" onClick={() => form.setFieldValue("event_types", [...EVENT_TYPES])}>
          All
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => form.setFieldValue("event_types", [])}>
          None
        </Button>
        <Text size="xs" c="var(--tw-faint)">
          {form.getValues().event_types.length} of {EVENT_TYPES.length}
        </Text>
      </Group>
    </Checkbox.Group>
  );
}
