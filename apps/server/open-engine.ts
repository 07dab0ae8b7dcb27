// The engine of this server: started with its chores, its notices and everything that looks at it from outside.
// In: the server's parts. Out: the engine at work, stopped with the stack.
import { hostname } from "node:os";
import { Engine } from "@ticketwire/engine/engine";
import { createStandingAct } from "@ticketwire/engine/notice/act-on-standing";
import type { EngineObserver } from "@ticketwire/engine/observe";
import { listChores } from "./chores.ts";
import { logEngine, logStandingChange } from "./engine-log.ts";
import { openMail } from "./mail.ts";
import { type EngineMetrics, openEngineMetrics } from "./metrics/engine-metrics.ts";
import type { ServerParts } from "./start-server.ts";
import { openTracing, type Tracing } from "./tracing/open-tracing.ts";
import { readTracing } from "./tracing/read-tracing.ts";
import { VERSION } from "./version.ts";

/** Null: not asked for. Throws when it is asked for something that it can not do. */
async function startTracing(stack: AsyncDisposableStack): Promise<Tracing | null> {
  const reading = readTracing(process.env);
  if (reading.kind === "wrong") throw new Error(reading.problems.join("; "));
  return reading.kind === "on" ? stack.use(await openTracing(reading.plan)) : null;
}

function observe(parts: ServerParts, metrics: EngineMetrics, tracing: Tracing | null): Partial<EngineObserver> {
  const { observer } = metrics;
  const lines = logEngine(parts.log);
  return {
    ...observer,
    ...(tracing === null ? {} : { traceAttempt: tracing.traceAttempt }),
    onAttempt(outcome) {
      observer.onAttempt(outcome);
      lines.onAttempt(outcome);
    },
    onClaim(lanes) {
      observer.onClaim(lanes);
      lines.onClaim(lanes);
    },
    onLaneLost(lane) {
      observer.onLaneLost(lane);
      lines.onLaneLost(lane);
    },
  };
}

/** Starts the engine. */
export async function openEngine(parts: ServerParts, stack: AsyncDisposableStack): Promise<Engine> {
  const { config, log, db, clock, box, policy, sender } = parts;
  const autoDisableAfterMs = config.autoDisableAfterSeconds * 1000;
  const sendMail = openMail(config);
  const metrics = openEngineMetrics(parts.registry);
  const tracing = await startTracing(stack);
  const act = createStandingAct({ db, clock, baseUrl: parts.baseUrl, autoDisableAfterMs, isMailed: sendMail !== null });
  const engine = new Engine({
    db,
    clock,
    box,
    policy,
    sender,
    version: VERSION,
    name: `${hostname()}:${process.pid}`,
    autoDisableAfterMs,
    chores: listChores({
      db,
      clock,
      retentionDays: config.retentionDays,
      auditDays: config.auditRetentionDays,
      sendMail,
    }),
    observer: observe(parts, metrics, tracing),
    async onStandingChange(change) {
      await act(change);
      logStandingChange(log, change);
      metrics.countStandingChange(change);
    },
    onError(stage, error) {
      metrics.countFailedRound(stage);
      log.error({ stage, err: error }, "a round failed and will be tried again");
    },
  });
  stack.defer(() => engine.stop());
  await engine.start();
  return engine;
}
