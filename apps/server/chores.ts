// The slow work of the server beside the engine's own, each a bounded round: mail, and what expires.
// In: the database. Out: rounds for the engine's loops.
import { dropExpiredIdempotencyKeys } from "@ticketwire/engine/access/idempotency-keys";
import { dropOrphanedBuckets } from "@ticketwire/engine/access/lease-tokens";
import { dropExpiredSessions } from "@ticketwire/engine/access/sessions";
import { type EngineChoreOptions, listEngineChores } from "@ticketwire/engine/chores";
import type { Chore } from "@ticketwire/engine/engine";
import { type SendMail, sendNoticeRound } from "@ticketwire/engine/notice/send-notices";

export interface ChoreOptions extends EngineChoreOptions {
  /** Null: mails are kept and shown, not sent. */
  readonly sendMail: SendMail | null;
}

const MINUTE_MS = 60_000;

export function listChores(options: ChoreOptions): readonly Chore[] {
  const { db, clock, sendMail } = options;
  const mail = sendMail && {
    name: "mail",
    pollMs: 5_000,
    isWokenByJobs: true,
    round: () => sendNoticeRound(db, sendMail, clock.now()),
  };
  return [
    ...(mail ? [mail] : []),
    ...listEngineChores(options),
    {
      name: "clean-up",
      pollMs: 10 * MINUTE_MS,
      async round() {
        await dropExpiredIdempotencyKeys(db.engine, clock.now());
        await dropExpiredSessions(db.engine, clock.now());
        // Behind the sessions, whose buckets go with them.
        await dropOrphanedBuckets(db.engine);
        return false;
      },
    },
  ];
}
