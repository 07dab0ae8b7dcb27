// The fields of a webhook's form in the order one thinks of them: where to, what, how much of it, which ones, how.
import { Accordion, Fieldset, Stack, Textarea, TextInput } from "@mantine/core";
import { LIMITS } from "@ticketwire/contract/limits";
import { AdvancedFields } from "./advanced-fields.tsx";
import { EventPicker } from "./event-picker.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { HeaderFields } from "./header-fields.tsx";
import { PayloadPicker } from "./payload-picker.tsx";
import { UrlField } from "./url-field.tsx";
import { useWebhookForm } from "./webhook-form.ts";

const PARTS = [
  { value: "payload", label: "Payload: which fields are sent", Part: PayloadPicker },
  { value: "filter", label: "Filter: which events are sent", Part: FilterFields },
  { value: "headers", label: "Headers of your own", Part: HeaderFields },
  { value: "sending", label: "Sending: retries, order, limits", Part: AdvancedFields },
] as const;

export function WebhookFields({ isNew = false }: { readonly isNew?: boolean }) {
  const form = useWebhookForm();
  return (
    <Stack gap="md">
      <TextInput
        label="Name"
        required
        maxLength={LIMITS.webhookNameLength}
        placeholder="CRM"
        autoFocus={isNew}
        {...form.getInputProps("name")}
      />
      <UrlField />
      <Fieldset legend="Events">
        <EventPicker />
      </Fieldset>
      <Accordion multiple variant="contained" keepMounted={false}>
        {PARTS.map(({ value, label, Part }) => (
          <Accordion.Item key={value} value={value}>
            <Accordion.Control>{label}</Accordion.Control>
            <Accordion.Panel>
              <Part />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Textarea
        label="Description"
        description="For people; never sent."
        autosize
        minRows={2}
        {...form.getInputProps("description")}
      />
    </Stack>
  );
}
