// Headers that go with every delivery. Their values are shown once, while they are typed.
import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useWebhookForm } from "./webhook-form.ts";

export function HeaderFields() {
  const form = useWebhookForm();
  return (
    <Stack gap="xs">
      <Text size="sm" c="var(--tw-faint)">
        Sent with every delivery and kept encrypted. A masked value that is left as it is stays unchanged.
      </Text>
      {form.getValues().custom_headers.map((_header, index) => (
        <Group key={form.key(`custom_headers.${index}`)} gap="xs" align="end" wrap="nowrap">
          <TextInput
            label="Name"
            flex={1}
            placeholder="Authorization"
            {...form.getInputProps(`custom_headers.${index}.name`)}
          />
          <TextInput
            label="Value"
            flex={1.5}
            autoComplete="off"
            {...form.getInputProps(`custom_headers.${index}.value`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Remove header ${index + 1}`}
            onClick={() => form.removeListItem("custom_headers", index)}
          >
            <Trash2 size={16} />
          </ActionIcon>
        </Group>
      ))}
      {form.errors["custom_headers"] !== undefined && (
        <Text size="sm" c="var(--tw-bad)" role="alert">
          {form.errors["custom_headers"]}
        </Text>
      )}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<Plus size={14} />}
          onClick={() => form.insertListItem("custom_headers", { name: "", value: "" })}
        >
          Add a header
        </Button>
      </Group>
    </Stack>
  );
}
