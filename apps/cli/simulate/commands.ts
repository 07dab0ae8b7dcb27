// `ticketwire simulate`: a busy help desk that makes real changes, and on request a receiver that is given their events, with
// chaos on the way. In: a pace and a time. Out: what was changed.
import { EVENT_TYPES } from "@ticketwire/contract";
import { type ChaosSettings, seededRandom } from "@ticketwire/mock";
import type { Command } from "commander";
import type { Api } from "../api/api.ts";
import { EXIT, wrongUse } from "../failure.ts";
import { catchInterrupt, type Interrupt, pause } from "../interrupt.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import { addChaosOptions, CHAOS_EXAMPLE, type ChaosOptions, readChaos } from "../listen/chaos-options.ts";
import { Listener, type Tally } from "../listen/listener.ts";
import { openPlace } from "../listen/place.ts";
import type { Session } from "../session.ts";
import { parseWait, parseRate, parseTarget } from "../terminal/parse-values.ts";
import { openProgress } from "../terminal/progress.ts";
import { printTable } from "../terminal/table.ts";
import { openDesk } from "../tickets/desk.ts";
import { openFastApi } from "./fast-key.ts";
import { HelpDesk } from "./help-desk.ts";
import { runShift, type ShiftTally, type ShiftWish } from "./run-shift.ts";

interface SimulateOptions extends ChaosOptions {
  readonly rate?: number;
  readonly for?: number;
  readonly forwardTo?: string;
}

const MINUTE_MS = 60_000;
const TIMEOUT_MS = 30_000;
/** The last events are on their way when the last change is made. */
const SETTLE_MS = 3_000;

export function addSimulate(program: Command, host: CommandHost): void {
  const leaf = addLeaf(program, {
    name: "simulate",
    summary: "play a busy help desk: real changes of real tickets",
    notes:
      "With the key of an installation admin its calls are not limited; other keys keep their limit.\n\nExit code 3: some changes were refused or left out.",
    examples: [
      "ticketwire simulate --rate 5/s --for 1m",
      `ticketwire simulate --rate 20/m --for 1h --forward-to 3000 ${CHAOS_EXAMPLE}`,
    ],
  })
    .option("--rate <n/s|n/m>", "so many changes (default 1/s)", parseRate)
    .option("--for <duration>", "for so long (default 1m)", parseWait)
    .option("--forward-to <url>", "and give their events to this receiver, as `listen` does", parseTarget);
  addChaosOptions(leaf);
  runLeaf<SimulateOptions>(leaf, host, simulate);
}

async function simulate(session: Session, options: SimulateOptions): Promise<number> {
  const { rate: perSecond = 1, for: forMs = MINUTE_MS, forwardTo } = options;
  const chaos = forwardTo === undefined ? refuseChaos(options) : readChaos(options, true);
  using interrupt = catchInterrupt();
  const api = session.api();
  const listening = forwardTo === undefined ? null : await startListening(session, api, { forwardTo, chaos });
  const fast = await openFastApi(session, api, forMs);
  if (!fast.isUnlimited) session.terminal.remark("this key keeps its rate limit: changes may come slower");
  try {
    const desk = new HelpDesk(fast.api, await openDesk(fast.api), seededRandom(options.seed ?? Date.now()));
    const pace = { perSecond, forMs, signal: interrupt.signal };
    // Where events are forwarded, each has a line of its own; a bar would be torn by them.
    const tally =
      listening === null ? await runUnderBar(session, desk, pace) : await runShift(desk, tellingOf(session, pace));
    const forwarded = (await listening?.end(interrupt)) ?? null;
    report(session, tally, forwarded);
    return tally.failed + tally.left_out === 0 || interrupt.signal.aborted ? EXIT.ok : EXIT.no;
  } finally {
    await listening?.close();
    await fast.close();
  }
}

type Pace = Pick<ShiftWish, "perSecond" | "forMs" | "signal">;

function tellingOf({ terminal }: Session, pace: Pace): ShiftWish {
  return { ...pace, onProgress: () => undefined, onFailure: (error) => terminal.warn((error as Error).message) };
}

/** The bar is gone when the shift is over, before anything else is written. */
async function runUnderBar(session: Session, desk: HelpDesk, pace: Pace): Promise<ShiftTally> {
  using progress = openProgress(session.terminal, "changes");
  const planned = Math.round((pace.perSecond * pace.forMs) / 1000);
  const onProgress = (done: number): void => progress.set(done, Math.max(planned, done));
  return await runShift(desk, { ...tellingOf(session, pace), onProgress });
}

/** A seed repeats the help desk, too; anything else of chaos needs a receiver. */
function refuseChaos({ drop, duplicate, reorder, tamper, delay }: ChaosOptions): null {
  if ([drop, duplicate, reorder, tamper, delay].every((each) => each === undefined)) return null;
  throw wrongUse("chaos happens on the way to a receiver: give --forward-to, too");
}

interface ForwardWish {
  readonly forwardTo: string;
  readonly chaos: ChaosSettings | null;
}

interface Listening {
  /** Stops when the last events have had time to come. */
  end(interrupt: Interrupt): Promise<Tally>;
  close(): Promise<void>;
}

async function startListening(session: Session, api: Api, { forwardTo, chaos }: ForwardWish): Promise<Listening> {
  const place = await openPlace(session, api, { events: EVENT_TYPES });
  const controller = new AbortController();
  const own = { signal: controller.signal, stop: () => controller.abort(), [Symbol.dispose]: () => undefined };
  const wish = { events: EVENT_TYPES, forwardTo, chaos, timeoutMs: TIMEOUT_MS, exitAfter: null, isKeyless: true };
  const running = new Listener(session, place, wish).run(api, own);
  return {
    async end(interrupt) {
      await pause(SETTLE_MS, interrupt.signal);
      controller.abort();
      return running;
    },
    async close() {
      controller.abort();
      await running.catch(() => undefined);
      await place.close();
    },
  };
}

function report(session: Session, tally: ShiftTally, forwarded: Tally | null): void {
  const result = { ...tally, ...(forwarded === null ? {} : { forwarded }) };
  const { terminal, isJson } = session;
  if (isJson) return terminal.printJsonLine(result);
  const rows = Object.entries(tally.changes).map(([type, count]) => ({ type, count }));
  const columns = [
    { title: "CHANGE", of: (row: (typeof rows)[number]) => row.type },
    { title: "TIMES", of: (row: (typeof rows)[number]) => row.count },
  ];
  printTable(terminal, columns, rows);
  const left = tally.left_out === 0 ? "" : `, ${tally.left_out} left out: the server was slower than that`;
  terminal.print(`${tally.done} changes in ${tally.seconds.toFixed(1)} s, ${tally.failed} refused${left}`);
  if (forwarded !== null)
    terminal.print(`${forwarded.seen} events forwarded, ${forwarded.failed} answers not as they should be`);
}
