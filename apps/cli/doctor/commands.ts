// `ticketwire doctor`: what is wrong, and what to do. In: a server, perhaps a webhook. Out: one line for each check.
import type { Command } from "commander";
import { Refusal } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import { EXIT } from "../failure.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { printable } from "../terminal/printable.ts";
import { findWebhook, listWebhooks } from "../webhooks/find-webhook.ts";
import { checkKey, checkServer } from "./check-server.ts";
import { checkWebhook, SIGNATURE_ADVICE } from "./check-webhook.ts";
import { type Finding, warning } from "./finding.ts";

interface DoctorOptions {
  readonly webhook?: string;
  readonly signatures?: boolean;
}

const FORBIDDEN = 403;
const MARKS = { ok: "✓", warning: "!", failed: "✗" } as const;

export function addDoctor(program: Command, host: CommandHost): void {
  const leaf = addLeaf(program, {
    name: "doctor",
    summary: "check the server, its database, clocks, the key, and webhooks with their addresses",
    notes: "Exit code 3: a check has failed.",
    examples: ["ticketwire doctor", "ticketwire doctor --webhook billing", "ticketwire doctor --signatures"],
  })
    .option("--webhook <webhook>", "only this one (default: all)")
    .option("--signatures", "tell what a failing signature means, and check nothing");
  runLeaf<DoctorOptions>(leaf, host, async (session, options) => {
    if (options.signatures === true) return tellSignatures(session);
    const findings = await examine(session, options.webhook);
    session.show(findings, () => findings.forEach((finding) => print(session, finding)));
    return findings.some(({ state }) => state === "failed") ? EXIT.no : EXIT.ok;
  });
}

function tellSignatures(session: Session): number {
  session.show(SIGNATURE_ADVICE, () => SIGNATURE_ADVICE.forEach((line) => session.terminal.print(line)));
  return EXIT.ok;
}

async function examine(session: Session, wanted: string | undefined): Promise<readonly Finding[]> {
  const server = await checkServer(session);
  if (server.some(({ check, state }) => check === "server" && state === "failed")) return server;
  const key = await checkKey(session);
  if (key.state === "failed") return [...server, key];
  const findings = [...server, key];
  try {
    for await (const found of examineWebhooks(session.api(), wanted)) findings.push(...found);
  } catch (error) {
    // What was found so far counts, although this key may not see the rest.
    if (!(error instanceof Refusal && error.status === FORBIDDEN)) throw error;
    const advice = "use a key with the scopes webhooks:read and webhooks:write to have them checked, too";
    findings.push(warning("webhooks", `not all was checked: ${error.message}`, advice));
  }
  return findings;
}

async function* examineWebhooks(api: Api, wanted: string | undefined): AsyncGenerator<readonly Finding[]> {
  const webhooks = wanted === undefined ? await listWebhooks(api) : [await findWebhook(api, wanted)];
  for (const webhook of webhooks) yield checkWebhook(api, webhook);
}

function print({ terminal }: Session, { check, state, message, advice }: Finding): void {
  const { green, red, yellow, dim } = terminal.colours;
  const paint = state === "ok" ? green : state === "failed" ? red : yellow;
  terminal.print(`${paint(MARKS[state])} ${check.padEnd(9)} ${printable(message)}`);
  for (const line of advice?.split("\n") ?? []) terminal.print(dim(`  ${" ".repeat(9)} ${printable(line)}`));
}
