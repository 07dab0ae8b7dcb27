// docs/reference/metrics.md, made from the metrics themselves: a registry filled as the server fills it, without a server.
// In: nothing. Out: text. A test compares the page with it; `npx vitest run apps/server/metrics -u` writes it anew.
import type { Sender } from "@ticketwire/engine/attempt/sender";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import { compileCallObserver } from "@ticketwire/http-api/edge/access-log";
import { type MetricObject, Registry } from "prom-client";
import { openEngineMetrics } from "./engine-metrics.ts";
import { openProcessGauges } from "./process-gauges.ts";
import { openQueueGauges } from "./queue-gauges.ts";
import { countTests } from "./test-metrics.ts";

const HEAD = `# Metrics

\`GET /metrics\` answers in the text format of Prometheus, on every process, without a key: keep the port away from strangers.
This page is made from the metrics themselves.

- **Per process** are counters, histograms and the gauges of what a process has in its hands: add them up over processes.
- **The same in every process** are the gauges read from the database (marked *installation*): take \`max\`, not \`sum\`. They are
  read at most every five seconds, however often somebody asks, and left out while the database does not answer.
- \`tenant\` is a tenant's id. The 500 tenants with the most waiting are shown.
- \`ticketwire_delivery_latency_seconds{attempt="first"}\` is what people mean by "how fast is it"; \`later\` holds retries and so
  says how long receivers were away.

Alerts that are worth a page are in [Operate Ticketwire](../guides/operate.md#metrics-and-alerts).
`;

const TAIL = `Besides these there are the usual \`process_*\` and \`nodejs_*\` figures: CPU, memory, open files, event loop, garbage
collection.
`;

/** Nothing here is called while the page is made. */
const UNUSED = {} as Clock & Sender & Database;

function fillRegistry(): { readonly registry: Registry; readonly ofInstallation: ReadonlySet<string> } {
  const registry = new Registry();
  openQueueGauges(registry, { database: UNUSED, clock: UNUSED });
  const ofInstallation = new Set(registry.getMetricsAsArray().map((metric) => metric.name));
  openEngineMetrics(registry);
  countTests(UNUSED, registry);
  compileCallObserver(registry);
  openProcessGauges(registry, { version: "", role: "", clock: UNUSED, sender: UNUSED, engine: null });
  return { registry, ofInstallation };
}

function labelsOf(metric: MetricObject): string {
  const names = Reflect.get(metric, "labelNames") as readonly string[];
  return names.map((name) => `\`${name}\``).join(", ");
}

function typeOf(metric: MetricObject): string {
  return metric.constructor.name.toLowerCase();
}

/** The page. */
export function renderMetricsReference(): string {
  const { registry, ofInstallation } = fillRegistry();
  const rows = registry
    .getMetricsAsArray()
    .filter((metric) => metric.name.startsWith("ticketwire_"))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((metric) => {
      const scope = ofInstallation.has(metric.name) ? "installation" : "process";
      return `| \`${metric.name}\` | ${typeOf(metric)} | ${scope} | ${labelsOf(metric)} | ${metric.help} |`;
    });
  const table = ["| name | type | of | labels | meaning |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
  return `${HEAD}\n${table}\n\n${TAIL}`;
}
