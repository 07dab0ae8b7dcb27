// Making a webhook: the form, then its secret. In: perhaps a URL. Out: a webhook; the page of it is opened.
import { Group, Stack } from "@mantine/core";
import { useState } from "react";
import { call, type One } from "../api/http.ts";
import type { Webhook, WebhookSecrets } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { ReadsOnly, ScopedButton } from "../ui/scope.tsx";
import { useLeaveGuard } from "../ui/use-leave-guard.ts";
import { findFaults } from "./form-faults.ts";
import { SecretReveal } from "./secret-reveal.tsx";
import { useRefusals } from "./use-refusals.ts";
import { WebhookFields } from "./webhook-fields.tsx";
import {
  BLANK_DRAFT,
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
  const form = useWebhookFormHook({ initialValues: { ...BLANK_DRAFT, url }, validate: findFaults });
  const { refusals, countRefusal, refuse } = useRefusals(form);
  useLeaveGuard(() => created === null && form.isDirty(), {
    title: "Close without creating?",
    children: "What you filled in is not kept.",
    confirm: "Close",
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
  const submit = form.onSubmit(
    (draft) => create.mutate(draft, { onError: (error) => refuse(error, draft) }),
    countRefusal,
  );
  return (
    <WebhookFormProvider form={form}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ReadsOnly scope="webhooks:write" what="webhooks" />
          <WebhookFields isNew refusals={refusals} />
          <Group justify="end">
            <ScopedButton scope="webhooks:write" type="submit" loading={create.isPending}>
              Create the webhook
            </ScopedButton>
          </Group>
        </Stack>
      </form>
    </WebhookFormProvider>
  );
}
