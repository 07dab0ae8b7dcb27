// The engine of the measurements: that of the server, allowed to send to this machine. In: a database with the schema.
// Out: an engine that runs.
import { createSender } from "@ticketwire/engine/attempt/sender";
import { followDatabaseClock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import { Engine } from "@ticketwire/engine/engine";
import { createTargetPolicy } from "@ticketwire/engine/target/policy";
import type { SecretBox } from "@ticketwire/engine/webhook/secret-box";

export interface EngineWish {
  readonly box: SecretBox;
  /** Attempts under way at most; default: the engine's own. */
  readonly maxInFlight?: number;
}

function loopbackPolicy(): Parameters<typeof createSender>[0]["policy"] {
  const parsed = createTargetPolicy({ allowHttp: true, allowTargets: ["127.0.0.0/8"] });
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return parsed.policy;
}

/** Makes an engine and starts it. */
export async function startEngine(db: Database, wish: EngineWish): Promise<Engine> {
  const policy = loopbackPolicy();
  const engine = new Engine({
    ...wish,
    db,
    clock: followDatabaseClock(db.engine),
    policy,
    sender: createSender({ policy }),
    version: "bench",
    name: "bench",
    autoDisableAfterMs: 86_400_000,
    chores: [],
    onStandingChange: () => Promise.resolve(),
    onError: (stage, error) => console.error(stage, error),
  });
  await engine.start();
  return engine;
}
