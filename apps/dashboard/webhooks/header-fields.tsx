// Headers that go with every delivery. Their values are shown once, while they are typed.
import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { dropOf, labelOf } from "./line.ts";
import { useWebhookForm } from "./webhook-form.ts";
import classes from "./webhooks.module.css";

export function HeaderFields() {
  const form = useWebhookForm();
  return (
    <Stack gap="xs">
      <Text size="sm" c="var(--tw-faint)">
        Sent with every delivery and kept encrypted. A masked value that is left as it is stays unchanged.
      </Text>
      {form.getValues().custom_headers.map((_header, index) => (
        <div
          key={form.key(`custom_headers.${index}`)}
          className={classes.line}
          data-of="2"
          role="group"
          aria-label={`Header ${index + 1}`}
        >
          <TextInput
            {...labelOf("Name", index)}
            placeholder="Authorization"
            {...form.getInputProps(`custom_headers.${index}.name`)}
          />
          <TextInput
            {...labelOf("Value", index)}
            autoComplete="off"
            {...form.getInputProps(`custom_headers.${index}.value`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            mt={dropOf(index)}
            aria-label={`Remove header ${index + 1}`}
            onClick={() => form.removeListItem("custom_headers", index)}
          >
            <Trash2 size={16} />
          </ActionIcon>
        </div>
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
