// Whether an event that did not come may still come, from what the deliveries API said last, and else from how fresh the
// poll is. Pure. In: the ticket's deliveries and what is lacking. Out: still owed or not, and the reason in words.
import type { EventType } from "@ticketwire/contract";
import type { DeliveryEntry } from "../journal/entry.ts";
import type { ClockModel } from "./clock.ts";
import type { Window } from "./windows.ts";

export interface Lack {
  readonly window: Window;
  /** The version range of what is lacking; null when versions are not known. */
  readonly versions: readonly [number, number] | null;
  readonly types: readonly EventType[];
}

export interface LackContext {
  readonly deliveries: readonly DeliveryEntry[];
  readonly clock: ClockModel;
  /** The journal's last moment, and whether its end was waited out. */
  readonly end: number;
  readonly isSettled: boolean;
  readonly settleMs: number;
}

export interface LackVerdict {
  readonly isPending: boolean;
  readonly reason: string;
}

const UNDER_WAY: ReadonlySet<string> = new Set(["pending", "retrying", "held"]);

export function judgeLack(lack: Lack, context: LackContext): LackVerdict {
  const told = context.deliveries.filter((delivery) => isAbout(delivery, lack, context.clock));
  const open = told.find(({ status }) => UNDER_WAY.has(status));
  if (open) return { isPending: true, reason: `delivery ${open.delivery} is ${describe(open)}` };
  const abandoned = told.find(({ status }) => status === "abandoned");
  if (abandoned) return { isPending: false, reason: `delivery ${abandoned.delivery} is ${describe(abandoned)}` };
  const claimed = told.find(({ status }) => status === "delivered");
  if (claimed) {
    return {
      isPending: false,
      reason: `the sender calls delivery ${claimed.delivery} delivered, and it was not seen here`,
    };
  }
  const isFresh = !context.isSettled && lack.window.after.at > context.end - context.settleMs;
  if (isFresh)
    return { isPending: true, reason: "the poll is too fresh: the journal ends before the event had its time" };
  return { isPending: false, reason: "the deliveries API shows nothing under way for it" };
}

function isAbout(delivery: DeliveryEntry, { window, versions, types }: Lack, clock: ClockModel): boolean {
  if (types.length > 0 && !(types as readonly string[]).includes(delivery.eventType)) return false;
  if (versions !== null && delivery.version !== undefined) {
    return delivery.version >= versions[0] && delivery.version <= versions[1];
  }
  const { offsetMs, marginMs } = clock.readingAt(window.after.at);
  const opened = window.opened?.sentAt ?? Number.NEGATIVE_INFINITY;
  const createdAt = delivery.createdAt - offsetMs;
  return createdAt >= opened - marginMs && createdAt <= window.after.at + marginMs;
}

function describe(delivery: DeliveryEntry): string {
  const attempts = delivery.attempts.length > 0 ? ` after ${delivery.attempts.length} attempts` : "";
  const next = delivery.nextRetryAt === undefined ? "" : `, next at ${new Date(delivery.nextRetryAt).toISOString()}`;
  const reason = delivery.reason ? ` (${delivery.reason})` : "";
  return `${delivery.status}${attempts}${next}${reason}`;
}
