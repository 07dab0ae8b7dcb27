// Making a webhook: the form, then its secret. In: perhaps a URL. Out: a webhook; the page of it is opened.
import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { call, findingsOf, type One } from "../api/http.ts";
import type { Webhook, WebhookSecrets } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { SecretReveal } from "./secret-reveal.tsx";
import { WebhookFields } from "./webhook-fields.tsx";
import {
  BLANK_DRAFT,
  toFormErrors,
  toWebhookBody,
  useWebhookFormHook,
  type WebhookDraft,
  WebhookFormProvider,
} from "./webhook-form.ts";

type CreatedWebhook = Webhook & WebhookSecrets;

export interface NewWebhookProps {
  readonly url?: string | undefined;
  onDone(webhookId: string): void;
}

export function NewWebhook({ url = "", onDone }: NewWebhookProps) {
  const [created, setCreated] = useState<CreatedWebhook | null>(null);
  const form = useWebhookFormHook({
    initialValues: { ...BLANK_DRAFT, url },
    validate: {
      name: (name) => (name.trim() === "" ? "A name is needed" : null),
      url: (text) => (text.trim() === "" ? "A URL is needed" : null),
      event_types: (types) => (types.length === 0 ? "Choose at least one event" : null),
    },
  });
  const create = useWrite({
    write: (draft: WebhookDraft) =>
      call<One<CreatedWebhook>>("/webhooks", { method: "POST", body: toWebhookBody(draft) }),
    done: ({ data }) => {
      setCreated(data);
      return null;
    },
    hasForm: true,
  });
  if (created !== null)
    return (
      <SecretReveal
        name={created.name}
        secrets={created}
        doneLabel="I have kept it"
        onDone={() => onDone(created.webhook_id)}
      />
    );
  const submit = form.onSubmit((draft) =>
    create.mutate(draft, { onError: (error) => form.setErrors(toFormErrors(findingsOf(error))) }),
  );
  return (
    <WebhookFormProvider form={form}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <WebhookFields isNew />
          <Group justify="end">
            <Button type="submit" loading={create.isPending}>
              Create the webhook
            </Button>
          </Group>
        </Stack>
      </form>
    </WebhookFormProvider>
  );
}
