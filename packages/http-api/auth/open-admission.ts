// What admission works with, from its opening to the app's close. In: options and sessions. Out: the parts that admit.ts takes.
import type { FastifyInstance } from "fastify";
import type { AppOptions } from "../app-options.ts";
import { requireOurPage } from "../dashboard/same-origin.ts";
import type { Sessions } from "../dashboard/sessions.ts";
import { openAddressLimiter } from "../limit/address-limiter.ts";
import { KeyLimiter } from "../limit/key-limiter.ts";
import { NarrowGate } from "../limit/narrow-gate.ts";
import type { AdmissionParts } from "./admit.ts";
import { openKeyDirectory } from "./key-directory.ts";

/** Keys from suspicious addresses that may wait to be looked up. */
const SUSPECTS_AT_ONCE = 64;

/** Opens the parts; nothing runs before `keepAdmission`. */
export function openAdmission(options: AppOptions, sessions: Sessions): AdmissionParts {
  const { database, clock, rateLimit, baseUrl } = options;
  return {
    directory: openKeyDirectory({ database, clock }),
    keyLimiter: new KeyLimiter(database),
    addressLimiter: openAddressLimiter(),
    suspects: new NarrowGate(SUSPECTS_AT_ONCE),
    rateLimit,
    async findSession(request) {
      const session = await sessions.find(request);
      if (session) requireOurPage(request, baseUrl);
      return session;
    },
  };
}

/** Ties the parts to the app's life: started when it is ready, looked after by `maintain`, settled when it closes. */
export function keepAdmission(app: FastifyInstance, { directory, keyLimiter }: AdmissionParts): void {
  app.decorate("maintain", async () => {
    await directory.flushUse();
    await keyLimiter.settle();
  });
  app.addHook("onReady", () => directory.start());
  app.addHook("onClose", async () => {
    // The database may be gone already; what is lost then is a time of last use.
    await directory.flushUse().catch(() => undefined);
    await keyLimiter.settle(0).catch(() => undefined);
    await directory[Symbol.asyncDispose]();
  });
}
