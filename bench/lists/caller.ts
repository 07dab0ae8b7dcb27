// Calls of the API in this process, timed from the call to the whole answer. In: a place. Out: a way to call and to measure.
import { createSender } from "@ticketwire/engine/attempt/sender";
import { followDatabaseClock } from "@ticketwire/engine/db/clock";
import { openDatabase } from "@ticketwire/engine/db/database";
import { createTargetPolicy } from "@ticketwire/engine/target/policy";
import { createApp } from "@ticketwire/http-api";
import { percentile } from "../percentiles.ts";
import { KEY, type Place } from "./place.ts";
import { watchStatements } from "./plans.ts";

const CALLS = 100;
const WARM_CALLS = 10;

/** A slow list is called fewer times: no more are begun after this, milliseconds. */
const LONGEST_MS = 5_000;
const FEWEST_CALLS = 20;

/** An answer, as far as the measurements look into it. */
export interface Listed {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly pagination: { readonly total: number; readonly next_cursor: string | null };
  /** Of a feed. */
  readonly meta?: { readonly next_after?: number };
}

export interface Caller extends AsyncDisposable {
  /** Below /api/v1; every answer must be 200. */
  get(path: string): Promise<Listed>;
  /** Prints percentiles of many calls; `path` makes another one each time, given what the one before answered. */
  measure(name: string, path: (count: number, last: Listed | null) => string, calls?: number): Promise<void>;
}

export interface CallerOptions {
  /** Only lists whose name matches are measured. */
  readonly only: RegExp;
  /** Lists with a p99 above this, milliseconds, show the plan of their slowest statement. */
  readonly plansAboveMs: number;
}

/** Opens the API over the place's database. */
export async function openCaller(place: Place, { only, plansAboveMs }: CallerOptions): Promise<Caller> {
  const parsed = createTargetPolicy({ allowHttp: true, allowTargets: ["127.0.0.0/8"] });
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  const { policy } = parsed;
  const sender = createSender({ policy });
  const watch = watchStatements(openDatabase({ url: place.databaseUrl }));
  const { database } = watch;
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
      const startedAt = performance.now();
      for (let count = 0; count < WARM_CALLS + calls; count++) {
        if (took.length >= FEWEST_CALLS && performance.now() - startedAt > LONGEST_MS) break;
        const wanted = path(count, last);
        if (count === WARM_CALLS) watch.reset();
        const calledAt = performance.now();
        last = await get(wanted);
        if (count < WARM_CALLS) continue;
        took.push(performance.now() - calledAt);
        rows += Array.isArray(last.data) ? last.data.length : 1;
      }
      const [p50, p99] = [percentile(took, 0.5), percentile(took, 0.99)].map((ms) => Math.round(ms * 10) / 10);
      console.log(`| ${name} | ${p50} | ${p99} | ${Math.round(rows / took.length)} | ${took.length} |`);
      if ((p99 ?? 0) > plansAboveMs) console.log((await watch.explainSlowest()).join("\n"));
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await sender.close();
      await database.close();
    },
  };
}
