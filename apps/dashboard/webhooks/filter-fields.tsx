// Which events pass: by tag, by ticket, by conditions on fields. All parts have to hold.
import { ActionIcon, Autocomplete, Button, Group, Select, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { FILTER_OPERATORS } from "@ticketwire/contract/statuses";
import { Plus, Trash2 } from "lucide-react";
import { type ConditionDraft, CONDITION_FIELDS, isBoolean, takesList } from "./condition-value.ts";
import { dropOf, labelOf } from "./line.ts";
import { useWebhookForm } from "./webhook-form.ts";
import classes from "./webhooks.module.css";

const OPERATORS = FILTER_OPERATORS.map((operator) => ({ value: operator, label: operator.replaceAll("_", " ") }));

const NEW_CONDITION: ConditionDraft = { field: "priority_name", operator: "equals", text: "", texts: [] };

const TRUTH = [
  { value: "true", label: "true" },
  { value: "false", label: "false" },
];

function ValueField({ index }: { readonly index: number }) {
  const form = useWebhookForm();
  const condition = form.getValues().conditions[index];
  if (condition === undefined) return null;
  const props = form.getInputProps(`conditions.${index}.text`);
  if (takesList(condition))
    return (
      <TagsInput
        {...labelOf("Values", index)}
        {...form.getInputProps(`conditions.${index}.texts`)}
        error={props.error}
      />
    );
  if (isBoolean(condition.field))
    return <Select {...labelOf("Value", index)} clearable placeholder="not set" data={TRUTH} {...props} />;
  const isSingle = condition.operator === "equals" || condition.operator === "not_equals";
  return <TextInput {...labelOf("Value", index)} placeholder={isSingle ? "not set" : ""} {...props} />;
}

function ConditionRow({ index }: { readonly index: number }) {
  const form = useWebhookForm();
  const place = `conditions.${index}`;
  return (
    <div className={classes.line} role="group" aria-label={`Condition ${index + 1}`}>
      <Autocomplete
        {...labelOf("Field", index)}
        data={[...CONDITION_FIELDS]}
        {...form.getInputProps(`${place}.field`)}
      />
      <Select
        {...labelOf("Operator", index)}
        allowDeselect={false}
        data={OPERATORS}
        {...form.getInputProps(`${place}.operator`)}
      />
      <ValueField index={index} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        mt={dropOf(index)}
        aria-label={`Remove condition ${index + 1}`}
        onClick={() => form.removeListItem("conditions", index)}
      >
        <Trash2 size={16} />
      </ActionIcon>
    </div>
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
        <div>
          <Text size="sm" fw={500}>
            Conditions
          </Text>
          <Text size="xs" c="var(--tw-faint)">
            All of them have to hold. Fields of your own are called attributes.name.
          </Text>
        </div>
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
            onClick={() => form.insertListItem("conditions", NEW_CONDITION)}
          >
            Add a condition
          </Button>
        </Group>
      </Stack>
    </Stack>
  );
}
