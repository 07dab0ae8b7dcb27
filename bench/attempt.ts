// What an attempt costs: the engine's sender, headers and signatures built as for a delivery, against the bare loop.
// Same receiver, same run, alternating rounds, 50 connections, 1.2 kB. Prints CPU of this process per POST and the ratio.
// Run: node bench/attempt.ts [--rounds 6] [--posts 20000] [--tls]
import { importSigningSecret } from "@ticketwire/contract";
import type { DeliveryId, EventId, WebhookId } from "@ticketwire/contract";
import { parseArgs } from "node:util";
import { buildHeaders, describeHeaders, prepareHeaders } from "../packages/engine/attempt/request-headers.ts";
import { createSender, type Sender } from "../packages/engine/attempt/sender.ts";
import { createTargetPolicy } from "../packages/engine/target/policy.ts";
import { parseTarget, type Target } from "../packages/engine/target/target.ts";
import { runBareLoop, type BareResult } from "./bare-loop.ts";
import { startReceiver } from "./receiver.ts";

const CONCURRENCY = 50;
const BODY = JSON.stringify({ event_id: "0198c0de-0000-7000-8000-000000000001", data: "x".repeat(1140) });
const KEY = importSigningSecret("bench-signing-secret-bench-signing-secret");

function deliveryTo(sender: Sender, target: Target): () => Promise<void> {
  const webhookId = "0198c0de-0000-7000-8000-000000000003" as WebhookId;
  const template = prepareHeaders({ webhookId, version: "0.1.0", customHeaders: {} });
  let sequence = 0;
  return async () => {
    const body = Buffer.from(BODY);
    const headers = buildHeaders(template, {
      eventId: "0198c0de-0000-7000-8000-000000000001" as EventId,
      deliveryId: "0198c0de-0000-7000-8000-000000000002" as DeliveryId,
      eventType: "ticket.updated",
      attemptNumber: 1,
      sequence: ++sequence,
      timestamp: Math.floor(Date.now() / 1000),
      body,
      keys: [KEY],
    });
    const result = await sender.send({ target, verifySsl: false, timeoutMs: 10_000, headers, body });
    describeHeaders(template, headers);
    if (result.kind !== "response") throw new Error(JSON.stringify(result));
  };
}

async function runSender(count: number, deliver: () => Promise<void>): Promise<BareResult> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await deliver();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  return { perSecond: count / seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6 };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const { values: flags } = parseArgs({
  options: {
    rounds: { type: "string", default: "6" },
    posts: { type: "string", default: "20000" },
    tls: { type: "boolean", default: false },
  },
});
const count = Number(flags.posts);
await using receiver = await startReceiver(1, flags.tls ? "tls" : "plain");
const policy = createTargetPolicy({ allowHttp: true, allowTargets: ["127.0.0.0/8"] });
if (policy.kind === "invalid") throw new Error(policy.message);
const parsed = parseTarget(receiver.urls[0] ?? "", policy.policy);
if (parsed.kind === "refused") throw new Error(parsed.message);

const sender = createSender({ policy: policy.policy });
const deliver = deliveryTo(sender, parsed.target);
const bare: BareResult[] = [];
const ours: BareResult[] = [];
for (let round = 0; round <= Number(flags.rounds); round++) {
  const ceiling = await runBareLoop({ urls: receiver.urls, count, body: BODY, concurrency: CONCURRENCY });
  const measured = await runSender(count, deliver);
  // The first round warms up.
  if (round === 0) continue;
  bare.push(ceiling);
  ours.push(measured);
}
await sender.close();

const microsPerPost = (result: BareResult): number => (result.cpuSeconds * 1e6) / count;
for (const [name, results] of Object.entries({ bare, ours })) {
  const rate = Math.round(median(results.map((result) => result.perSecond)));
  console.log(`${name}: ${median(results.map(microsPerPost)).toFixed(1)} µs CPU per POST, ${rate} POST/s`);
}
const ratio = median(ours.map((result, i) => microsPerPost(result) / microsPerPost(bare[i] ?? result)));
console.log(`ratio: ${ratio.toFixed(2)} (budget 1.5)`);
