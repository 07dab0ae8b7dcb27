// The settings of a webhook, changed in the same form in which it was made.
import { Button, Group, Stack, Text } from "@mantine/core";
import { call, findingsOf } from "../api/http.ts";
import type { Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { Card } from "../ui/card.tsx";
import { WebhookFields } from "./webhook-fields.tsx";
import {
  toDraft,
  toFormErrors,
  toWebhookBody,
  useWebhookFormHook,
  type WebhookDraft,
  WebhookFormProvider,
} from "./webhook-form.ts";

export function SettingsTab({ webhook }: { readonly webhook: Webhook }) {
  const form = useWebhookFormHook({ initialValues: toDraft(webhook) });
  const save = useWrite({
    write: (draft: WebhookDraft) =>
      call(`/webhooks/${webhook.webhook_id}`, { method: "PUT", body: toWebhookBody(draft) }),
    done: (_output, draft) => {
      form.resetDirty(draft);
      return "Saved. It holds from the next attempt.";
    },
    hasForm: true,
  });
  const submit = form.onSubmit((draft) =>
    save.mutate(draft, { onError: (error) => form.setErrors(toFormErrors(findingsOf(error))) }),
  );
  return (
    <Card maw={760}>
      <WebhookFormProvider form={form}>
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <WebhookFields />
            <Group justify="end" gap="sm">
              <Text size="sm" c="var(--tw-faint)">
                {form.isDirty() ? "Not saved yet" : ""}
              </Text>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                Save
              </Button>
            </Group>
          </Stack>
        </form>
      </WebhookFormProvider>
    </Card>
  );
}
