// The API of this server: the app of @ticketwire/http-api with what it works with; for a pure worker its health pages alone.
// In: the server's parts. Out: an app that is ready and does not listen yet, with its upkeep running until it is closed.
import type { Engine } from "@ticketwire/engine/engine";
import { startLoop } from "@ticketwire/engine/loop";
import { createWaker } from "@ticketwire/engine/waker";
import { createApp } from "@ticketwire/http-api";
import type { FastifyInstance } from "fastify";
import { openDashboardBuild } from "./dashboard-build.ts";
import { countTests } from "./metrics/test-metrics.ts";
import { listReadinessChecks } from "./readiness.ts";
import type { ServerParts } from "./start-server.ts";
import { VERSION } from "./version.ts";

const MAINTAIN_MS = 1_000;

/** Builds the app. `engine` is null on a pure API process: fan-out is then woken by notification. */
export async function openApp(
  parts: ServerParts,
  engine: Engine | null,
  stack: AsyncDisposableStack,
): Promise<FastifyInstance> {
  const { config, log, db, clock, box, baseUrl, registry, policy, lookup, sender } = parts;
  const app = createApp({
    version: VERSION,
    database: db,
    clock,
    baseUrl,
    secretBox: box,
    registry,
    log,
    rateLimit: config.apiRateLimit ?? "off",
    corsOrigins: config.corsOrigins,
    trustedProxies: config.trustedProxies,
    webhooks: {
      policy,
      lookup,
      sender: countTests(sender, registry),
      defaultRetrySchedule: config.retrySchedule,
      autoDisableAfterMs: config.autoDisableAfterSeconds * 1000,
    },
    checks: listReadinessChecks({ clock, engine, isStopping: parts.isStopping }),
    onTicketsCommitted: createWaker(db, engine),
    ...(config.role === "worker" ? { resources: [] } : { dashboard: openDashboardBuild(log) }),
  });
  stack.defer(() => app.close());
  await app.ready();
  const upkeep = startLoop({
    name: "api-upkeep",
    pollMs: MAINTAIN_MS,
    async round() {
      // Where there is an engine, each of its heartbeats looks.
      if (engine === null) await clock.sync();
      await app.maintain();
      return false;
    },
    onError: (stage, error) => log.warn({ stage, err: error }, "a round failed and will be tried again"),
  });
  stack.defer(() => upkeep[Symbol.asyncDispose]());
  return app;
}
