// What became of each change: the event it made, the webhooks it went to, and how that ended. Looked at again each second
// while something is on its way, less often while it waits for a retry or somebody reads far back.
import { Button, Group, Stack, Text, Timeline } from "@mantine/core";
import { CircleDot, MessageSquare, Pencil, Plus, UserRound, X } from "lucide-react";
import type { TrailEntry } from "../api/records.ts";
import { useReferenceNames } from "../api/reference.ts";
import { Card } from "../ui/card.tsx";
import { Moment } from "../ui/moment.tsx";
import { Fault } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { describeChange, type NameOf } from "./describe-change.ts";
import classes from "./event-trail.module.css";
import { summaryOf, TrailDeliveries } from "./trail-deliveries.tsx";

const BUSY_MS = 1_000;
const CALM_MS = 3_000;
/** Every page that was loaded is asked for again each time. */
const FAR_BACK_MS = 15_000;

const PAGE_ROWS = 20;

/** A retry due within this is worth looking for each second. */
const SOON_MS = 5_000;

const ICONS: Readonly<Record<string, typeof Plus>> = {
  "ticket.created": Plus,
  "ticket.updated": Pencil,
  "ticket.assigned": UserRound,
  "ticket.closed": X,
  "ticket.comment.added": MessageSquare,
};

function isMoving(entry: TrailEntry): boolean {
  if (entry.is_waiting) return true;
  return entry.deliveries.some(
    ({ status, next_retry_at: next }) =>
      status === "pending" || (status === "retrying" && next !== null && Date.parse(next) - Date.now() < SOON_MS),
  );
}

function paceOf(rows: readonly TrailEntry[]): number {
  if (rows.length > 3 * PAGE_ROWS) return FAR_BACK_MS;
  return rows.some(isMoving) ? BUSY_MS : CALM_MS;
}

export type Trail = ReturnType<typeof useTrail>;

/** The newest events of a ticket, and older ones by and by. */
export function useTrail(ticketId: string) {
  return usePages<TrailEntry>(
    `/tickets/${ticketId}/events`,
    { order: "desc", limit: PAGE_ROWS },
    { refetchMs: paceOf },
  );
}

function TrailItem({ entry, nameOf }: { readonly entry: TrailEntry; readonly nameOf: NameOf }) {
  return (
    <>
      {describeChange(entry, nameOf).map((line, place) => (
        <Text key={place} size="sm" dir="auto" style={{ overflowWrap: "anywhere" }}>
          {line}
        </Text>
      ))}
      <TrailDeliveries entry={entry} />
    </>
  );
}

function Title({ entry }: { readonly entry: TrailEntry }) {
  return (
    <>
      <code className={classes.type}>{entry.event_type}</code>
      <span className={classes.moment}>
        <Moment at={entry.occurred_at} />
      </span>
    </>
  );
}

/** For those who do not see the trail: how the newest event fares, told when that changes. */
function Told({ entry }: { readonly entry: TrailEntry | undefined }) {
  if (entry === undefined) return null;
  return (
    <p className="sr-only" role="status">
      {entry.event_type}: {entry.is_waiting ? "on its way" : summaryOf(entry.deliveries)}
    </p>
  );
}

export function EventTrail({ trail }: { readonly trail: Trail }) {
  const nameOf = useReferenceNames();
  return (
    <Card title="Event trail">
      <Stack gap="sm">
        {trail.error !== null && <Fault error={trail.error} onRetry={trail.refetch} />}
        {trail.error === null && trail.rows.length === 0 && (
          <Text size="sm" c="var(--tw-faint)">
            Its events have aged out. The next change begins a new trail.
          </Text>
        )}
        <Told entry={trail.rows[0]} />
        <Timeline bulletSize={24} lineWidth={2}>
          {trail.rows.map((entry) => {
            const Icon = ICONS[entry.event_type] ?? CircleDot;
            return (
              <Timeline.Item
                key={entry.event_id}
                bullet={<Icon size={13} aria-hidden />}
                title={<Title entry={entry} />}
              >
                <TrailItem entry={entry} nameOf={nameOf} />
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
  );
}
