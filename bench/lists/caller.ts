// Calls of the API in this process, timed from the call to the whole answer. In: a place. Out: a way to call and to measure.
import { createSender } from "@ticketwire/engine/attempt/sender";
import { followDatabaseClock } from "@ticketwire/engine/db/clock";
import { openDatabase } from "@ticketwire/engine/db/database";
import { createTargetPolicy } from "@ticketwire/engine/target/policy";
import { createApp } from "@ticketwire/http-api";
import { showPercentiles } from "../percentiles.ts";
import { KEY, type Place } from "./place.ts";

const CALLS = 50;
const WARM_CALLS = 10;

/** An answer, as far as the measurements look into it. */
export interface Listed {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: { readonly total: number; readonly next_cursor: string | null };
}

export interface Caller extends AsyncDisposable {
  /** Below /api/v1; every answer must be 200. */
  get(path: string): Promise<Listed>;
  /** Prints percentiles of many calls; `path` makes another one each time, given what the one before answered. */
  measure(name: string, path: (count: number, last: Listed | null) => string, calls?: number): Promise<void>;
}

/** Opens the API over the place's database; measures only what `only` matches. */
export async function openCaller(place: Place, only: RegExp): Promise<Caller> {
  const parsed = createTargetPolicy({ allowHttp: true, allowTargets: ["127.0.0.0/8"] });
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  const { policy } = parsed;
  const sender = createSender({ policy });
  const database = openDatabase({ url: place.databaseUrl });
  const app = createApp({
    database,
    clock: followDatabaseClock(database.engine),
    baseUrl: "http://127.0.0.1:4400",
    secretBox: place.box,
    rateLimit: "off",
    version: "bench",
    webhooks: { policy, lookup: () => Promise.resolve([]), sender, autoDisableAfterMs: 86_400_000 },
  });
  await app.ready();
  const get = async (path: string): Promise<Listed> => {
    const answer = await app.inject({ url: `/api/v1${path}`, headers: { "x-api-key": KEY } });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
    return answer.json<Listed>();
  };
  return {
    get,
    async measure(name, path, calls = CALLS) {
      if (!only.test(name)) return;
      const took: number[] = [];
      let rows = 0;
      let last: Listed | null = null;
      for (let count = 0; count < WARM_CALLS + calls; count++) {
        const wanted = path(count, last);
        const startedAt = performance.now();
        last = await get(wanted);
        if (count < WARM_CALLS) continue;
        took.push(performance.now() - startedAt);
        rows += Array.isArray(last.data) ? last.data.length : 1;
      }
      console.log(`${name}: ${showPercentiles(took, "ms")} (${Math.round(rows / calls)} rows)`);
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await sender.close();
      await database.close();
    },
  };
}
