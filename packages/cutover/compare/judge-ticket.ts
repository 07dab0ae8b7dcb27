// One ticket from its history to findings: cut into windows, judge each, and name what lies outside of all. Pure.
import type { ClockModel } from "./clock.ts";
import type { PathTest } from "./fields.ts";
import { type Finding, finding } from "./finding.ts";
import type { History } from "./history.ts";
import { judgeWindow } from "./judge-window.ts";
import type { SubscriptionAt } from "./owed.ts";
import { cutWindows, type Outside, type Window } from "./windows.ts";

export interface TicketContext {
  readonly clock: ClockModel;
  readonly isNoise: PathTest;
  readonly isIgnored: PathTest;
  readonly subscriptionAt: SubscriptionAt;
  readonly watchedFrom: number;
  readonly end: number;
  readonly isSettled: boolean;
  readonly settleMs: number;
}

/** One finding after the other, so that a ticket with many changes does not hold them all at once. */
export function* judgeTicket(history: History, context: TicketContext): Generator<Finding> {
  const { axis, windows, outside } = cutWindows(history, context);
  const { deliveries } = history;
  for (const window of windows) {
    const subscription = context.subscriptionAt(startOf(window), window.after.at);
    yield* judgeWindow(window, { ...context, axis, deliveries, subscription });
  }
  for (const one of outside) yield judgeOutside(one, history);
}

function startOf({ opened, before, after }: Window): number {
  return opened?.sentAt ?? before?.sentAt ?? after.sentAt;
}

const OUTSIDE_NOTES = {
  not_polled: "the ticket was never polled",
  before_first_poll: "the change was there before the ticket's first poll",
  after_last_poll: "the change came after the ticket's last poll",
  between_equal_polls: "the polls around it show no difference",
} as const;

function judgeOutside({ change, reason }: Outside, history: History): Finding {
  const { receipts } = change;
  const first = receipts[0];
  const at = Math.min(...receipts.map(({ entry }) => entry.at));
  const version = first?.version ?? null;
  if (reason === "contradicted") {
    const sight = history.sights.at(-1) ?? null;
    const paths = receipts.map(({ entry }) => ({
      path: "version",
      poll: sight?.version ?? sight?.updatedAt ?? null,
      push: version ?? entry.event.occurred_at,
      eventId: entry.event.event_id,
    }));
    const note = "a poll sent after the event's change still shows the ticket as it was before";
    return finding({ class: "mismatch", at, version, receipts, sight, paths, note });
  }
  const isBetween = reason === "between_equal_polls";
  return finding({ class: isBetween ? "coalesced" : "unwatched", at, version, receipts, note: OUTSIDE_NOTES[reason] });
}
