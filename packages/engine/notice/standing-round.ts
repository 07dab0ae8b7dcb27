// The round that acts on standing: what an attempt has just shown first, then what the clock says of all webhooks.
// In: changes as they are noticed. Out: each was acted on, or is found again by the next round.
import type { WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import type { StandingChange } from "../deliver.ts";
import { findStandingChanges } from "./find-standing-changes.ts";

export interface StandingRoundOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** Only failures for this long disable a webhook, milliseconds. */
  readonly autoDisableAfterMs: number;
  readonly onStandingChange: (change: StandingChange) => Promise<void>;
  /** The webhook may be disabled now: its lane has to look. */
  readonly onActed: (webhookId: WebhookId) => Promise<void>;
  readonly onError: (stage: string, error: unknown) => void;
}

/** How often the clock is asked: a hundredth of the time that disables, between these. */
const POLL_MS = { least: 1_000, most: 30_000 };

export class StandingRound {
  readonly pollMs: number;
  readonly #options: StandingRoundOptions;
  readonly #noticed: StandingChange[] = [];

  constructor(options: StandingRoundOptions) {
    this.#options = options;
    this.pollMs = Math.min(POLL_MS.most, Math.max(POLL_MS.least, options.autoDisableAfterMs / 100));
  }

  /** An attempt has shown this: it is acted on in the next round. */
  add(change: StandingChange): void {
    this.#noticed.push(change);
  }

  /** One round. True when more has been noticed meanwhile. One change that can not be acted on does not hold up others. */
  async run(): Promise<boolean> {
    const { db, clock, autoDisableAfterMs, onStandingChange, onActed, onError } = this.#options;
    const noticed = this.#noticed.splice(0);
    const changes =
      noticed.length > 0 ? noticed : await findStandingChanges(db.engine, { now: clock.now(), autoDisableAfterMs });
    for (const change of changes) {
      try {
        await onStandingChange(change);
      } catch (error) {
        onError("standing", error);
      }
      if (change.kind !== "warn") await onActed(change.webhookId);
    }
    return this.#noticed.length > 0;
  }
}
