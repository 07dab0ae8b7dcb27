// Judges changes of which no event came: a run of versions between two known states, or a difference that no event
// explains. Certain that an event was owed: missing. Certain that none was, or not decidable: unsubscribed. Pure.
import type { EventType } from "@ticketwire/contract";
import type { TicketState } from "../journal/entry.ts";
import type { PathTest } from "./fields.ts";
import { type Subscription, typesOfCreation, typesOfStep } from "./owed.ts";
import { canProveComment, storedChanges } from "./step.ts";

export interface HiddenRun {
  /** How many writes are in it; null when the axis does not count. */
  readonly count: number | null;
  /** Known states at both ends; null when not known. */
  readonly from: TicketState | null;
  readonly to: TicketState | null;
  /** The record the polls show at the end of the window; decides the filter. */
  readonly polled: TicketState;
  readonly isCreation: boolean;
  /** True when `polled` is the state right after the run's last change. */
  readonly isLast: boolean;
  readonly subscription: Subscription;
  readonly isNoise: PathTest;
}

export interface HiddenVerdict {
  /** Changes for which an event was certainly owed. */
  readonly missing: number;
  /** Changes for which none was, or for which it can not be told. */
  readonly unsubscribed: number;
  readonly owed: readonly EventType[];
  readonly fields: readonly string[];
}

export function judgeHidden(run: HiddenRun): HiddenVerdict {
  const { subscription, polled, isLast } = run;
  const count = run.count ?? 1;
  const fields = run.from !== null && run.to !== null ? [...storedChanges(run.from, run.to, run.isNoise)] : [];
  if (subscription.isComplete && run.count !== null) {
    return { missing: count, unsubscribed: 0, owed: owedAmong(typesOfRun(run, fields), run), fields };
  }
  const owed = owedAmong(typesOfRun(run, fields), run);
  const provable = owed.filter((type) => subscription.owes(type, isLast ? polled : null) === "yes");
  const missing = provable.length > 0 ? 1 : 0;
  return { missing, unsubscribed: count - missing, owed: provable, fields };
}

function owedAmong(types: readonly EventType[], { subscription, polled }: HiddenRun): EventType[] {
  return types.filter((type) => subscription.owes(type, polled) === "yes");
}

/** Types that some change of the run certainly made. */
function typesOfRun(run: HiddenRun, fields: readonly string[]): readonly EventType[] {
  const { count, from, to, polled, isNoise } = run;
  if (run.isCreation) return count === 1 && run.isLast ? typesOfCreation(polled) : ["ticket.created"];
  if (from === null || to === null) return [];
  if (fields.length > 0) return typesOfStep({ fields: new Set(fields), before: from, after: to });
  const isOneComment = (count ?? 1) === 1 && canProveComment([from, to], isNoise);
  return isOneComment ? typesOfStep({ fields: new Set(), before: from, after: to }) : [];
}
