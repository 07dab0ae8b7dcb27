// A small line of figures in a table: nothing to read off, only how it goes. The chart library is loaded when it is needed.
import { lazy, memo, Suspense } from "react";

const Line = lazy(() => import("./charts.tsx").then((charts) => ({ default: charts.Line })));

export interface SparklineProps {
  readonly values: readonly number[];
  readonly label: string;
  readonly isBad?: boolean;
}

const HEIGHT = 28;

function PlainSparkline({ values, label, isBad = false }: SparklineProps) {
  return (
    <div role="img" aria-label={label} style={{ height: HEIGHT }}>
      <Suspense fallback={null}>
        <Line values={values} height={HEIGHT} color={isBad ? "var(--tw-bad)" : "var(--tw-cool)"} />
      </Suspense>
    </div>
  );
}

/** Drawn anew only when its figures changed: a page may show a hundred, and looks at them every few seconds. */
export const Sparkline = memo(
  PlainSparkline,
  (before, now) =>
    before.label === now.label && before.isBad === now.isBad && before.values.join() === now.values.join(),
);
