// How everything is doing, on one page; on the first day, what to do first instead.
import { Grid, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Overview, overviewQuery } from "../api/overview.ts";
import { Card } from "../ui/card.tsx";
import { type FigureEntry, Figures } from "../ui/figures.tsx";
import { formatBounded, formatMs, formatShare } from "../ui/format.ts";
import { LazyOutcomeChart } from "../ui/lazy-chart.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { NeedsScope } from "../ui/scope.tsx";
import { StatusLink } from "../ui/status-link.tsx";
import { Fault, Loading } from "../ui/states.tsx";
import { FirstRun } from "./first-run.tsx";
import { HeldUp } from "./held-up.tsx";
import { LastRecords } from "./last-records.tsx";
import { Processes } from "./processes.tsx";

const PERIODS = [
  { value: "15", label: "15 min" },
  { value: "60", label: "1 hour" },
  { value: "180", label: "3 hours" },
];

function sum(overview: Overview, pick: "pending" | "retrying" | "held" | "abandoned"): number {
  return overview.webhooks.reduce((total, lane) => total + lane[pick], 0);
}

function oldestOf({ webhooks, oldest_waiting_event_at: event }: Overview): string | null {
  const times = [event, ...webhooks.map((lane) => lane.oldest_waiting_at)].filter((time) => time !== null);
  return times.sort()[0] ?? null;
}

function figuresOf(overview: Overview): readonly FigureEntry[] {
  const { totals, latency_ms: latency } = overview;
  const retrying = sum(overview, "retrying");
  return [
    { label: "Events", value: totals.events.toLocaleString() },
    {
      label: "Delivered",
      value: totals.delivered.toLocaleString(),
      hint: `${formatShare(totals.success_rate)} of attempts`,
    },
    {
      label: "Failed attempts",
      value: totals.failed.toLocaleString(),
      tone: totals.failed > 0 ? "warm" : undefined,
      hint: <StatusLink status="abandoned" count={sum(overview, "abandoned")} />,
    },
    {
      label: "Latency, p50",
      value: formatMs(latency.p50),
      hint: `p95 ${formatMs(latency.p95)} · p99 ${formatMs(latency.p99)}`,
    },
    {
      label: "To be retried",
      value: formatBounded(retrying),
      tone: retrying > 0 ? "warm" : undefined,
      hint: (
        <>
          <StatusLink status="retrying" count={retrying} /> · <StatusLink status="held" count={sum(overview, "held")} />
        </>
      ),
    },
    {
      label: "Oldest waiting",
      value: <Moment at={oldestOf(overview)} as="age" otherwise="none" />,
      hint: `${formatBounded(overview.waiting_events + sum(overview, "pending"))} for a first attempt`,
    },
  ];
}

function Board({ overview }: { readonly overview: Overview }) {
  return (
    <Stack gap="md">
      <Figures label="Figures" entries={figuresOf(overview)} />
      <Card title="By minute">
        <LazyOutcomeChart
          rows={overview.timeline}
          hasEvents
          label={`Events and outcomes by minute: ${overview.totals.events} events, ${overview.totals.delivered} delivered, ${overview.totals.failed} failed attempts`}
        />
      </Card>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <HeldUp webhooks={overview.webhooks} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Processes processes={overview.processes} />
        </Grid.Col>
      </Grid>
      <LastRecords />
    </Stack>
  );
}

export function OverviewPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Overview">
      <WholeOverview />
    </NeedsScope>
  );
}

function WholeOverview() {
  const [minutes, setMinutes] = useState("60");
  const { data: overview, error, refetch } = useQuery(overviewQuery(Number(minutes)));
  const isFirstDay = overview !== undefined && overview.webhooks.length === 0;
  return (
    <>
      <PageTitle title="Overview">
        {!isFirstDay && (
          <SegmentedControl aria-label="Period" size="sm" data={PERIODS} value={minutes} onChange={setMinutes} />
        )}
      </PageTitle>
      {overview === undefined && error === null && <Loading rows={4} height={110} />}
      {overview === undefined && error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {isFirstDay && <FirstRun />}
      {overview !== undefined && !isFirstDay && <Board overview={overview} />}
    </>
  );
}
