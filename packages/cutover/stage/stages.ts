// The four stages of leaving polling, and what each means for the two sides. Pure.
import { STAGES, type Stage } from "../journal/entry.ts";

export type Side = "poll" | "push";

export interface StageDefinition {
  readonly title: string;
  /** The side whose handlers act; the other side's are recorded only. */
  readonly live: Side;
  /** How often to poll, as a multiple of the old interval; null: not at all. */
  readonly pollFactor: number | null;
  readonly meaning: string;
}

export const STAGE_DEFINITIONS: Readonly<Record<Stage, StageDefinition>> = {
  observe: {
    title: "Observe",
    live: "poll",
    pollFactor: 1,
    meaning: "The poller works as always. The webhook is received and written down; nothing acts on it.",
  },
  shadow: {
    title: "Shadow",
    live: "poll",
    pollFactor: 1,
    meaning: "The poller still acts. The webhook handlers run dry: what they would do is recorded and compared.",
  },
  webhook_primary: {
    title: "Webhook primary",
    live: "push",
    pollFactor: 12,
    meaning: "The webhook acts. A slow poller goes on looking, runs dry, and proves that nothing is missed.",
  },
  poller_off: {
    title: "Poller off",
    live: "push",
    pollFactor: null,
    meaning:
      "The webhook acts alone. A nightly reconcile brings back what an outage beyond the retry ladder swallowed.",
  },
};

export function stageAfter(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) + 1] ?? null;
}

export function stageBefore(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) - 1] ?? null;
}

/** Whether handlers of a side act in a stage, or run dry. */
export function isLive(stage: Stage, side: Side): boolean {
  return STAGE_DEFINITIONS[stage].live === side;
}
