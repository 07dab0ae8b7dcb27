// A worker without a network, round by round: real lanes and outcomes on a real database, the attempt is a script. And a
// connection that loses answers on demand. In: a database and a clock that the test moves. Out: what was sent, and the rounds.
import type { Clock } from "../db/clock.ts";
import type { Connection, Database } from "../db/database.ts";
import type { Statement } from "../db/sql.ts";
import type { Lane } from "../lane/lane.ts";
import { type Deliver, LaneRunner, type Verdicted } from "../lane/lane-runner.ts";
import type { DueDelivery } from "../lane/load-deliveries.ts";
import { enterProcess, LEASE_MS, newProcessId } from "../lane/process-lease.ts";
import { OutcomeBuffer } from "../outcome/outcome-buffer.ts";
import type { AttemptRecord, Outcome } from "../outcome/outcome.ts";
import { readWebhookSettings } from "../webhook/read-settings.ts";
import type { SecretBox } from "../webhook/secret-box.ts";

/** What came of an attempt: true, false, or the parts of a verdict that differ. */
export type Came = boolean | Partial<Omit<Verdicted, "outcome">> | { readonly outcome: Partial<Outcome> | null };

/** Decides about an attempt; may wait as long as it likes. */
export type Script = (delivery: DueDelivery, lane: Lane) => Came | Promise<Came>;

export function attemptRecord(at: Date, succeeded: boolean): AttemptRecord {
  return {
    attemptedAt: at,
    requestUrl: "http://127.0.0.1:9/",
    requestHeaders: "{}",
    responseStatusCode: succeeded ? 200 : 500,
    responseHeaders: "{}",
    responseBody: "",
    responseTruncated: false,
    durationMs: 1,
    timing: [0, 0, 0, 1, 1],
    errorClass: succeeded ? null : "status",
    errorMessage: succeeded ? null : "answered 500",
  };
}

/** The answer to a statement gets lost on the way: it ran, and its sender hears that the connection ended. */
export class LossyDatabase {
  readonly db: Database;
  /** The next statement whose text matches loses its answer. */
  lose: RegExp | null = null;

  constructor(db: Database) {
    const { engine } = db;
    const lossy: Connection = {
      query: async <Row extends object>(statement: Statement): Promise<Row[]> => {
        const rows = await engine.query<Row>(statement);
        this.#loseIf(statement.text);
        return rows;
      },
      transaction: async (work) => {
        const texts: string[] = [];
        const result = await engine.transaction((tx) =>
          work({ ...tx, query: (statement) => (texts.push(statement.text), tx.query(statement)) }),
        );
        this.#loseIf(texts.join());
        return result;
      },
    };
    this.db = { ...db, engine: lossy };
  }

  #loseIf(text: string): void {
    if (this.lose?.test(text) !== true) return;
    this.lose = null;
    throw Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });
  }
}

export interface WorkerWish {
  readonly db: Database;
  readonly clock: Clock;
  readonly box: SecretBox;
  readonly script?: Script;
  readonly maxInFlight?: number;
  readonly tenantShare?: number;
}

export class LaneWorker {
  readonly sent: DueDelivery[] = [];
  readonly faults: unknown[] = [];
  readonly processId = newProcessId();
  readonly runner: LaneRunner;
  readonly outcomes: OutcomeBuffer;
  /** Statements that loaded deliveries. */
  loads = 0;
  readonly #wish: WorkerWish;
  #script: Script;

  private constructor(wish: WorkerWish) {
    this.#wish = wish;
    this.#script = wish.script ?? (() => true);
    const { db, clock, box } = wish;
    this.outcomes = new OutcomeBuffer({
      db,
      clock,
      processId: () => this.processId,
      onSettled: (lane, outcomes, isOwner) => this.runner.settled(lane, outcomes, isOwner),
      onFault: (fault) => this.faults.push(fault),
    });
    this.runner = new LaneRunner({
      db,
      clock,
      readSettings: (lanes) => readWebhookSettings(db.engine, box, lanes),
      deliver: this.#deliver,
      record: (lane, outcome) => this.outcomes.add(lane, outcome),
      hasRoom: () => this.outcomes.hasRoom,
      limits: { maxInFlight: wish.maxInFlight ?? 100, tenantShare: wish.tenantShare ?? 0.75 },
    });
  }

  static async start(wish: WorkerWish): Promise<LaneWorker> {
    const worker = new LaneWorker(wish);
    const { processId } = worker;
    await enterProcess(wish.db.engine, { processId, name: "test", role: "worker" }, wish.clock.now());
    worker.keepLease();
    return worker;
  }

  /** As a heartbeat does in memory. */
  keepLease(): void {
    this.runner.holdLease(this.processId, new Date(this.#wish.clock.now().getTime() + LEASE_MS));
  }

  replyWith(script: Script): void {
    this.#script = script;
  }

  /** Claims, and then loads, starts and writes until nothing moves; attempts that the script keeps waiting stay under way. */
  async round(): Promise<void> {
    await this.runner.claim(null);
    await this.pump();
  }

  async pump(): Promise<void> {
    for (let moves = 1; moves > 0;) {
      const hasLoaded = this.runner.wantsLoad() && (await this.runner.load());
      if (hasLoaded) this.loads += 1;
      moves = (hasLoaded ? 1 : 0) + this.runner.start();
      await new Promise(setImmediate);
      moves += this.outcomes.size;
      await this.outcomes.tick();
      moves += await this.runner.releaseParked();
    }
  }

  readonly #deliver: Deliver = async (lane, delivery) => {
    this.sent.push(delivery);
    const at = this.#wish.clock.now();
    const came = await this.#script(delivery, lane);
    const succeeded = came !== false;
    const verdicted: Verdicted = {
      outcome: {
        delivery,
        attempt: attemptRecord(at, succeeded),
        status: succeeded ? "delivered" : "retrying",
        reason: null,
        ladderStep: succeeded ? 0 : delivery.ladderStep + 1,
        nextAttemptAt: succeeded ? null : new Date(at.getTime() + 60_000),
      },
      standing: lane.standing,
      blockedUntil: null,
    };
    if (typeof came === "boolean") return verdicted;
    if (!("outcome" in came)) return { ...verdicted, ...came };
    if (came.outcome === null) return { ...verdicted, outcome: null };
    return { ...verdicted, outcome: { ...verdicted.outcome, ...came.outcome } as Outcome };
  };
}
