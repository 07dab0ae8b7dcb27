// One webhook at a glance.
import { Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { Fragment } from "react";
import type { LaneOverview } from "../api/overview.ts";
import { formatMs, formatShare } from "../ui/format.ts";
import { TextLink } from "../ui/links.tsx";
import { HealthMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { StatusLink } from "../ui/status-link.tsx";
import classes from "./webhooks.module.css";

function Figure({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const WAITING = ["pending", "retrying", "held", "abandoned"] as const;

function Waiting({ lane }: { readonly lane: LaneOverview }) {
  const present = WAITING.filter((status) => lane[status] > 0);
  if (present.length === 0) return "Nothing waits.";
  return present.map((status, place) => (
    <Fragment key={status}>
      {place > 0 && " · "}
      <StatusLink status={status} count={lane[status]} webhook={lane.webhook_id} />
    </Fragment>
  ));
}

function Next({ lane: { blocked_until: blocked, next_retry_at: retry } }: { readonly lane: LaneOverview }) {
  if (blocked !== null && Date.parse(blocked) > Date.now())
    return (
      <>
        asked to wait, goes on <Moment at={blocked} as="due" />
      </>
    );
  return retry === null ? null : (
    <>
      next retry <Moment at={retry} as="due" />
    </>
  );
}

export function WebhookCard({ lane }: { readonly lane: LaneOverview }) {
  const isBad = lane.health === "failing" || lane.health === "disabled";
  return (
    <Paper component="article" withBorder p="md" bg="var(--tw-card)" aria-label={lane.name}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <TextLink
          to="/settings/webhooks/$webhookId"
          params={{ webhookId: lane.webhook_id }}
          search={{}}
          fw={650}
          truncate
          dir="auto"
          ta="left"
          title={lane.name}
        >
          {lane.name}
        </TextLink>
        <HealthMark health={lane.health} />
      </Group>
      <Text size="xs" c="var(--tw-faint)" truncate className="mono" title={lane.url}>
        {lane.url}
      </Text>
      <Sparkline
        values={lane.delivered_by_minute.map((count, minute) => count + (lane.failed_by_minute[minute] ?? 0))}
        isBad={isBad}
        label={`Attempts by minute in the last hour: ${lane.delivered} delivered, ${lane.failed} failed`}
      />
      <SimpleGrid component="dl" cols={4} spacing="xs" className={classes.figures}>
        <Figure label="Delivered">{lane.delivered.toLocaleString()}</Figure>
        <Figure label="Failed">{lane.failed.toLocaleString()}</Figure>
        <Figure label="Success">{formatShare(lane.success_rate)}</Figure>
        <Figure label="p95">{formatMs(lane.latency_ms.p95)}</Figure>
      </SimpleGrid>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="var(--tw-faint)">
          <Waiting lane={lane} />
        </Text>
        <Text size="sm" c="var(--tw-faint)">
          <Next lane={lane} />
        </Text>
      </Group>
      {lane.disabled_reason !== null && (
        <Text size="sm" c="var(--tw-bad)" mt={4}>
          {lane.disabled_reason}
        </Text>
      )}
    </Paper>
  );
}
