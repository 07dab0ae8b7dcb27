// The webhooks that hold things up, worst first, with why.
import { Text } from "@mantine/core";
import type { LaneOverview } from "../api/overview.ts";
import { Card } from "../ui/card.tsx";
import { formatBounded } from "../ui/format.ts";
import { TextLink } from "../ui/links.tsx";
import { HealthMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import classes from "./overview.module.css";

const SHOWN = 8;

function waitingOf(lane: LaneOverview): number {
  return lane.pending + lane.retrying + lane.held;
}

function Reason({ lane }: { readonly lane: LaneOverview }) {
  const blocked = lane.blocked_until !== null && Date.parse(lane.blocked_until) > Date.now();
  if (lane.disabled_reason !== null) return <>{lane.disabled_reason}</>;
  if (!lane.is_active) return <>paused: its events are held</>;
  if (blocked)
    return (
      <>
        asked for a pause, goes on <Moment at={lane.blocked_until} as="relative" />
      </>
    );
  if (lane.failing_since !== null)
    return (
      <>
        only failures for <Moment at={lane.failing_since} as="age" />
      </>
    );
  return <>{lane.retrying > 0 ? "waits for retries" : "more comes than it takes"}</>;
}

function Lane({ lane }: { readonly lane: LaneOverview }) {
  return (
    <li className={classes.lane}>
      <div className={classes.words}>
        <div className={classes.name}>
          <TextLink
            to="/settings/webhooks/$webhookId"
            params={{ webhookId: lane.webhook_id }}
            search={{}}
            title={lane.name}
            truncate
          >
            <bdi>{lane.name}</bdi>
          </TextLink>
          <HealthMark health={lane.health} />
        </div>
        <Text size="sm" c="var(--tw-faint)">
          <Reason lane={lane} />
        </Text>
      </div>
      <Text size="sm" className={classes.count}>
        <b>{formatBounded(waitingOf(lane))}</b> waiting
      </Text>
    </li>
  );
}

export function HeldUp({ webhooks }: { readonly webhooks: readonly LaneOverview[] }) {
  const stuck = webhooks
    .filter((lane) => waitingOf(lane) > 0 || lane.health === "failing" || lane.health === "disabled")
    .sort((a, b) => waitingOf(b) - waitingOf(a));
  return (
    <Card title="What holds things up" h="100%">
      {stuck.length === 0 && (
        <Text size="sm" c="var(--tw-faint)">
          Nothing. Every webhook keeps up.
        </Text>
      )}
      <ul className={classes.lanes}>
        {stuck.slice(0, SHOWN).map((lane) => (
          <Lane key={lane.webhook_id} lane={lane} />
        ))}
      </ul>
      {stuck.length > SHOWN && (
        <TextLink to="/settings/webhooks" search={{}} size="sm">
          {stuck.length - SHOWN} more
        </TextLink>
      )}
    </Card>
  );
}
