// Rotating the secret: both sign while the overlap runs, which is counted down, with the moment the receiver took the new one.
import { Alert, Button, Group, Progress, Select, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { KeyRound, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { call, type One } from "../api/http.ts";
import type { Webhook, WebhookSecrets } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { ask } from "../ui/ask.tsx";
import { Card } from "../ui/card.tsx";
import { formatSeconds } from "../ui/format.ts";
import { Moment, useNow } from "../ui/moment.tsx";
import { SecretReveal } from "./secret-reveal.tsx";

const OVERLAPS = [
  { value: "0", label: "none: the old secret ends now" },
  { value: "3600", label: "1 hour" },
  { value: "86400", label: "1 day" },
  { value: "604800", label: "7 days" },
];

function Overlap({ webhook }: { readonly webhook: Webhook }) {
  const now = useNow();
  const { previous_secret_expires_at: until, new_secret_seen_at: seen, secret_rotated_at: since } = webhook;
  const end = useWrite({
    write: () => call(`/webhooks/${webhook.webhook_id}/secret/previous`, { method: "DELETE" }),
    done: () => "Only the new secret signs now.",
  });
  if (until === null || Date.parse(until) <= now) return null;
  const rest = (Date.parse(until) - now) / 1000;
  const whole = (Date.parse(until) - Date.parse(since ?? until)) / 1000;
  const confirmEnd = () =>
    ask({
      title: "End the overlap now?",
      children:
        seen === null
          ? "The receiver has not shown yet that it takes the new secret. If it still uses the old one, it will refuse every delivery."
          : "The receiver takes the new secret already.",
      confirm: "End the overlap",
      isDestructive: seen === null,
      onConfirm: () => end.mutate(),
    });
  return (
    <Card title="Overlap">
      <Stack gap="sm">
        <Text size="sm">
          Both secrets sign for another <b>{formatSeconds(rest)}</b>, until <Moment at={until} />.
        </Text>
        <Progress value={whole > 0 ? (100 * rest) / whole : 0} aria-label="What is left of the overlap" />
        {seen === null ? (
          <Alert
            color="yellow"
            variant="light"
            c="inherit"
            icon={<KeyRound size={18} />}
            title="Waiting for the receiver"
          >
            No delivery has shown yet that the receiver takes the new secret.
          </Alert>
        ) : (
          <Alert
            color="green"
            variant="light"
            c="inherit"
            icon={<ShieldCheck size={18} />}
            title="Receiver now on the new secret"
          >
            Seen <Moment at={seen} as="relative" />.
          </Alert>
        )}
        <Group>
          <Button variant="default" onClick={confirmEnd} loading={end.isPending}>
            End the overlap now
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

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
        closeOnClickOutside: false,
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
      <Overlap webhook={webhook} />
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
            <Button onClick={confirmRotate} loading={isPending}>
              Rotate the secret
            </Button>
          </Group>
        </Stack>
      </Card>
    </Stack>
  );
}
