// What this process has in its hands right now, read when somebody asks. In: the engine (none on a pure API process) and the
// sender. Out: gauges, and the figures of Node.js and the process itself.
import type { Sender } from "@ticketwire/engine/attempt/sender";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Engine } from "@ticketwire/engine/engine";
import { collectDefaultMetrics, type Registry } from "prom-client";
import { addGauge } from "./add-gauge.ts";

export interface ProcessParts {
  readonly version: string;
  readonly role: string;
  readonly clock: Clock;
  readonly sender: Sender;
  readonly engine: Engine | null;
}

type Reading = readonly [name: string, help: string, read: () => number];

function readingsOf({ clock, sender, engine }: ProcessParts): readonly Reading[] {
  return [
    [
      "ticketwire_attempts_under_way",
      "Attempts under way in this process, tests included.",
      () => sender.attemptsUnderWay,
    ],
    ["ticketwire_connections_open", "Connections to receivers, busy and idle.", () => sender.connectionsOpen],
    ["ticketwire_lanes_owned", "Lanes that this process owns.", () => engine?.pipeline.lanes.lanes.size ?? 0],
    [
      "ticketwire_outcomes_waiting",
      "Outcomes in memory that are not written yet; stays high while the database is away.",
      () => engine?.pipeline.outcomes.size ?? 0,
    ],
    ["ticketwire_leader", "1 when this process leads fan-out, else 0.", () => Number(engine?.isLeader ?? false)],
    [
      "ticketwire_lease_remaining_seconds",
      "Seconds left of this process's lease; 0 or less: it may own no lanes. 0 on a process that sends nothing.",
      () => (engine?.leaseUntil ? (engine.leaseUntil.getTime() - clock.now().getTime()) / 1000 : 0),
    ],
  ];
}

/** Registers the gauges of this process. */
export function openProcessGauges(registry: Registry, parts: ProcessParts): void {
  const { version, role } = parts;
  addGauge(registry, {
    name: "ticketwire_build_info",
    help: "Always 1; the labels say what runs here.",
    labelNames: ["version", "role"],
  }).set({ version, role }, 1);
  for (const [name, help, read] of readingsOf(parts))
    addGauge(registry, {
      name,
      help,
      collect() {
        this.set(read());
      },
    });
  collectDefaultMetrics({ register: registry });
}
