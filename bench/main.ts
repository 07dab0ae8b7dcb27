// `npm run bench [-- name …]`: runs the measurements by name, all of the quick ones when none is named, and prints figures to
// keep in RESULTS.md. Loopback only, bounded, ends by itself.
import { cpus } from "node:os";
import { measureBacklog, measureSecondProcess } from "./backlog.ts";
import { measureDashboard } from "./dashboard.ts";
import { measureDrain } from "./drain.ts";
import { measureTicketStage } from "./ticket-writes.ts";
import { measureWrites } from "./writes.ts";
import { measureBlackHoles, measureFanOut, measureIdle } from "./idle.ts";

const MEASUREMENTS: Readonly<Record<string, () => Promise<void>>> = {
  idle: measureIdle,
  writes: measureWrites,
  "ticket-stage": measureTicketStage,
  "black-holes": measureBlackHoles,
  "fan-out-1000": measureFanOut,
  "drain-10k": () => measureDrain({ deliveries: 10_000, mode: "plain", spread: "each" }),
  "drain-100k": () => measureDrain({ deliveries: 100_000, mode: "plain", spread: "each" }),
  "drain-100k-all": () => measureDrain({ deliveries: 100_000, mode: "plain", spread: "all" }),
  "drain-100k-tls": () => measureDrain({ deliveries: 100_000, mode: "tls", spread: "each" }),
  backlog: measureBacklog,
  "second-process": measureSecondProcess,
  dashboard: measureDashboard,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in MEASUREMENTS));
if (unknown.length > 0) {
  console.error(`No measurement is called ${unknown.join(", ")}. There are: ${Object.keys(MEASUREMENTS).join(", ")}.`);
  process.exit(2);
}
console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}`);
for (const name of asked.length > 0 ? asked : Object.keys(MEASUREMENTS)) await MEASUREMENTS[name]?.();
process.exit(0);
