// Outcomes over time as a chart; loaded when a page shows one. In: a row for each bucket. Out: an area chart.
import "@mantine/charts/styles.layer.css";
import { AreaChart } from "@mantine/charts";

export interface OutcomeRow {
  readonly start: string;
  readonly events?: number;
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
}

export interface OutcomeChartProps {
  readonly rows: readonly OutcomeRow[];
  readonly label: string;
  readonly hasEvents?: boolean;
}

const HOUR = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

const SERIES = [
  { name: "delivered", label: "Delivered", color: "var(--tw-good)" },
  { name: "failed", label: "Failed attempts", color: "var(--tw-warm)" },
  { name: "abandoned", label: "Abandoned", color: "var(--tw-bad)" },
];
const EVENTS = { name: "events", label: "Events", color: "var(--tw-cool)" };

export function OutcomeChart({ rows, label, hasEvents = false }: OutcomeChartProps) {
  return (
    <div role="img" aria-label={label}>
      <AreaChart
        h={220}
        data={rows.map((row) => ({ ...row, at: HOUR.format(new Date(row.start)) }))}
        dataKey="at"
        series={hasEvents ? [EVENTS, ...SERIES] : SERIES}
        curveType="monotone"
        withDots={false}
        withLegend
        fillOpacity={0.15}
        strokeWidth={1.6}
        gridAxis="x"
        tickLine="none"
        yAxisProps={{ width: 44, allowDecimals: false }}
        xAxisProps={{ minTickGap: 40 }}
        areaProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
