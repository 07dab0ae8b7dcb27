// The fields of a webhook's form in the order one thinks of them: where to, what, how much of it, which ones, how.
import { Fieldset, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { LIMITS } from "@ticketwire/contract/limits";
import { EventPicker } from "./event-picker.tsx";
import { FormParts } from "./form-parts.tsx";
import { UrlField } from "./url-field.tsx";
import { useWebhookForm } from "./webhook-form.ts";

export interface WebhookFieldsProps {
  readonly isNew?: boolean;
  /** How often the form was submitted and refused. */
  readonly refusals: number;
}

export function WebhookFields({ isNew = false, refusals }: WebhookFieldsProps) {
  const form = useWebhookForm();
  return (
    <Stack gap="md">
      <TextInput
        label="Name"
        required
        dir="auto"
        maxLength={LIMITS.webhookNameLength}
        placeholder="CRM"
        autoFocus={isNew}
        {...form.getInputProps("name")}
      />
      <UrlField />
      <Fieldset legend="Events">
        <EventPicker />
      </Fieldset>
      <FormParts refusals={refusals} />
      <Textarea
        label="Description"
        description="For people; never sent."
        autosize
        minRows={2}
        maxRows={10}
        dir="auto"
        {...form.getInputProps("description")}
      />
      <TagsInput
        label="Tags"
        description="For people and programs that look after webhooks; never sent."
        {...form.getInputProps("tags")}
      />
    </Stack>
  );
}
