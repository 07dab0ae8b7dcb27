// A worker of the measurements in a process of its own, so that its memory and CPU are its own. In: the database and the key by
// message; then `start`, `usage`, `stop`. Out: an answer to each.
import { openDatabase } from "@ticketwire/engine/db/database";
import type { Engine } from "@ticketwire/engine/engine";
import { openSecretBox } from "@ticketwire/engine/webhook/secret-box";
import { boundHeapGrowth } from "@ticketwire/server/heap";
import type { EngineSettings } from "./forked-engine.ts";
import { startEngine } from "./start-engine.ts";

boundHeapGrowth();

let engine: Engine | undefined;
let highestMb = 0;
setInterval(() => (highestMb = Math.max(highestMb, process.memoryUsage().rss / 1e6)), 50).unref();

async function answer(message: { readonly ask: string; readonly settings?: EngineSettings }): Promise<object> {
  const { ask, settings } = message;
  if (ask === "start" && settings) {
    const db = openDatabase({ url: settings.databaseUrl });
    const { maxInFlight } = settings;
    const box = openSecretBox(Buffer.from(settings.key, "hex"));
    engine = await startEngine(db, { box, ...(maxInFlight === undefined ? {} : { maxInFlight }) });
  }
  if (ask === "stop") await engine?.stop();
  const { user, system } = process.cpuUsage();
  return { highestMb, cpuSeconds: (user + system) / 1e6 };
}

process.on(
  "message",
  (message: Parameters<typeof answer>[0]) => void answer(message).then((said) => process.send?.(said)),
);
process.on("disconnect", () => process.exit(0));
process.send?.({ isReady: true });
