// What became of each change: the event it made, the webhooks it went to, and how that ended. Looked at again each second
// while something is still on its way.
import { Button, Group, Stack, Text, Timeline } from "@mantine/core";
import type { DeliveryStatus } from "@ticketwire/contract/statuses";
import type { ReactNode } from "react";
import { CircleDot, MessageSquare, Pencil, Plus, UserRound, X } from "lucide-react";
import type { TrailDelivery, TrailEntry } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { TextLink } from "../ui/links.tsx";
import { StatusMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { Fault, Loading } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { describeChange } from "./describe-change.ts";
import classes from "./event-trail.module.css";

const BUSY_MS = 1_000;
const CALM_MS = 3_000;

const ICONS: Readonly<Record<string, typeof Plus>> = {
  "ticket.created": Plus,
  "ticket.updated": Pencil,
  "ticket.assigned": UserRound,
  "ticket.closed": X,
  "ticket.comment.added": MessageSquare,
};

const MOVING: readonly DeliveryStatus[] = ["pending", "retrying"];

function isMoving(entry: TrailEntry): boolean {
  return entry.is_waiting || entry.deliveries.some(({ status }) => MOVING.includes(status));
}

function DeliveryLine({ delivery }: { readonly delivery: TrailDelivery }) {
  const { webhook_id: webhook, delivery_id, status, attempts } = delivery;
  return (
    <li className={classes.delivery}>
      <StatusMark status={status} title={delivery.reason} />
      <TextLink
        to="/deliveries"
        search={{ webhook, delivery: delivery_id }}
        size="sm"
        className={classes.webhook}
        title={delivery.webhook_name}
      >
        {delivery.webhook_name}
      </TextLink>
      <Text component="span" size="xs" c="var(--tw-faint)" className={classes.facts}>
        {attempts > 1 && <span>{attempts} attempts</span>}
        {delivery.next_retry_at !== null && (
          <span>
            next <Moment at={delivery.next_retry_at} as="due" />
          </span>
        )}
        {delivery.completed_at !== null && <Moment at={delivery.completed_at} as="relative" />}
        {delivery.reason !== null && <span>{delivery.reason}</span>}
      </Text>
    </li>
  );
}

function Outcome({ entry }: { readonly entry: TrailEntry }) {
  if (entry.deliveries.length > 0)
    return (
      <ul className={classes.deliveries}>
        {entry.deliveries.map((delivery) => (
          <DeliveryLine key={delivery.delivery_id} delivery={delivery} />
        ))}
      </ul>
    );
  return (
    <Text size="xs" c="var(--tw-faint)" mt={4}>
      {entry.is_waiting ? "Being given to the webhooks that want it …" : "No webhook wanted it."}
    </Text>
  );
}

function TrailItem({ entry }: { readonly entry: TrailEntry }) {
  return (
    <>
      {describeChange(entry).map((line, place) => (
        <Text key={place} size="sm" dir="auto" style={{ overflowWrap: "anywhere" }}>
          {line}
        </Text>
      ))}
      <Text size="xs" c="var(--tw-faint)">
        <Moment at={entry.occurred_at} />
      </Text>
      <Outcome entry={entry} />
    </>
  );
}

/** What stands below comes when the trail is there, so that nothing is pushed down while somebody reads it. */
export function EventTrail({ ticketId, children }: { readonly ticketId: string; readonly children: ReactNode }) {
  const path = `/tickets/${ticketId}/events`;
  const trail = usePages<TrailEntry>(
    path,
    { order: "desc" },
    { refetchMs: (rows) => (rows.some(isMoving) ? BUSY_MS : CALM_MS) },
  );
  return (
    <>
      <Card title="Event trail">
        <Stack gap="sm">
          {trail.error !== null && <Fault error={trail.error} onRetry={trail.refetch} />}
          {trail.isLoading && <Loading rows={3} height={52} />}
          <Timeline bulletSize={24} lineWidth={2} aria-live="polite">
            {trail.rows.map((entry) => {
              const Icon = ICONS[entry.event_type] ?? CircleDot;
              return (
                <Timeline.Item
                  key={entry.event_id}
                  bullet={<Icon size={13} aria-hidden />}
                  title={<code className={classes.type}>{entry.event_type}</code>}
                >
                  <TrailItem entry={entry} />
                </Timeline.Item>
              );
            })}
          </Timeline>
          {trail.hasMore && (
            <Group>
              <Button variant="default" size="xs" onClick={trail.loadMore}>
                Show older events
              </Button>
            </Group>
          )}
        </Stack>
      </Card>
      {!trail.isLoading && children}
    </>
  );
}
