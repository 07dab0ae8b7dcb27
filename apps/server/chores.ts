// The slow work beside sending, each a bounded round: partitions, clean-up, recover jobs, holding what a pause left.
// In: the database. Out: rounds for the engine's loops.
import { dropExpiredIdempotencyKeys } from "@ticketwire/engine/access/idempotency-keys";
import { dropExpiredSessions } from "@ticketwire/engine/access/sessions";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import { maintainPartitions } from "@ticketwire/engine/db/partitions";
import type { Chore } from "@ticketwire/engine/engine";
import { type SendMail, sendNoticeRound } from "@ticketwire/engine/notice/send-notices";
import { holdRound } from "@ticketwire/engine/webhook/hold-deliveries";
import { recoverRound } from "@ticketwire/engine/webhook/recover-round";

export interface ChoreOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly retentionDays: number;
  /** Null: mails are kept and shown, not sent. */
  readonly sendMail: SendMail | null;
}

const MINUTE_MS = 60_000;

export function listChores({ db, clock, retentionDays, sendMail }: ChoreOptions): readonly Chore[] {
  const mail = sendMail && {
    name: "mail",
    pollMs: 5_000,
    isWokenByJobs: true,
    round: () => sendNoticeRound(db, sendMail, clock.now()),
  };
  return [
    ...(mail ? [mail] : []),
    { name: "recover", pollMs: 5_000, isWokenByJobs: true, round: () => recoverRound(db, clock.now()) },
    { name: "hold", pollMs: 1_000, isWokenByJobs: true, round: () => holdRound(db) },
    {
      name: "partitions",
      pollMs: 10 * MINUTE_MS,
      async round() {
        await maintainPartitions(db, { now: clock.now(), retentionDays });
        return false;
      },
    },
    {
      name: "clean-up",
      pollMs: 10 * MINUTE_MS,
      async round() {
        await dropExpiredIdempotencyKeys(db.engine, clock.now());
        await dropExpiredSessions(db.engine, clock.now());
        return false;
      },
    },
  ];
}
