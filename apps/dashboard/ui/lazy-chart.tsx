// The chart of outcomes, its library loaded apart from the page, in a place of the right height from the start.
import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { OutcomeChartProps } from "./charts.tsx";

const Chart = lazy(() => import("./charts.tsx").then(({ OutcomeChart }) => ({ default: OutcomeChart })));

const HEIGHT = 220;

export function LazyOutcomeChart(props: OutcomeChartProps) {
  return (
    <div style={{ minHeight: HEIGHT }}>
      <Suspense fallback={<Skeleton h={HEIGHT} />}>
        <Chart {...props} />
      </Suspense>
    </div>
  );
}
