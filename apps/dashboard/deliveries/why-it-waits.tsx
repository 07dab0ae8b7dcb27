// Why a delivery is not sent now, although nothing of its own fails: its webhook is off, or its receiver asked for a pause.
import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { overviewQuery } from "../api/overview.ts";
import type { Delivery, Webhook } from "../api/records.ts";
import { LinkButton } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";

function Note({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Alert color="gray" variant="light" c="inherit" icon={<Hourglass size={18} />} title={title}>
      {children}
    </Alert>
  );
}

function Pause({ webhookId }: { readonly webhookId: string }) {
  const { data: overview } = useQuery(overviewQuery());
  const until = overview?.webhooks.find(({ webhook_id: id }) => id === webhookId)?.blocked_until ?? null;
  if (until === null || Date.parse(until) <= Date.now()) return null;
  return (
    <Note title="The receiver asked for a pause">
      It goes on <Moment at={until} as="due" />, at <Moment at={until} />. Nothing counts as a failure meanwhile.
    </Note>
  );
}

export interface WhyItWaitsProps {
  readonly delivery: Delivery;
  /** Undefined for one that was deleted. */
  readonly webhook: Webhook | undefined;
}

export function WhyItWaits({ delivery, webhook }: WhyItWaitsProps) {
  if (delivery.is_test) return null;
  if (webhook === undefined)
    return <Note title="The webhook was deleted">What it got stays readable until it ages out.</Note>;
  if (!webhook.is_active)
    return (
      <Note title="The webhook is off">
        <p style={{ margin: "0 0 0.5rem" }}>Nothing is sent to it, this one neither, until it is resumed.</p>
        <LinkButton
          size="xs"
          variant="default"
          to="/settings/webhooks/$webhookId"
          params={{ webhookId: webhook.webhook_id }}
          search={{}}
        >
          Go to the webhook
        </LinkButton>
      </Note>
    );
  const isWaiting = delivery.status === "pending" || delivery.status === "retrying";
  return isWaiting && <Pause webhookId={delivery.webhook_id} />;
}
