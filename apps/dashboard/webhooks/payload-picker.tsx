// Which fields of a ticket are sent, with the very body they give beside them.
import { Group, MultiSelect, Select, Stack, Switch, Text } from "@mantine/core";
import { EVENT_TYPES, type EventType } from "@ticketwire/contract/events";
import { useMemo, useState } from "react";
import { Code } from "../ui/code.tsx";
import { CHOOSABLE_FIELDS, sampleBody } from "./sample-event.ts";
import { useWebhookForm } from "./webhook-form.ts";

function Preview({ fields }: { readonly fields: readonly string[] | null }) {
  const [type, setType] = useState<EventType>("ticket.updated");
  const body = useMemo(() => sampleBody(type, fields), [type, fields]);
  const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(body))).length;
  return (
    <Stack gap={6}>
      <Group justify="space-between" align="end">
        <Select
          size="xs"
          label="Preview of"
          allowDeselect={false}
          data={[...EVENT_TYPES]}
          value={type}
          onChange={(value) => setType(EVENT_TYPES.find((each) => each === value) ?? type)}
        />
        <Text size="xs" c="var(--tw-faint)">
          about {bytes.toLocaleString()} bytes
        </Text>
      </Group>
      <Code text={body} label="Preview of the payload" maxHeight={320} />
    </Stack>
  );
}

export function PayloadPicker() {
  const form = useWebhookForm();
  const { has_all_fields: hasAll, ticket_fields: fields } = form.getValues();
  return (
    <Stack gap="sm">
      <Switch label="Send all fields" {...form.getInputProps("has_all_fields", { type: "checkbox" })} />
      {!hasAll && (
        <MultiSelect
          label="Fields"
          description="ticket_id is always sent."
          searchable
          hidePickedOptions
          data={CHOOSABLE_FIELDS.filter((field) => field !== "ticket_id")}
          {...form.getInputProps("ticket_fields")}
          value={fields.filter((field) => field !== "ticket_id")}
        />
      )}
      <Preview fields={hasAll ? null : fields} />
    </Stack>
  );
}
