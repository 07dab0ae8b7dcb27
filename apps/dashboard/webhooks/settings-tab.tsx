// The settings of a webhook, changed in the same form in which it was made.
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { call, type One } from "../api/http.ts";
import type { Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { Card } from "../ui/card.tsx";
import { ReadsOnly, ScopedButton } from "../ui/scope.tsx";
import { useLeaveGuard } from "../ui/use-leave-guard.ts";
import { findFaults } from "./form-faults.ts";
import { useRefusals } from "./use-refusals.ts";
import { WebhookFields } from "./webhook-fields.tsx";
import { toChanges, toDraft, useWebhookFormHook, type WebhookDraft, WebhookFormProvider } from "./webhook-form.ts";
import classes from "./webhooks.module.css";

function useSettings(webhook: Webhook) {
  const [before, setBefore] = useState(() => toDraft(webhook));
  const form = useWebhookFormHook({ initialValues: before, validate: findFaults });
  const { refusals, countRefusal, refuse } = useRefusals(form);
  const save = useWrite({
    write: (draft: WebhookDraft) =>
      call<One<Webhook>>(`/webhooks/${webhook.webhook_id}`, { method: "PUT", body: toChanges(before, draft) }),
    done: ({ data }) => {
      // As the server keeps it: secret values masked, ids in small letters.
      const kept = toDraft(data);
      setBefore(kept);
      form.setInitialValues(kept);
      form.setValues(kept);
      return "Saved. It holds from the next attempt.";
    },
    hasForm: true,
  });
  const submit = form.onSubmit(
    (draft) => save.mutate(draft, { onError: (error) => refuse(error, draft) }),
    countRefusal,
  );
  const isChanged = () => Object.keys(toChanges(before, form.getValues())).length > 0;
  return { form, submit, refusals, isChanged, isPending: save.isPending, undo: () => form.reset() };
}

export function SettingsTab({ webhook }: { readonly webhook: Webhook }) {
  const { form, submit, refusals, isChanged, isPending, undo } = useSettings(webhook);
  useLeaveGuard(isChanged, {
    title: "Leave without saving?",
    children: `What you changed in the settings of ${webhook.name} is not saved yet.`,
    confirm: "Leave without saving",
  });
  return (
    <Stack gap="md" maw={760}>
      <ReadsOnly scope="webhooks:write" what="webhooks" />
      <Card>
        <WebhookFormProvider form={form}>
          <form onSubmit={submit} noValidate>
            <Stack gap="md">
              <WebhookFields refusals={refusals} />
              <Group justify="end" gap="sm" className={classes.save} data-on={isChanged()}>
                {isChanged() && (
                  <>
                    <Text size="sm" c="var(--tw-faint)">
                      Not saved yet
                    </Text>
                    <Button variant="default" onClick={undo}>
                      Undo
                    </Button>
                  </>
                )}
                <ScopedButton scope="webhooks:write" type="submit" loading={isPending} disabled={!isChanged()}>
                  Save
                </ScopedButton>
              </Group>
            </Stack>
          </form>
        </WebhookFormProvider>
      </Card>
    </Stack>
  );
}
