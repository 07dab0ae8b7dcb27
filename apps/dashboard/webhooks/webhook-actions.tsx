// What can be done with a webhook at once: test, pause and resume, look at its deliveries, delete.
import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useNavigate } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../api/http.ts";
import { overviewQuery } from "../api/overview.ts";
import type { Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { ask } from "../ui/ask.tsx";
import { formatBounded } from "../ui/format.ts";
import { LinkButton } from "../ui/links.tsx";
import { ScopedButton } from "../ui/scope.tsx";
import { openTest } from "./test-panel.tsx";

function ResumeQuestion({ held, onConfirm }: { readonly held: number; onConfirm(isSent: boolean): void }) {
  const [isSent, setSent] = useState(true);
  return (
    <Stack gap="md">
      <Text size="sm">
        {held === 0
          ? "Nothing was held meanwhile."
          : `${formatBounded(held)} ${held === 1 ? "delivery was" : "deliveries were"} held meanwhile.`}
      </Text>
      {held > 0 && (
        <Checkbox
          label="Send what was held, in order"
          checked={isSent}
          onChange={({ currentTarget }) => setSent(currentTarget.checked)}
        />
      )}
      <Group justify="end" gap="xs">
        <Button variant="default" onClick={() => modals.closeAll()}>
          Cancel
        </Button>
        <Button
          onClick={() => {
            modals.closeAll();
            onConfirm(isSent);
          }}
        >
          Resume
        </Button>
      </Group>
    </Stack>
  );
}

function useSwitch(webhook: Webhook) {
  const { data: overview } = useQuery(overviewQuery());
  const held = overview?.webhooks.find(({ webhook_id: id }) => id === webhook.webhook_id)?.held ?? 0;
  const write = useWrite({
    write: (body: { readonly is_active: boolean; readonly resume_held?: boolean }) =>
      call(`/webhooks/${webhook.webhook_id}`, { method: "PUT", body }),
    done: (_output, { is_active: isActive }) => (isActive ? "The webhook is on again." : "The webhook is paused."),
  });
  const pause = () =>
    ask({
      title: `Pause ${webhook.name}?`,
      children:
        "Nothing is sent until it is resumed. Events go on being collected for it and are held; retries stop and are held too.",
      confirm: "Pause",
      isDestructive: false,
      onConfirm: () => write.mutate({ is_active: false }),
    });
  const resume = () =>
    modals.open({
      title: `Resume ${webhook.name}?`,
      children: (
        <ResumeQuestion held={held} onConfirm={(isSent) => write.mutate({ is_active: true, resume_held: isSent })} />
      ),
    });
  return { held, pause, resume, isPending: write.isPending };
}

function useDelete(webhook: Webhook) {
  const navigate = useNavigate();
  const remove = useWrite({
    write: () => call(`/webhooks/${webhook.webhook_id}`, { method: "DELETE" }),
    done: () => {
      void navigate({ to: "/settings/webhooks", search: {} });
      return `${webhook.name} was deleted.`;
    },
  });
  return () =>
    ask({
      title: `Delete ${webhook.name}?`,
      children:
        "It gets no more events, and what still waits for it is not sent. Its deliveries stay readable until they age out. This can not be undone.",
      confirm: "Delete the webhook",
      onConfirm: () => remove.mutate(),
    });
}

export function WebhookActions({ webhook }: { readonly webhook: Webhook }) {
  const { held, pause, resume, isPending } = useSwitch(webhook);
  const remove = useDelete(webhook);
  return (
    <Group gap="xs">
      <ScopedButton scope="webhooks:write" px="sm" onClick={() => openTest(webhook)}>
        Test
      </ScopedButton>
      {webhook.is_active ? (
        <ScopedButton scope="webhooks:write" variant="default" px="sm" onClick={pause} loading={isPending}>
          Pause
        </ScopedButton>
      ) : (
        <ScopedButton scope="webhooks:write" variant="default" px="sm" onClick={resume} loading={isPending}>
          Resume{held > 0 ? ` (${formatBounded(held)} held)` : ""}
        </ScopedButton>
      )}
      <LinkButton variant="default" px="sm" to="/deliveries" search={{ webhook: webhook.webhook_id }}>
        Deliveries
      </LinkButton>
      <ScopedButton scope="webhooks:write" variant="subtle" color="red" px="sm" onClick={remove}>
        Delete
      </ScopedButton>
    </Group>
  );
}
