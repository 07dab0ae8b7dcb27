// The checks that read the code without running it: format (on request), lint, types, dead code. Each is one command;
// one that fails shows all it said and the command to run again by hand.
// In: whether formatting counts. Out: how many passed and failed.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Tally } from "./tally.ts";

interface Step {
  readonly name: string;
  readonly tool: string;
  readonly args: readonly string[];
}

const FORMAT: Step = { name: "format", tool: "prettier", args: ["--check", "--log-level", "warn", "."] };
const STEPS: readonly Step[] = [
  { name: "lint", tool: "oxlint", args: ["--deny-warnings"] },
  { name: "types", tool: "tsc", args: ["--noEmit"] },
  { name: "dead code", tool: "knip", args: ["--no-progress"] },
];
/** It runs in a browser and so has types of its own. */
const DASHBOARD_TYPES: Step = { name: "dashboard types", tool: "tsc", args: ["--noEmit", "-p", "apps/dashboard"] };

export async function runSteps(isWithFormat: boolean): Promise<Tally> {
  const dashboard = existsSync("apps/dashboard/tsconfig.json") ? [DASHBOARD_TYPES] : [];
  let passed = 0;
  let failed = 0;
  for (const step of [...(isWithFormat ? [FORMAT] : []), ...STEPS, ...dashboard]) {
    if (await runStep(step)) passed += 1;
    else failed += 1;
  }
  return { passed, failed, skipped: 0 };
}

async function runStep(step: Step): Promise<boolean> {
  const startedAt = performance.now();
  const { code, output } = await runTool(step);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (code === 0) process.stdout.write(`✓ ${step.name} (${seconds} s)\n`);
  else process.stdout.write(`${output.trim()}\n✗ ${step.name} failed: npx ${step.tool} ${step.args.join(" ")}\n`);
  return code === 0;
}

function runTool(step: Step): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(join("node_modules", ".bin", step.tool), step.args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 128, output }));
  });
}
