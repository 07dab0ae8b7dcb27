// Rotating the secret: how the last rotation stands, and the next one, which asks first and shows the new secret once.
import { Group, Select, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useState } from "react";
import { call, type One } from "../api/http.ts";
import type { Webhook, WebhookSecrets } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { ask } from "../ui/ask.tsx";
import { Card } from "../ui/card.tsx";
import { Moment } from "../ui/moment.tsx";
import { ScopedButton } from "../ui/scope.tsx";
import { LastRotation } from "./last-rotation.tsx";
import { SecretReveal } from "./secret-reveal.tsx";

const OVERLAPS = [
  { value: "0", label: "none: the old secret ends now" },
  { value: "3600", label: "1 hour" },
  { value: "86400", label: "1 day" },
  { value: "604800", label: "7 days" },
];

function useRotate(webhook: Webhook, overlap: string) {
  const rotate = useWrite({
    write: () =>
      call<One<WebhookSecrets>>(`/webhooks/${webhook.webhook_id}/secret/rotate`, {
        method: "POST",
        body: { overlap_seconds: Number(overlap) },
      }),
    done: ({ data }) => {
      modals.open({
        title: "The new secret",
        size: "lg",
        // Gone by a slip of the hand, it would be gone for good.
        closeOnClickOutside: false,
        closeOnEscape: false,
        withCloseButton: false,
        children: (
          <SecretReveal
            name={webhook.name}
            secrets={data}
            doneLabel="I have kept it"
            onDone={() => modals.closeAll()}
          />
        ),
      });
      return null;
    },
  });
  const confirmRotate = () =>
    ask({
      title: "Rotate the secret?",
      children:
        overlap === "0"
          ? "The present secret stops at once: the receiver refuses deliveries until it has the new one."
          : "A new secret is made and shown once. Until the overlap ends both sign, so the receiver can change over at any moment.",
      confirm: "Rotate",
      isDestructive: overlap === "0",
      onConfirm: () => rotate.mutate(),
    });
  return { confirmRotate, isPending: rotate.isPending };
}

export function SecretTab({ webhook }: { readonly webhook: Webhook }) {
  const [overlap, setOverlap] = useState("86400");
  const { confirmRotate, isPending } = useRotate(webhook, overlap);
  return (
    <Stack gap="md" maw={640}>
      <LastRotation webhook={webhook} />
      <Card title="Rotate">
        <Stack gap="sm">
          <Text size="sm">
            Last rotated: <Moment at={webhook.secret_rotated_at} otherwise="never" />
          </Text>
          <Group align="end" gap="xs">
            <Select
              label="Overlap with the old secret"
              allowDeselect={false}
              data={OVERLAPS}
              value={overlap}
              onChange={(value) => setOverlap(value ?? "86400")}
            />
            <ScopedButton scope="webhooks:write" onClick={confirmRotate} loading={isPending}>
              Rotate the secret
            </ScopedButton>
          </Group>
        </Stack>
      </Card>
    </Stack>
  );
}
