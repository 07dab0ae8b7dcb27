// Which events pass: by tag, by ticket, by conditions on fields. All parts have to hold.
import { ActionIcon, Autocomplete, Button, Group, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { FILTER_OPERATORS } from "@ticketwire/contract/statuses";
import { Plus, Trash2 } from "lucide-react";
import { CONDITION_FIELDS } from "./condition-value.ts";
import { useWebhookForm } from "./webhook-form.ts";

const OPERATORS = FILTER_OPERATORS.map((operator) => ({ value: operator, label: operator.replaceAll("_", " ") }));

function ConditionRow({ index }: { readonly index: number }) {
  const form = useWebhookForm();
  const place = `conditions.${index}`;
  const operator = form.getValues().conditions[index]?.operator;
  const isList = operator === "in" || operator === "not_in";
  return (
    <Group gap="xs" align="end" wrap="nowrap">
      <Autocomplete label="Field" flex={2} data={[...CONDITION_FIELDS]} {...form.getInputProps(`${place}.field`)} />
      <Select
        label="Operator"
        flex={1.4}
        allowDeselect={false}
        data={OPERATORS}
        {...form.getInputProps(`${place}.operator`)}
      />
      <TextInput
        label={isList ? "Values, comma-separated" : "Value"}
        flex={2}
        {...form.getInputProps(`${place}.value`)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Remove condition ${index + 1}`}
        onClick={() => form.removeListItem("conditions", index)}
      >
        <Trash2 size={16} />
      </ActionIcon>
    </Group>
  );
}

export function FilterFields() {
  const form = useWebhookForm();
  const { conditions } = form.getValues();
  return (
    <Stack gap="sm">
      <TagsInput
        label="Tags"
        description="The ticket has one of them. Empty: any ticket."
        {...form.getInputProps("filter_tags")}
      />
      <TagsInput
        label="Ticket ids"
        description="Only these tickets. Empty: all."
        {...form.getInputProps("filter_tickets")}
      />
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          Conditions
        </Text>
        {conditions.map((_condition, index) => (
          <ConditionRow key={form.key(`conditions.${index}`)} index={index} />
        ))}
        {form.errors["conditions"] !== undefined && (
          <Text size="sm" c="var(--tw-bad)" role="alert">
            {form.errors["conditions"]}
          </Text>
        )}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<Plus size={14} />}
            onClick={() => form.insertListItem("conditions", { field: "priority_name", operator: "equals", value: "" })}
          >
            Add a condition
          </Button>
        </Group>
      </Stack>
    </Stack>
  );
}
