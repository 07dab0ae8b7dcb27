// Handlers that may run dry: what a handler would do goes through `react`, is written down, and is done only on the side
// that is live in the present stage. In: actions. Out: entries, and the action performed or not.
import type { Clock } from "../api/clock.ts";
import { badOption } from "../errors.ts";
import type { Stage } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { isLive, type Side } from "../stage/stages.ts";
import { canonical } from "./poll-tap.ts";

export interface PlannedAction<Action> {
  readonly ticket: string;
  /** Anything JSON can hold; both sides must build the same for the same intention. */
  readonly action: Action;
  /** Tells two actions about one ticket apart, for example `notify:v7`. Default: the action itself. */
  readonly key?: string;
  readonly eventId?: string;
}

/** Records the action, and performs it on the live side. Resolves to whether it was performed; rejects when that failed. */
export type React<Action> = (planned: PlannedAction<Action>) => Promise<boolean>;

export interface ReactOptions<Action> {
  readonly side: Side;
  readonly perform: (action: Action, planned: PlannedAction<Action>) => Promise<void> | void;
}

export interface ReactContext {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly stage: () => Stage;
}

export function createReact<Action>({ side, perform }: ReactOptions<Action>, context: ReactContext): React<Action> {
  if (side !== "poll" && side !== "push") throw badOption("side", `must be poll or push, not ${JSON.stringify(side)}`);
  return async (planned) => {
    const { ticket, action, eventId } = planned;
    if (typeof ticket !== "string" || ticket === "") throw badOption("ticket", "of an action must be a ticket's id");
    const key = planned.key ?? canonical(action);
    const { journal, clock, stage } = context;
    const isPerformed = isLive(stage(), side);
    journal.append({ kind: "action", at: clock.now(), side, ticket, key, action, ...(eventId ? { eventId } : {}) });
    if (isPerformed) await perform(action, planned);
    return isPerformed;
  };
}
