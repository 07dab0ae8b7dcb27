// What a lane with `ordering: ticket` does beside the others: learns what is open when it is taken, parks what has to wait
// long, and releases it when the earlier delivery of its ticket has ended.
import type { Queryable } from "../db/database.ts";
import type { Outcome } from "../outcome/outcome.ts";
import type { Lane } from "./lane.ts";
import type { DueDelivery } from "./load-deliveries.ts";
import { readOpenSubjects, releaseParked } from "./park.ts";
import { TicketOrder } from "./ticket-order.ts";

/** Gives the ordered ones among these lanes their order. Before this, nothing of such a lane may start. */
export async function readOrders(db: Queryable, lanes: readonly Lane[]): Promise<void> {
  const ordered = lanes.filter((lane) => lane.settings.ordering === "ticket");
  if (ordered.length === 0) return;
  const open = await readOpenSubjects(db, ordered);
  for (const lane of ordered) {
    lane.order = new TicketOrder(open.get(lane.webhookId));
    for (const subjectId of lane.order.stranded()) lane.toRelease.add(subjectId);
  }
}

/** What is written of a delivery that waits in its row for an earlier one of its ticket. Not an attempt. */
export function parkOutcome(delivery: DueDelivery): Outcome {
  return {
    delivery,
    attempt: null,
    status: delivery.attemptNumber === 0 ? "pending" : "retrying",
    reason: "Waits for an earlier event of its ticket to end.",
    ladderStep: delivery.ladderStep,
    nextAttemptAt: "parked",
  };
}

/** Tickets looked at in one round: outcomes are not to wait for a thousand of these. */
const RELEASES_PER_ROUND = 50;

/** Releases what waits for nothing any more, one delivery per ticket. Returns how many tickets it looked at. */
export async function releaseWaiting(
  db: Queryable,
  lanes: Iterable<Lane>,
  by: { readonly processId: string; readonly now: Date },
): Promise<number> {
  let looked = 0;
  for (const lane of [...lanes].filter(({ toRelease }) => toRelease.size > 0)) {
    for (const subjectId of lane.toRelease) {
      if (looked === RELEASES_PER_ROUND) return looked;
      // What is parked but not written yet would not be found. More may have been parked since the last look.
      if (lane.parking > 0) break;
      // An earlier one of its ticket may not have been read yet.
      if ((lane.order?.firstParked(subjectId) ?? 0) > lane.loadedThrough) continue;
      lane.order?.beginRelease(subjectId);
      const { tenantId, webhookId, epoch, loadedThrough: upTo } = lane;
      const released = await releaseParked(db, { tenantId, webhookId, epoch, subjectId, upTo, ...by });
      lane.order?.released(subjectId, released);
      if (lane.order?.isStranded(subjectId) !== true) lane.toRelease.delete(subjectId);
      lane.nextDueAt = by.now;
      looked += 1;
    }
  }
  return looked;
}
