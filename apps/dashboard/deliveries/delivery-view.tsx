// A delivery in full: how it stands and what to do about it, its attempts as a timeline, the chosen attempt's exchange.
import { Alert, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { Lightbulb } from "lucide-react";
import { useState } from "react";
import { call } from "../api/http.ts";
import type { Attempt, DeliveryWithAttempts, Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { CopyIconButton, CopyTextButton } from "../ui/copy.tsx";
import { Facts } from "../ui/facts.tsx";
import { asSentence } from "../ui/format.ts";
import { TextLink } from "../ui/links.tsx";
import { Mark, StatusMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { ScopedButton } from "../ui/scope.tsx";
import { AttemptTimeline } from "./attempt-timeline.tsx";
import { toCurl } from "./curl.ts";
import classes from "./deliveries.module.css";
import { Exchange } from "./exchange.tsx";
import { WhyItWaits } from "./why-it-waits.tsx";

export interface DeliveryViewProps {
  readonly delivery: DeliveryWithAttempts;
  readonly webhookName: string;
  /** Undefined for one that was deleted. */
  readonly webhook: Webhook | undefined;
}

interface OfAttempt {
  readonly delivery: DeliveryWithAttempts;
  readonly attempt: Attempt | undefined;
}

function Actions({ delivery, attempt, webhook }: OfAttempt & Pick<DeliveryViewProps, "webhook">) {
  const { webhook_id: webhookId, delivery_id: id, is_test: isTest } = delivery;
  const resend = useWrite({
    write: () => call(`/webhooks/${webhookId}/deliveries/${id}/retry`, { method: "POST" }),
    done: () => "It is being sent again.",
  });
  const headers = attempt?.request_headers ?? delivery.request_headers;
  return (
    <Group gap="xs">
      <ScopedButton
        scope="webhooks:write"
        size="xs"
        onClick={() => resend.mutate()}
        loading={resend.isPending}
        disabled={isTest || webhook?.is_active !== true}
      >
        Resend
      </ScopedButton>
      <CopyTextButton what="as curl" text={toCurl({ ...delivery, request_headers: headers })} />
      {isTest && (
        <Text size="sm" c="var(--tw-faint)">
          A test is never sent again.
        </Text>
      )}
    </Group>
  );
}

function CopiedId({ id, what }: { readonly id: string; readonly what: string }) {
  return (
    <Group gap={2} wrap="nowrap">
      <code className={classes.id}>{id}</code>
      <CopyIconButton text={id} what={what} size="sm" />
    </Group>
  );
}

function Standing({ delivery, webhookName }: Pick<DeliveryViewProps, "delivery" | "webhookName">) {
  const webhook = (
    <TextLink
      size="sm"
      dir="auto"
      to="/settings/webhooks/$webhookId"
      params={{ webhookId: delivery.webhook_id }}
      search={{}}
    >
      {webhookName}
    </TextLink>
  );
  const ticket = delivery.ticket_id !== null && (
    <TextLink size="sm" to="/tickets/$ticketId" params={{ ticketId: delivery.ticket_id }}>
      open the ticket
    </TextLink>
  );
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing={0}>
      <Facts
        facts={[
          ["Webhook", webhook],
          ["Sent to", delivery.request_url ?? "not sent yet"],
          ["Ticket", ticket || "–"],
          ["Sequence", delivery.sequence ?? "–"],
        ]}
      />
      <Facts
        facts={[
          ["Created", <Moment key="at" at={delivery.created_at} />],
          ["Next retry", <Moment key="next" at={delivery.next_retry_at} as="due" otherwise="none" />],
          ["Event id", <CopiedId key="event" id={delivery.event_id} what="the event id" />],
          ["Delivery id", <CopiedId key="delivery" id={delivery.delivery_id} what="the delivery id" />],
        ]}
      />
    </SimpleGrid>
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

export function DeliveryView({ delivery, webhookName, webhook }: DeliveryViewProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const attempt = delivery.attempts.find(({ attempt_number }) => attempt_number === chosen) ?? delivery.attempts.at(-1);
  return (
    <Stack gap="md">
      <Group gap="sm">
        <StatusMark status={delivery.status} />
        <code>{delivery.event_type}</code>
        {delivery.is_test && <Mark tone="quiet">test</Mark>}
        <Text component="span" size="sm" c="var(--tw-faint)">
          {delivery.reason}
        </Text>
      </Group>
      <Actions delivery={delivery} attempt={attempt} webhook={webhook} />
      <WhyItWaits delivery={delivery} webhook={webhook} />
      {attempt !== undefined && <Advice attempt={attempt} />}
      <Standing delivery={delivery} webhookName={webhookName} />
      <AttemptTimeline delivery={delivery} chosen={attempt?.attempt_number ?? null} onChoose={setChosen} />
      <Exchange delivery={delivery} attempt={attempt} />
    </Stack>
  );
}
