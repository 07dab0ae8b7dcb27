// The way on one page:
//
//   publish ─► outbox ─► fan-out (leader) ─► deliveries ─► lane (owner) ─► attempt ─► verdict ─► outcome
//
// Each stage has one round as a function; this file puts them in order and nothing else does. Rounds are called by engine.ts
// (loops, in production) and by tests (`tick`, until nothing moves).
import type { Database } from "./db/database.ts";
import { createDeliver, type DeliverOptions } from "./deliver.ts";
import { createFanOut, type FanOut } from "./fanout/fan-out.ts";
import { LaneRunner } from "./lane/lane-runner.ts";
import { OutcomeBuffer } from "./outcome/outcome-buffer.ts";
import { StatsBuffer } from "./outcome/stats-buffer.ts";
import { type EngineObserver, isAttempted, SILENT_OBSERVER } from "./observe.ts";
import { readWebhookSettings } from "./webhook/read-settings.ts";
import type { SecretBox } from "./webhook/secret-box.ts";

export interface PipelineOptions extends Omit<DeliverOptions, "traceAttempt"> {
  readonly db: Database;
  readonly box: SecretBox;
  /** Attempts under way at most; default 1000. */
  readonly maxInFlight?: number;
  readonly processId: () => string;
  /** Told of what happens; default: nobody. */
  readonly observer?: Partial<EngineObserver>;
  /** Something can be started or written now. */
  readonly onProgress: () => void;
}

export interface Pipeline {
  readonly fanOut: FanOut;
  readonly lanes: LaneRunner;
  readonly outcomes: OutcomeBuffer;
  readonly stats: StatsBuffer;
  /** Everything once, until nothing moves: for tests. Returns how many attempts were written. */
  tick(): Promise<number>;
}

/** Share of a process's attempts that one tenant may have under way: some room is always left for others. */
const TENANT_SHARE = 0.75;
const MAX_IN_FLIGHT = 1000;

export function createPipeline(options: PipelineOptions): Pipeline {
  const { db, clock, box, onProgress } = options;
  const observer = { ...SILENT_OBSERVER, ...options.observer };
  const fanOut = createFanOut(db, { onFanOut: observer.onFanOut, onFault: options.onFault });
  const outcomes = new OutcomeBuffer({
    db,
    clock,
    processId: options.processId,
    onFault: options.onFault,
    onWrite: observer.onWrite,
    onSettled(lane, group, isOwner) {
      lanes.settled(lane, group, isOwner);
      if (!isOwner) observer.onLaneLost(lane);
    },
  });
  const stats = new StatsBuffer();
  const lanes = new LaneRunner({
    db,
    clock,
    readSettings: (keys) => readWebhookSettings(db.engine, box, keys),
    deliver: createDeliver({ ...options, traceAttempt: observer.traceAttempt }),
    onClaim: observer.onClaim,
    record(lane, outcome) {
      outcomes.add(lane, outcome);
      stats.count(outcome);
      if (isAttempted(outcome)) observer.onAttempt(outcome);
      onProgress();
    },
    hasRoom: () => outcomes.hasRoom,
    limits: { maxInFlight: options.maxInFlight ?? MAX_IN_FLIGHT, tenantShare: TENANT_SHARE },
  });

  async function tick(): Promise<number> {
    let written = 0;
    while ((await fanOut.tick(clock.now())).events > 0);
    await lanes.claim(null);
    await lanes.lookAtHeads();
    for (;;) {
      const hasLoaded = await lanes.load();
      lanes.start();
      await lanes.whenQuiet();
      const wrote = await outcomes.tick();
      written += wrote;
      const released = await lanes.releaseParked();
      if (!hasLoaded && wrote === 0 && released === 0 && outcomes.size === 0) {
        await stats.tick(db.engine);
        return written;
      }
    }
  }

  return { fanOut, lanes, outcomes, stats, tick };
}
