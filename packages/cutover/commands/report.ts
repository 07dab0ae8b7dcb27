// `ticketwire cutover report` and `cutover plan`: what a journal proves, and the next step. In: options. Out: text or JSON, a page, an exit code.
import type { Command } from "commander";
import { report } from "../report/report.ts";
import { moment } from "../report/words.ts";
import { iso } from "../report/json.ts";
import { plan, type Plan } from "../stage/plan.ts";
import { STAGE_DEFINITIONS } from "../stage/stages.ts";
import { act, type Host } from "./host.ts";
import { addRules, type RuleFlags, rulesFrom } from "./rules.ts";

interface ReportFlags extends RuleFlags {
  readonly journal: string;
  readonly json?: boolean;
  readonly html?: string;
}

export function addReport(parent: Command, host: Host): void {
  const command = parent
    .command("report")
    .description("say whether it is safe to leave polling, and show every difference")
    .requiredOption("--journal <file>", "the journal of cutover observe, or of your own taps")
    .option("--json", "print JSON, with every listed difference and both its sides")
    .option("--html <file>", "write one self-contained page with charts");
  addRules(command).addHelpText(
    "after",
    "\nExit codes: 0 safe to cut over, 3 not enough data, 4 differences, 2 wrong use, 1 failed.",
  );
  act<ReportFlags>(command, host, async (flags) => {
    const { journal, html, json } = flags;
    const result = await report({ journal, ...rulesFrom(flags), ...(html === undefined ? {} : { html }) });
    const hasColour = host.stdout.isTTY === true && !host.env["NO_COLOR"];
    host.stdout.write(json ? `${JSON.stringify(result.toJson(), null, 2)}\n` : result.toText({ hasColour }));
    if (html !== undefined && !json) host.stderr.write(`ticketwire: the page is in ${html}\n`);
    return result.exitCode;
  });
}

interface PlanFlags extends RuleFlags {
  readonly journal: string;
  readonly advance?: boolean;
  readonly back?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export function addPlan(parent: Command, host: Host): void {
  const command = parent
    .command("plan")
    .description("say where the integration stands and what the next safe step is; take it, or go back")
    .requiredOption("--journal <file>", "the journal of the integration")
    .option("--advance", "take the next step when it is safe")
    .option("--back", "go one step back, at any time")
    .option("--force", "with --advance: take the step against the evidence")
    .option("--json", "print JSON");
  addRules(command).addHelpText(
    "after",
    "\nStages: observe, shadow, webhook_primary, poller_off. Exit codes of a refused --advance: 3 not enough data, 4 differences.",
  );
  act<PlanFlags>(command, host, async (flags) => {
    const { journal, advance, back, force, json } = flags;
    const steps = { ...(advance ? { advance } : {}), ...(back ? { back } : {}), ...(force ? { force } : {}) };
    const result = plan({ journal, ...steps, ...rulesFrom(flags) });
    host.stdout.write(json ? `${JSON.stringify(planJson(result), null, 2)}\n` : planText(result));
    return result.exitCode;
  });
}

function planJson({ stage, since, verdict, next, isReady, reasons, step, command, backCommand, moved }: Plan) {
  return {
    stage,
    since: iso(since),
    verdict: verdict.word,
    next,
    ready: isReady,
    reasons,
    step,
    command,
    back_command: backCommand,
    moved,
  };
}

function planText({ stage, since, next, reasons, step, command, backCommand, moved }: Plan): string {
  const { title, meaning } = STAGE_DEFINITIONS[stage];
  const lines = [
    ...(moved === null
      ? []
      : [`Moved from ${STAGE_DEFINITIONS[moved.from].title} to ${STAGE_DEFINITIONS[moved.to].title}.`, ""]),
    `${title}${since === null ? "" : `, since ${moment(since)}`}`,
    `  ${meaning}`,
    "",
    step,
    ...reasons.map((reason) => `  · ${reason}`),
    ...(command === null || next === null ? [] : ["", `Go on:   ${command}`]),
    ...(backCommand === null ? [] : [`${command === null ? "\n" : ""}Go back: ${backCommand}`]),
  ];
  return `${lines.join("\n")}\n`;
}
