// The commands of the cutover kit for a commander program: `registerCutover(program)` is all a CLI has to call.
import type { Command } from "commander";
import { type CutoverHost, fillHost } from "./host.ts";
import { addObserve } from "./observe.ts";
import { addDowntime, addReconcile } from "./reconcile.ts";
import { addPlan, addReport } from "./report.ts";
import { addScan } from "./scan.ts";

export type { CommandOutput, Connection, CutoverHost } from "./host.ts";

/**
 * Adds `cutover observe|report|plan|reconcile|downtime|scan` to a program.
 *
 * @example
 * registerCutover(program, { onExit: (code) => (host.exitCode = code) });
 */
export function registerCutover(program: Command, host: CutoverHost = {}): Command {
  const filled = fillHost(host);
  const cutover = program
    .command("cutover")
    .description(
      "leave polling with proof: run both side by side, compare, go over step by step, bring back what was missed",
    );
  for (const add of [addObserve, addReport, addPlan, addReconcile, addDowntime, addScan]) add(cutover, filled);
  return cutover;
}
