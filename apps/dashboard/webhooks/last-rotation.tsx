// How the last rotation of a secret stands: both sign while the overlap runs, which is counted down to its end, with the moment
// the receiver took the new one; and after the end, whether it ever did.
import { Alert, Group, Progress, Stack, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { KeyRound, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { call } from "../api/http.ts";
import type { Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { ask } from "../ui/ask.tsx";
import { Card } from "../ui/card.tsx";
import { formatSeconds } from "../ui/format.ts";
import { Moment } from "../ui/moment.tsx";
import { ScopedButton } from "../ui/scope.tsx";

const TICK_MS = 1_000;

function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), TICK_MS, { autoInvoke: true });
  return now;
}

/** When the receiver was first seen to take the new secret: a signature of it alone, or any success once it was alone. */
function takenAt(webhook: Webhook, isOver: boolean): string | null {
  const { new_secret_seen_at: seen, last_success_at: success, previous_secret_expires_at: until } = webhook;
  if (seen !== null) return seen;
  return isOver && success !== null && until !== null && success > until ? success : null;
}

function Receiver({ webhook, isOver }: { readonly webhook: Webhook; readonly isOver: boolean }) {
  const at = takenAt(webhook, isOver);
  if (at === null)
    return (
      <Alert color="yellow" variant="light" c="inherit" icon={<KeyRound size={18} />} title="Waiting for the receiver">
        No delivery has shown yet that the receiver takes the new secret.
        {isOver && " Should it still use the old one, it refuses every delivery."}
      </Alert>
    );
  return (
    <Alert
      color="green"
      variant="light"
      c="inherit"
      icon={<ShieldCheck size={18} />}
      title="Receiver now on the new secret"
    >
      Seen <Moment at={at} as="relative" />.
    </Alert>
  );
}

function useEnd(webhook: Webhook) {
  const end = useWrite({
    write: () => call(`/webhooks/${webhook.webhook_id}/secret/previous`, { method: "DELETE" }),
    done: () => "Only the new secret signs now.",
  });
  const isTaken = webhook.new_secret_seen_at !== null;
  const confirmEnd = () =>
    ask({
      title: "End the overlap now?",
      children: isTaken
        ? "The receiver takes the new secret already."
        : "The receiver has not shown yet that it takes the new secret. If it still uses the old one, it will refuse every delivery.",
      confirm: "End the overlap",
      isDestructive: !isTaken,
      onConfirm: () => end.mutate(),
    });
  return { confirmEnd, isPending: end.isPending };
}

function Countdown({
  webhook,
  until,
  restMs,
}: {
  readonly webhook: Webhook;
  readonly until: string;
  readonly restMs: number;
}) {
  const { confirmEnd, isPending } = useEnd(webhook);
  const wholeMs = Date.parse(until) - Date.parse(webhook.secret_rotated_at ?? until);
  return (
    <>
      <Text size="sm">
        Both secrets sign for another <b>{formatSeconds(restMs / 1_000)}</b>, until <Moment at={until} />.
      </Text>
      <Progress value={wholeMs > 0 ? (100 * restMs) / wholeMs : 0} aria-label="What is left of the overlap" />
      <Receiver webhook={webhook} isOver={false} />
      <Group>
        <ScopedButton scope="webhooks:write" variant="default" onClick={confirmEnd} loading={isPending}>
          End the overlap now
        </ScopedButton>
      </Group>
    </>
  );
}

export function LastRotation({ webhook }: { readonly webhook: Webhook }) {
  const now = useSeconds();
  const { secret_rotated_at: rotatedAt, previous_secret_expires_at: until } = webhook;
  if (rotatedAt === null) return null;
  const restMs = until === null ? 0 : Date.parse(until) - now;
  return (
    <Card title={restMs > 0 ? "Overlap" : "Last rotation"}>
      <Stack gap="sm">
        {until !== null && restMs > 0 ? (
          <Countdown webhook={webhook} until={until} restMs={restMs} />
        ) : (
          <>
            <Text size="sm">
              Only the new secret signs{until === null ? "" : ", since "}
              {until !== null && <Moment at={until} />}.
            </Text>
            <Receiver webhook={webhook} isOver />
          </>
        )}
      </Stack>
    </Card>
  );
}
