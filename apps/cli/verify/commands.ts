// `ticketwire verify`: why a receiver refuses a delivery. Paste what it got; the secret is typed unseen, read from a file, or
// stays on the server (--webhook). In: signature, body, secret. Out: the reason and what to do.
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { EXIT, wrongUse } from "../failure.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { askSecret, askText, readStandardInput } from "../terminal/ask.ts";
import { parseMoment } from "../terminal/parse-values.ts";
import { findWebhook } from "../webhooks/find-webhook.ts";
import { explain, type Explanation } from "./explain.ts";

interface VerifyOptions {
  readonly signature?: string;
  readonly body?: string;
  readonly bodyFile?: string;
  readonly secretFile?: string;
  readonly webhook?: string;
  readonly id?: string;
  readonly timestamp?: string;
  readonly at?: string;
}

const NOTES = `What is left out is asked for on a terminal. The secret: --secret-file, TICKETWIRE_SIGNING_SECRET, or a hidden question;
with --webhook the server checks with its own and knows what it sent.

Exit code 3: the signature is not right.`;

export function addVerify(program: Command, host: CommandHost): void {
  const leaf = addLeaf(program, {
    name: "verify",
    summary: "say why a signature is right or wrong",
    notes: NOTES,
    examples: [
      "ticketwire verify",
      "ticketwire verify --signature 't=1767225600,v1=5257…' --body-file body.json --secret-file secret.txt",
      "ticketwire verify --signature 't=1767225600,v1=5257…' --body-file - --webhook billing < body.json",
    ],
  })
    .option("--signature <header>", "the value of X-Alga-Signature, or of webhook-signature with --id and --timestamp")
    .option("--body <text>", "the body as it was received")
    .option("--body-file <file>", "the body in a file; - for standard input")
    .option("--secret-file <file>", "a file that holds the signing secret")
    .option("--webhook <webhook>", "let the server check, with this webhook's secret")
    .option("--id <id>", "the value of webhook-id")
    .option("--timestamp <seconds>", "the value of webhook-timestamp")
    .option("--at <time>", "when it was received, if not now: 10m, or an ISO time", parseMoment);
  runLeaf<VerifyOptions>(leaf, host, verify);
}

async function verify(session: Session, options: VerifyOptions): Promise<number> {
  if (options.body !== undefined && options.bodyFile !== undefined)
    throw wrongUse("--body and --body-file exclude each other");
  if (options.webhook !== undefined && options.secretFile !== undefined)
    throw wrongUse("--webhook and --secret-file exclude each other");
  const { terminal } = session;
  const ask = { message: "X-Alga-Signature:", otherwise: "give --signature" };
  const signature = options.signature ?? (await askText(terminal, ask));
  const body = await readBody(session, options);
  const explanation =
    options.webhook === undefined
      ? await explainHere(session, options, { signature, body })
      : await askServer(session, options, { signature, body });
  session.show(explanation, () => {
    const { green, red } = terminal.colours;
    terminal.print(`${explanation.valid ? green("valid") : red(explanation.reason)}: ${explanation.message}`);
  });
  return explanation.valid ? EXIT.ok : EXIT.no;
}

interface Received {
  readonly signature: string;
  readonly body: string;
}

async function explainHere(session: Session, options: VerifyOptions, received: Received): Promise<Explanation> {
  const { id, timestamp } = options;
  return explain({
    ...received,
    secret: await readSecret(session, options),
    standard: { ...(id === undefined ? {} : { id }), ...(timestamp === undefined ? {} : { timestamp }) },
    at: options.at === undefined ? new Date() : new Date(options.at),
  });
}

async function askServer(
  session: Session,
  options: VerifyOptions,
  { signature, body }: Received,
): Promise<Explanation> {
  const api = session.api();
  const { webhook_id: id } = await findWebhook(api, options.webhook ?? "");
  const header = signature.replace(/^\s*x-alga-signature\s*:\s*/i, "").trim();
  return api.post<Explanation>("/api/v1/webhooks/verify", {
    webhook_id: id,
    signature: header,
    body,
    received_at: options.at,
  });
}

async function readBody({ terminal }: Session, { body, bodyFile }: VerifyOptions): Promise<string> {
  if (body !== undefined) return body;
  if (bodyFile === "-") return (await readStandardInput(terminal)).toString("utf8");
  if (bodyFile !== undefined) return readText("--body-file", bodyFile);
  return askText(terminal, { message: "Body, as one line:", otherwise: "give --body-file" });
}

async function readSecret({ terminal, env }: Session, { secretFile }: VerifyOptions): Promise<string> {
  const secret = secretFile === undefined ? env["TICKETWIRE_SIGNING_SECRET"] : readText("--secret-file", secretFile);
  const otherwise = "give --secret-file or --webhook, or set TICKETWIRE_SIGNING_SECRET";
  const given = (secret ?? (await askSecret(terminal, { message: "Signing secret:", otherwise }))).trim();
  if (given === "") throw wrongUse(`the secret is empty: ${otherwise}`);
  return given;
}

function readText(flag: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw wrongUse(`${flag}: can not read ${path}: ${(error as Error).message}`);
  }
}
