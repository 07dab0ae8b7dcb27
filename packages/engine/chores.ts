// The engine's slow work beside sending, each a bounded round: recover jobs, holding what a pause left, retention.
// In: the database and how long to keep. Out: rounds for the engine's loops; whoever starts it adds his own.
import type { Clock } from "./db/clock.ts";
import type { Database } from "./db/database.ts";
import { maintainPartitions } from "./db/partitions.ts";
import { purgeAged } from "./db/purge-aged.ts";
import type { Chore } from "./engine.ts";
import { holdRound } from "./webhook/hold-deliveries.ts";
import { recoverRound } from "./webhook/recover-round.ts";

export interface EngineChoreOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** Days that events, deliveries and attempts are kept. */
  readonly retentionDays: number;
  /** Days that the audit log is kept; default: `AUDIT_DAYS`, or `retentionDays` when that is longer. */
  readonly auditDays?: number;
}

const RETENTION_POLL_MS = 600_000;

/** Without these the engine sends, but pauses hold nothing back, jobs never run, partitions run out and nothing ages out. */
export function listEngineChores({ db, clock, ...keep }: EngineChoreOptions): readonly Chore[] {
  return [
    { name: "recover", pollMs: 5_000, isWokenByJobs: true, round: () => recoverRound(db, clock.now()) },
    { name: "hold", pollMs: 1_000, isWokenByJobs: true, round: () => holdRound(db) },
    {
      name: "retention",
      pollMs: RETENTION_POLL_MS,
      async round() {
        const now = clock.now();
        const { isClockTrusted } = await maintainPartitions(db, { now, ...keep });
        if (isClockTrusted) await purgeAged(db.engine, { now, ...keep });
        return false;
      },
    },
  ];
}
