// `ticketwire mock`: the sender without a server, for a receiver under test. In: an event type and an address. Out: the
// receiver's answers. The same as a function: `createMockSender()` of @ticketwire/mock.
import { readFileSync } from "node:fs";
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import {
  createMockSender,
  FIXTURES,
  isDelivered,
  type MockSender,
  type Sent,
  type Tampering,
  TAMPERINGS,
} from "@ticketwire/mock";
import { type Command, Option } from "commander";
import { EXIT, wrongUse } from "../failure.ts";
import { addPlainLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import { listenSecret } from "../listen/secret.ts";
import type { Session } from "../session.ts";
import { oneLine } from "../terminal/printable.ts";
import { parseEventType, parseTarget } from "../terminal/parse-values.ts";

interface SendOptions {
  readonly to: string;
  readonly secretFile?: string;
  readonly twice?: boolean;
  readonly outOfOrder?: boolean;
  readonly tamper?: Tampering;
}

const STORY = "story";
const REFUSED = 401;

export function addMock(program: Command, host: CommandHost): void {
  const mock = program.command("mock").description("Signed events without a server, for testing a receiver.");
  addSend(mock, host);
  const fixtures = addPlainLeaf(mock, {
    name: "fixtures [event]",
    summary: "print recorded deliveries of a real server: headers, body, secret",
    examples: ["ticketwire mock fixtures ticket.assigned > assigned.json", "ticketwire mock fixtures | jq keys"],
  });
  runLeaf(fixtures, host, (session, _options, [type]) => {
    session.terminal.printJson(type === undefined ? FIXTURES : FIXTURES[parseEventType(type)]);
  });
}

function addSend(mock: Command, host: CommandHost): void {
  const leaf = addPlainLeaf(mock, {
    name: `send <event|${STORY}>`,
    summary: "send an event, or all of one ticket's life, to a receiver",
    notes: `Event types: ${EVENT_TYPES.join(", ")}. Signed with the secret of \`ticketwire listen --print-secret\` unless another is given.

Exit code 3: the receiver did not answer as it should: 2xx, or 401 to a spoilt delivery.`,
    examples: [
      "ticketwire mock send ticket.assigned --to 3000",
      `ticketwire mock send ${STORY} --to http://localhost:3000/webhooks --out-of-order`,
      "ticketwire mock send ticket.closed --to 3000 --tamper body",
    ],
  })
    .requiredOption("--to <url>", "the receiver: an address, or a port of this machine", parseTarget)
    .option("--secret-file <file>", "a file that holds the signing secret")
    .option("--twice", "two copies at the same moment")
    .option("--out-of-order", "with story: in another order than it happened")
    .addOption(new Option("--tamper <how>", "spoil it; it must be refused").choices([...TAMPERINGS]));
  runLeaf<SendOptions>(leaf, host, async (session, options, [what = ""]) => {
    checkCombination(options, what === STORY);
    const secret = options.secretFile === undefined ? listenSecret(session) : readSecret(options.secretFile);
    const sender = createMockSender({ url: options.to, secret });
    const sent =
      what === STORY ? await sendStory(sender, options) : await sendOne(sender, options, parseEventType(what));
    sent.forEach((each) => show(session, each));
    return sent.every((each) => isAsItShould(each, options.tamper)) ? EXIT.ok : EXIT.no;
  });
}

function checkCombination({ twice, outOfOrder, tamper }: SendOptions, isStory: boolean): void {
  if (isStory && (twice === true || tamper !== undefined))
    throw wrongUse(`--twice and --tamper go with one event, not with ${STORY}`);
  if (!isStory && outOfOrder === true) throw wrongUse(`--out-of-order needs several events: send ${STORY}`);
  if (twice === true && tamper !== undefined) throw wrongUse("--twice and --tamper exclude each other");
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw wrongUse(`--secret-file: can not read ${path}: ${(error as Error).message}`);
  }
}

function sendStory(sender: MockSender, { outOfOrder }: SendOptions): Promise<readonly Sent[]> {
  return outOfOrder === true ? sender.sendOutOfOrder(sender.story()) : sender.sendAll(sender.story());
}

async function sendOne(sender: MockSender, { twice, tamper }: SendOptions, type: EventType): Promise<readonly Sent[]> {
  if (twice === true) return sender.sendTwice(type);
  return [tamper === undefined ? await sender.send(type) : await sender.sendTampered(type, tamper)];
}

function isAsItShould({ reply }: Sent, tampering: Tampering | undefined): boolean {
  if (tampering === undefined) return isDelivered(reply);
  return reply.kind === "answer" && reply.status === REFUSED;
}

function show({ terminal, isJson }: Session, { mock, reply }: Sent): void {
  if (isJson) return terminal.printJsonLine({ event: mock.event, sequence: mock.sequence, reply });
  const answer = reply.kind === "answer" ? `${reply.status} ${oneLine(reply.body, 100)}`.trim() : reply.reason;
  terminal.print(`${mock.event.event_type}  version ${mock.event.data.version}  → ${answer} in ${reply.durationMs} ms`);
}
