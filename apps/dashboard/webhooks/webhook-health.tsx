// How a webhook fares: figures of a day, the last error with what to do about it, what waits, its settings in short.
import { Alert, Grid, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import type { ErrorClass } from "@ticketwire/contract/statuses";
import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Hourglass } from "lucide-react";
import { useState } from "react";
import { call, type One } from "../api/http.ts";
import type { Webhook } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { type FigureEntry, Figures } from "../ui/figures.tsx";
import { asSentence, formatBounded, formatMs, formatShare } from "../ui/format.ts";
import { LazyOutcomeChart } from "../ui/lazy-chart.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import type { OutcomeRow } from "../ui/charts.tsx";
import { Fault, Loading } from "../ui/states.tsx";
import { InShort } from "./in-short.tsx";
import { LastDeliveries } from "./last-deliveries.tsx";

interface HealthRecord {
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
  readonly success_rate: number | null;
  readonly latency_ms: { readonly p50: number | null; readonly p95: number | null; readonly p99: number | null };
  readonly failing_since: string | null;
  readonly disables_at: string | null;
  readonly blocked_until: string | null;
  readonly waiting: { readonly first_attempt: number; readonly retry: number; readonly held: number };
  readonly last_error: {
    readonly delivery_id: string;
    readonly attempted_at: string;
    readonly error_class: ErrorClass;
    readonly error_message: string | null;
    readonly response_status_code: number | null;
    readonly advice: string;
  } | null;
}

const LOOK_AGAIN_MS = 3_000;
const HOUR_MS = 3_600_000;
const PERIODS = { "1": "Hour", "24": "Day", "168": "Week" } as const;

function useHealth(webhookId: string) {
  return useQuery({
    queryKey: ["health", webhookId],
    queryFn: ({ signal }) => call<One<HealthRecord>>(`/webhooks/${webhookId}/health`, { signal }),
    select: ({ data }) => data,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

function useTimeline(webhookId: string, hours: string) {
  return useQuery({
    queryKey: ["analytics", webhookId, hours],
    queryFn: ({ signal }) =>
      call<One<{ readonly timeline: readonly OutcomeRow[] }>>(`/webhooks/${webhookId}/analytics`, {
        query: { from_date: new Date(Date.now() - Number(hours) * HOUR_MS).toISOString() },
        signal,
      }),
    select: ({ data }) => data.timeline,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

function LastError({ webhook, health }: { readonly webhook: Webhook; readonly health: HealthRecord }) {
  const { last_error: error, disables_at: disablesAt } = health;
  if (error === null) return null;
  return (
    <Alert
      color="red"
      variant="light"
      c="inherit"
      icon={<CircleAlert size={18} />}
      title={asSentence(error.error_message ?? `the last attempt failed: ${error.error_class}`)}
    >
      <Stack gap="xs">
        <Text size="sm">{asSentence(error.advice)}</Text>
        <Text size="sm" c="var(--tw-faint)">
          Last seen <Moment at={error.attempted_at} as="relative" />
          {disablesAt !== null && (
            <>
              ; if nothing succeeds, the webhook is disabled <Moment at={disablesAt} as="relative" />
            </>
          )}
          .
        </Text>
        <Group>
          <LinkButton
            size="xs"
            variant="default"
            to="/deliveries"
            search={{ webhook: webhook.webhook_id, delivery: error.delivery_id }}
          >
            Show the exchange
          </LinkButton>
        </Group>
      </Stack>
    </Alert>
  );
}

/** What a receiver asked for with `Retry-After`. */
function Blocked({ until }: { readonly until: string | null }) {
  if (until === null) return null;
  return (
    <Alert
      color="gray"
      variant="light"
      c="inherit"
      icon={<Hourglass size={18} />}
      title="The receiver asked for a pause"
    >
      Sending goes on <Moment at={until} as="due" />, at <Moment at={until} />. Nothing counts as a failure meanwhile.
    </Alert>
  );
}

function figuresOf({ latency_ms: latency, waiting, ...health }: HealthRecord): readonly FigureEntry[] {
  return [
    { label: "Delivered", value: health.delivered.toLocaleString() },
    { label: "Failed attempts", value: health.failed.toLocaleString(), tone: health.failed > 0 ? "warm" : undefined },
    { label: "Abandoned", value: health.abandoned.toLocaleString(), tone: health.abandoned > 0 ? "bad" : undefined },
    { label: "Success", value: formatShare(health.success_rate) },
    { label: "p50", value: formatMs(latency.p50), hint: `p95 ${formatMs(latency.p95)}` },
    {
      label: "Waiting",
      value: formatBounded(waiting.first_attempt + waiting.retry),
      hint: `${formatBounded(waiting.held)} held`,
    },
  ];
}

function Chart({ webhookId }: { readonly webhookId: string }) {
  const [hours, setHours] = useState("1");
  const { data: rows } = useTimeline(webhookId, hours);
  return (
    <Card
      title="Outcomes"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Period"
          data={Object.entries(PERIODS).map(([value, label]) => ({ value, label }))}
          value={hours}
          onChange={setHours}
        />
      }
    >
      <LazyOutcomeChart rows={rows ?? []} label="Outcomes over time" />
    </Card>
  );
}

export function WebhookHealthTab({ webhook }: { readonly webhook: Webhook }) {
  const { data: health, error, refetch } = useHealth(webhook.webhook_id);
  if (health === undefined)
    return error === null ? <Loading rows={3} height={90} /> : <Fault error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="md">
      <Blocked until={health.blocked_until} />
      <LastError webhook={webhook} health={health} />
      <Figures label="The last 24 hours" entries={figuresOf(health)} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            <Chart webhookId={webhook.webhook_id} />
            <LastDeliveries webhookId={webhook.webhook_id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <InShort webhook={webhook} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
