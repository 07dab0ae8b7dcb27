// A delivery in full: its head with what can be done, its attempts as a timeline, the chosen attempt's exchange.
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Lightbulb } from "lucide-react";
import { useState } from "react";
import { call } from "../api/http.ts";
import type { Attempt, DeliveryWithAttempts } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { CopyTextButton } from "../ui/copy.tsx";
import { Facts } from "../ui/facts.tsx";
import { asSentence } from "../ui/format.ts";
import { TextLink } from "../ui/links.tsx";
import { Mark, StatusMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { AttemptTimeline } from "./attempt-timeline.tsx";
import { toCurl } from "./curl.ts";
import { Exchange } from "./exchange.tsx";

export interface DeliveryViewProps {
  readonly delivery: DeliveryWithAttempts;
  readonly webhookName: string;
}

function Actions({
  delivery,
  attempt,
}: {
  readonly delivery: DeliveryWithAttempts;
  readonly attempt: Attempt | undefined;
}) {
  const { webhook_id: webhookId, delivery_id: id } = delivery;
  const resend = useWrite({
    write: () => call(`/webhooks/${webhookId}/deliveries/${id}/retry`, { method: "POST" }),
    done: () => "It is being sent again.",
  });
  const headers = attempt?.request_headers ?? delivery.request_headers;
  return (
    <Group gap="xs">
      <Button size="xs" onClick={() => resend.mutate()} loading={resend.isPending} disabled={delivery.is_test}>
        Resend
      </Button>
      <CopyTextButton what="as curl" text={toCurl({ ...delivery, request_headers: headers })} />
    </Group>
  );
}

function Head({ delivery, webhookName }: DeliveryViewProps) {
  return (
    <Facts
      facts={[
        ["Event", <code key="type">{delivery.event_type}</code>],
        [
          "Webhook",
          <TextLink
            key="webhook"
            size="sm"
            to="/settings/webhooks/$webhookId"
            params={{ webhookId: delivery.webhook_id }}
            search={{}}
          >
            {webhookName}
          </TextLink>,
        ],
        [
          "Status",
          <Group key="status" gap="xs">
            <StatusMark status={delivery.status} />
            {delivery.is_test && <Mark tone="quiet">test</Mark>}
            <span>{delivery.reason}</span>
          </Group>,
        ],
        ["Sent to", delivery.request_url ?? "not sent yet"],
        [
          "Ticket",
          delivery.ticket_id === null ? (
            "–"
          ) : (
            <TextLink key="ticket" size="sm" to="/tickets/$ticketId" params={{ ticketId: delivery.ticket_id }}>
              open the ticket
            </TextLink>
          ),
        ],
        ["Sequence", delivery.sequence ?? "–"],
        ["Created", <Moment key="at" at={delivery.created_at} />],
        ["Next retry", <Moment key="next" at={delivery.next_retry_at} as="due" otherwise="none" />],
        ["Event id", <code key="event">{delivery.event_id}</code>],
        ["Delivery id", <code key="delivery">{delivery.delivery_id}</code>],
      ]}
    />
  );
}

function Advice({ attempt }: { readonly attempt: Attempt }) {
  if (attempt.advice === null) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<Lightbulb size={18} />}
      title={asSentence(attempt.error_message ?? "the attempt failed")}
      c="inherit"
    >
      <Text size="sm">{asSentence(attempt.advice)}</Text>
    </Alert>
  );
}

export function DeliveryView({ delivery, webhookName }: DeliveryViewProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const attempt = delivery.attempts.find(({ attempt_number }) => attempt_number === chosen) ?? delivery.attempts.at(-1);
  return (
    <Stack gap="md">
      <Actions delivery={delivery} attempt={attempt} />
      <Head delivery={delivery} webhookName={webhookName} />
      {attempt !== undefined && <Advice attempt={attempt} />}
      <AttemptTimeline delivery={delivery} chosen={attempt?.attempt_number ?? null} onChoose={setChosen} />
      <Exchange delivery={delivery} attempt={attempt} />
    </Stack>
  );
}
