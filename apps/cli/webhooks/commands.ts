// `ticketwire webhooks …`: the subscriptions of a tenant. In: a webhook's name or id. Out: the record as it is afterwards.
import type { Command } from "commander";
import type { CreatedWebhook, TestResult, Webhook, RotatedSecret } from "../api/records.ts";
import { EXIT, wrongUse } from "../failure.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { askYesNo } from "../terminal/ask.ts";
import { parseDuration, parseEventType } from "../terminal/parse-values.ts";
import { oneLine } from "../terminal/printable.ts";
import { fromNow } from "../terminal/show-time.ts";
import { printRecord, printTable } from "../terminal/table.ts";
import { addBodyOptions, type BodyOptions, readBody, readData } from "./body-options.ts";
import { findWebhook, listWebhooks, standingOf } from "./find-webhook.ts";

export function addWebhooks(program: Command, host: CommandHost): void {
  const webhooks = program.command("webhooks").description("Subscriptions: which events go where.");
  addList(webhooks, host);
  addCreate(webhooks, host);
  addShow(webhooks, host);
  addUpdate(webhooks, host);
  addPause(webhooks, host);
  addResume(webhooks, host);
  addTest(webhooks, host);
  addRotate(webhooks, host);
  addDelete(webhooks, host);
}

function addList(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, { name: "list", summary: "list webhooks", examples: ["ticketwire webhooks list"] });
  runLeaf(leaf, host, async (session) => {
    const all = await listWebhooks(session.api());
    session.show(all, () => {
      if (all.length === 0)
        return session.terminal.remark("there is no webhook yet: `ticketwire webhooks create --help`");
      printTable(session.terminal, COLUMNS, all);
    });
  });
}

const COLUMNS = [
  { title: "ID", of: (each: Webhook) => each.webhook_id },
  { title: "NAME", of: (each: Webhook) => each.name, width: 30 },
  { title: "STATE", of: standingOf },
  { title: "SENT", of: (each: Webhook) => each.successful_deliveries },
  { title: "FAILED", of: (each: Webhook) => each.failed_deliveries },
  { title: "LAST SUCCESS", of: (each: Webhook) => fromNow(each.last_success_at) },
  { title: "URL", of: (each: Webhook) => each.url, width: 70 },
];

function addCreate(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, {
    name: "create <target>",
    summary: "create a webhook and show its secret, this once",
    examples: [
      "ticketwire webhooks create https://example.com/hooks --events all --name billing",
      'ticketwire webhooks create https://example.com/hooks --events assigned,closed --when "priority_name equals High"',
    ],
  }).option("--name <name>", "default: the host of the target");
  addBodyOptions(leaf).option("--inactive", "hold its events until it is resumed");
  runLeaf<BodyOptions & { readonly inactive?: boolean }>(leaf, host, async (session, options, [target = ""]) => {
    const body = readBody({ ...options, target, name: options.name ?? hostOf(target) });
    if (body["event_types"] === undefined) throw wrongUse("say which events it gets: --events all, or a list");
    if (options.inactive === true) body["is_active"] = false;
    const made = await session.api().post<CreatedWebhook>("/api/v1/webhooks", body);
    session.show(made, () => {
      printRecord(session.terminal, pick(made, ["webhook_id", "name", "url", "event_types"]));
      showSecret(session, made);
    });
  });
}

function hostOf(target: string): string {
  if (!URL.canParse(target)) throw wrongUse(`"${target}" is no address: write it like https://example.com/hooks`);
  return new URL(target).host;
}

function showSecret(session: Session, secret: RotatedSecret): void {
  printRecord(session.terminal, pick(secret, ["signing_secret", "standard_webhooks_secret"]));
  session.terminal.remark("The secret is not shown again: keep it where your receiver finds it.");
}

function addShow(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, { name: "show <webhook>", summary: "show a webhook, its settings and its health" });
  runLeaf(leaf, host, async (session, _options, [wanted = ""]) => {
    const webhook = await findWebhook(session.api(), wanted);
    session.show(webhook, () => printRecord(session.terminal, webhook));
  });
}

function addUpdate(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, {
    name: "update <webhook>",
    summary: "change some settings of a webhook",
    examples: [
      "ticketwire webhooks update billing --timeout 5s --ordering ticket",
      "ticketwire webhooks update billing --data '{\"rate_limit\": null}'",
    ],
  })
    .option("--name <name>", "another name")
    .option("--target <url>", "another address")
    .option("--verify-ssl", "check the receiver's certificate again");
  addBodyOptions(leaf);
  runLeaf<BodyOptions>(leaf, host, async (session, options, [wanted = ""]) => {
    const isChecked = options.verifySsl === true && leaf.getOptionValueSource("verifySsl") === "cli";
    const body = { ...readBody(options), ...(isChecked ? { verify_ssl: true } : {}) };
    if (Object.keys(body).length === 0) throw wrongUse("nothing to change was given: see --help for what there is");
    await change(session, wanted, body);
  });
}

async function change(session: Session, wanted: string, body: object): Promise<void> {
  const api = session.api();
  const { webhook_id: id } = await findWebhook(api, wanted);
  const webhook = await api.put<Webhook>(`/api/v1/webhooks/${id}`, body);
  session.show(webhook, () => printRecord(session.terminal, webhook));
}

function addPause(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, {
    name: "pause <webhook>",
    summary: "send nothing more; events go on being kept for it",
  });
  runLeaf(leaf, host, (session, _options, [wanted = ""]) => change(session, wanted, { is_active: false }));
}

function addResume(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, {
    name: "resume <webhook>",
    summary: "send again, what was held meanwhile too",
  }).option("--leave-held", "send only what is new");
  runLeaf<{ readonly leaveHeld?: boolean }>(leaf, host, (session, { leaveHeld }, [wanted = ""]) =>
    change(session, wanted, { is_active: true, ...(leaveHeld === true ? { resume_held: false } : {}) }),
  );
}

interface TestOptions {
  readonly event?: string;
  readonly payload?: string;
}

function addTest(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, {
    name: "test <webhook>",
    summary: "send one signed test delivery now and show the answer",
    notes: "Exit code 3: it was sent and not answered with 2xx.",
  })
    .option("--event <type>", "a sample of this type instead of webhook.test", parseEventType)
    .option("--payload <json|@file>", "fields of its data");
  runLeaf<TestOptions>(leaf, host, async (session, options, [wanted = ""]) => {
    const api = session.api();
    const { webhook_id: id } = await findWebhook(api, wanted);
    const outcome = await api.post<TestResult>(`/api/v1/webhooks/${id}/test`, {
      ...(options.event === undefined ? {} : { test_event_type: options.event }),
      ...(options.payload === undefined ? {} : { test_payload: readData(options.payload) }),
    });
    session.show(outcome, () => showOutcome(session, outcome));
    return outcome.success ? EXIT.ok : EXIT.no;
  });
}

function showOutcome({ terminal }: Session, outcome: TestResult): void {
  const took = outcome.response_time_ms === null ? "" : ` in ${outcome.response_time_ms} ms`;
  const answer = outcome.status_code === null ? (outcome.error_message ?? "no answer") : String(outcome.status_code);
  const { green, red } = terminal.colours;
  terminal.print(`${outcome.success ? green("delivered") : red("failed")}: ${oneLine(answer, 200)}${took}`);
  if (!outcome.success && outcome.status_code !== null && outcome.error_message !== null)
    terminal.print(oneLine(outcome.error_message, 400));
  if (outcome.response_body) terminal.print(oneLine(outcome.response_body, 400));
}

function addRotate(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, {
    name: "rotate <webhook>",
    summary: "give a webhook a new secret; the old one goes on working for a while",
    examples: ["ticketwire webhooks rotate billing --overlap 2h", "ticketwire webhooks rotate billing --end-overlap"],
  })
    .option("--overlap <duration>", "how long both secrets sign (default 1d, up to 7d)", parseDuration)
    .option("--end-overlap", "let the old secret end now, and make no new one");
  runLeaf<{ readonly overlap?: number; readonly endOverlap?: boolean }>(
    leaf,
    host,
    async (session, options, [wanted = ""]) => {
      const isEnd = options.endOverlap === true;
      if (isEnd && options.overlap !== undefined) throw wrongUse("--overlap and --end-overlap exclude each other");
      const api = session.api();
      const { webhook_id: id, name } = await findWebhook(api, wanted);
      if (isEnd) {
        await api.delete(`/api/v1/webhooks/${id}/secret/previous`);
        return session.show({ webhook_id: id, previous_secret_expires_at: null }, () =>
          session.terminal.print(`${oneLine(name)}: only the newest secret signs now`),
        );
      }
      const overlap = options.overlap === undefined ? {} : { overlap_seconds: Math.round(options.overlap / 1000) };
      const secret = await api.post<RotatedSecret>(`/api/v1/webhooks/${id}/secret/rotate`, overlap);
      session.show(secret, () => {
        printRecord(session.terminal, pick(secret, ["webhook_id", "previous_secret_expires_at"]));
        showSecret(session, secret);
      });
    },
  );
}

function addDelete(webhooks: Command, host: CommandHost): void {
  const leaf = addLeaf(webhooks, {
    name: "delete <webhook>",
    summary: "delete a webhook; its history stays readable until it ages out",
  }).option("-y, --yes", "do not ask");
  runLeaf<{ readonly yes?: boolean }>(leaf, host, async (session, { yes }, [wanted = ""]) => {
    const api = session.api();
    const { webhook_id: id, name } = await findWebhook(api, wanted);
    const message = `Delete the webhook "${oneLine(name)}"? Nothing more is sent to it.`;
    if (yes !== true && !(await askYesNo(session.terminal, { message, otherwise: "give --yes" })))
      return EXIT.interrupted;
    await api.delete(`/api/v1/webhooks/${id}`);
    session.show({ webhook_id: id, deleted: true }, () => session.terminal.print(`deleted ${oneLine(name)} (${id})`));
    return EXIT.ok;
  });
}

/** Some fields of a record, in this order. */
function pick<Record extends object>(record: Record, names: readonly (keyof Record)[]): object {
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}
