// `ticketwire listen`: real events on this machine without a tunnel or a public address. `events tail` is the same without a
// receiver. In: where to forward to. Out: a line for each event, until stopped.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import type { Command } from "commander";
import { EXIT, wrongUse } from "../failure.ts";
import { catchInterrupt, type Interrupt, pause } from "../interrupt.ts";
import { addLeaf, addPlainLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { parseWait, parseEventTypes, parseTarget, parseWhole } from "../terminal/parse-values.ts";
import { addChaosOptions, CHAOS_EXAMPLE, type ChaosOptions, readChaos } from "./chaos-options.ts";
import { Listener, type Tally } from "./listener.ts";
import { openPlace, type Place } from "./place.ts";
import { listenSecret } from "./secret.ts";

interface TailOptions {
  readonly events?: readonly EventType[];
  readonly webhook?: string;
  readonly after?: number;
  readonly exitAfter?: number;
  readonly for?: number;
}

interface ListenOptions extends TailOptions, ChaosOptions {
  readonly forwardTo?: string;
  readonly timeout?: number;
  readonly printSecret?: boolean;
}

const MOST = 2 ** 31;
const TIMEOUT_MS = 30_000;

const LISTEN_NOTES = `Follows the feed of a webhook that is made for this run and deleted at its end; with --webhook it is kept, and what
happens while nobody listens is forwarded next time. Deliveries are signed with a secret that stays the same
(--print-secret; TICKETWIRE_LISTEN_SECRET sets another).

Exit code 3: with --exit-after, a delivery was not answered with 2xx, or --for ended before enough events came.`;

export function addListen(program: Command, host: CommandHost): void {
  const leaf = addLeaf(program, {
    name: "listen",
    summary: "forward events to a receiver on this machine as they happen",
    notes: LISTEN_NOTES,
    examples: [
      "ticketwire listen --forward-to http://localhost:3000/webhooks",
      "ticketwire listen --forward-to 3000 --webhook my-laptop --events assigned,closed",
      `ticketwire listen --forward-to 3000 ${CHAOS_EXAMPLE}`,
      "ticketwire listen --forward-to 3000 --exit-after 1 --for 30s   # in a script",
    ],
  }).option("--forward-to <url>", "the receiver: an address, or a port of this machine", parseTarget);
  addTailOptions(leaf)
    .option("--timeout <duration>", "longest wait for the receiver's answer (default 30s)", parseWait)
    .option("--print-secret", "print the secret that deliveries are signed with, and do nothing else");
  addChaosOptions(leaf);
  runLeaf<ListenOptions>(leaf, host, async (session, options) => {
    if (options.printSecret === true) return printSecret(session);
    const forwardTo = options.forwardTo ?? null;
    if (forwardTo === null && options.timeout !== undefined) throw wrongUse("--timeout needs --forward-to");
    return listen(session, options, { forwardTo, timeoutMs: options.timeout ?? TIMEOUT_MS });
  });
}

export function addEvents(program: Command, host: CommandHost): void {
  const events = program.command("events").description("What happens to tickets.");
  const tail = addLeaf(events, {
    name: "tail",
    summary: "show events as they happen",
    notes: "Exit code 3: --for ended before --exit-after events came.",
    examples: [
      "ticketwire events tail",
      "ticketwire events tail --events closed --json | jq .event.data.ticket_number",
    ],
  });
  addTailOptions(tail);
  runLeaf<TailOptions>(tail, host, (session, options) =>
    listen(session, options, { forwardTo: null, timeoutMs: TIMEOUT_MS }),
  );
  const types = addPlainLeaf(events, { name: "types", summary: "list the event types" });
  runLeaf(types, host, (session) => {
    session.show(EVENT_TYPES, () => EVENT_TYPES.forEach((type) => session.terminal.print(type)));
  });
}

function addTailOptions(leaf: Command): Command {
  return leaf
    .option("--events <types>", "only these, comma-separated (default: all)", parseEventTypes)
    .option("--webhook <name>", "follow this webhook and keep it; made when there is none of that name")
    .option(
      "--after <sequence>",
      "with --webhook: start behind this sequence; 0 for all that is kept",
      parseWhole(0, MOST),
    )
    .option("--exit-after <n>", "stop after so many events", parseWhole(1, MOST))
    .option("--for <duration>", "stop after this time", parseWait);
}

function printSecret(session: Session): void {
  const secret = listenSecret(session);
  session.show({ signing_secret: secret }, () => session.terminal.print(secret));
}

interface Way {
  readonly forwardTo: string | null;
  readonly timeoutMs: number;
}

async function listen(session: Session, options: TailOptions & ChaosOptions, way: Way): Promise<number> {
  const chaos = readChaos(options, way.forwardTo !== null);
  const events = options.events ?? EVENT_TYPES;
  using interrupt = catchInterrupt();
  const api = session.api();
  const place = await openPlace(session, api, { ...options, events });
  try {
    announce(session, place, way);
    if (options.for !== undefined) void stopAfter(options.for, interrupt);
    const exitAfter = options.exitAfter ?? null;
    const listener = new Listener(session, place, { ...way, events, chaos, exitAfter });
    const tally = await listener.run(api, interrupt);
    return exitCodeOf(tally, exitAfter);
  } finally {
    await place.close();
  }
}

function exitCodeOf(tally: Tally, exitAfter: number | null): number {
  if (exitAfter === null) return EXIT.ok;
  return tally.seen >= exitAfter && tally.failed === 0 ? EXIT.ok : EXIT.no;
}

function announce(session: Session, place: Place, { forwardTo }: Way): void {
  const { terminal, connection, isJson } = session;
  const { webhook_id: id, name } = place.webhook;
  if (isJson) {
    terminal.printJsonLine({ listening: true, webhook_id: id, after: place.position, forward_to: forwardTo });
    return;
  }
  const to = forwardTo === null ? "" : `, forwarding to ${forwardTo}`;
  terminal.print(`listening to ${connection.url}${to}`);
  if (forwardTo !== null) terminal.remark("the secret for your receiver: `ticketwire listen --print-secret`");
  if (!place.isThrowAway) terminal.remark(`webhook ${name} (${id}), from sequence ${place.position + 1}`);
  else if (place.isResumed) terminal.remark(`going on where an earlier run ended, at sequence ${place.position + 1}`);
}

async function stopAfter(ms: number, interrupt: Interrupt): Promise<void> {
  await pause(ms, interrupt.signal);
  if (!interrupt.signal.aborted) interrupt.stop();
}
