// A small line of figures in a table: nothing to read off, only how it goes. The chart library is loaded when it is needed.
import { lazy, Suspense } from "react";

const Line = lazy(() => import("@mantine/charts").then((charts) => ({ default: charts.Sparkline })));

export interface SparklineProps {
  readonly values: readonly number[];
  readonly label: string;
  readonly isBad?: boolean;
}

const SIZE = { w: "100%", h: 28 } as const;

export function Sparkline({ values, label, isBad = false }: SparklineProps) {
  return (
    <div role="img" aria-label={label} style={{ height: SIZE.h }}>
      <Suspense fallback={null}>
        <Line
          {...SIZE}
          data={[...values]}
          color={isBad ? "var(--tw-bad)" : "var(--tw-cool)"}
          fillOpacity={0.25}
          strokeWidth={1.5}
          curveType="monotone"
        />
      </Suspense>
    </div>
  );
}
