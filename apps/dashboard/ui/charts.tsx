// The charts, with their library the largest part of the dashboard: loaded when a page that stands already draws its first one.
// The budget of the first load does not count this file. In: figures. Out: an area chart, a small line.
import "@mantine/charts/styles.layer.css";
import { AreaChart, Sparkline as LibrarySparkline } from "@mantine/charts";

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

const HOUR = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

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
        legendProps={{ itemSorter: null }}
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

export interface LineProps {
  readonly values: readonly number[];
  readonly height: number;
  readonly color: string;
}

/** A small line that says only how it goes. */
export function Line({ values, height, color }: LineProps) {
  return (
    <LibrarySparkline
      w="100%"
      h={height}
      data={[...values]}
      color={color}
      fillOpacity={0.25}
      strokeWidth={1.5}
      curveType="monotone"
    />
  );
}
