// Whether the process lives and whether it can serve. Without a key and without any effect.
import { sql } from "@ticketwire/engine/db/sql";
import type { Database } from "@ticketwire/engine/db/database";
import type { FastifyInstance } from "fastify";

/** Throws, or rejects, while the thing it looks at keeps this process from serving; the message says why. */
export type ReadinessCheck = () => void | Promise<void>;

export interface HealthOptions {
  readonly database: Database;
  /** More than the database; by name. */
  readonly checks?: Readonly<Record<string, ReadinessCheck>>;
}

/** A check that takes longer has failed. */
const CHECK_MS = 2_000;

async function inTime(check: ReadinessCheck): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_MS} ms`)), CHECK_MS);
  });
  try {
    await Promise.race([Promise.resolve().then(check), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function runChecks(checks: Readonly<Record<string, ReadinessCheck>>): Promise<Record<string, string>> {
  const names = Object.keys(checks);
  const results = await Promise.allSettled(Object.values(checks).map(inTime));
  return Object.fromEntries(
    results.map((result, index) => [names[index], result.status === "fulfilled" ? "ok" : "failed"]),
  );
}

/** Adds `/health/live` and `/health/ready`. */
export function mountHealth(app: FastifyInstance, options: HealthOptions): void {
  const checks = {
    database: async () => void (await options.database.engine.query(sql`SELECT 1 FROM ticketwire.migrations LIMIT 1`)),
    ...options.checks,
  };
  app.get("/health/live", async () => ({ status: "ok" }));
  app.get("/health/ready", async (_request, reply) => {
    const results = await runChecks(checks);
    const isReady = Object.values(results).every((result) => result === "ok");
    if (!isReady) void reply.code(503).header("retry-after", "2");
    return { status: isReady ? "ok" : "unavailable", checks: results };
  });
}
