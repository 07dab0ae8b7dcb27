// Adds up how the planned actions of both sides compare. Where one poll showed several changes at once the poll side could not
// plan what the webhook side did: such actions are counted apart, and speak against nobody.
// In: histories, and the polls that were coarse. Out: counts and the differences worth listing.
import { type ActionPair, compareActions } from "./actions.ts";
import type { History } from "./history.ts";
import type { TicketContext } from "./judge-ticket.ts";
import type { CompareSettings } from "./options.ts";

const NAMES = { match: "match", only_poll: "onlyPoll", only_push: "onlyPush", different: "different" } as const;

export function createActionLog({ end, isSettled, settleMs }: TicketContext, { from, listed }: CompareSettings) {
  const counts = { match: 0, onlyPoll: 0, onlyPush: 0, different: 0, coalesced: 0 };
  const kept: ActionPair[] = [];
  // A pair may begin before the period and end in it; then it is judged there.
  const isInPeriod = ({ poll, push }: ActionPair): boolean => Math.max(poll?.at ?? 0, push?.at ?? 0) >= from;
  const isFresh = ({ kind, poll }: ActionPair): boolean =>
    kind === "only_poll" && !isSettled && (poll?.at ?? 0) > end - settleMs;
  return {
    add({ actions, sights }: History, coarseAt: ReadonlySet<number>): void {
      for (const pair of compareActions(actions)) {
        if (!isInPeriod(pair) || isFresh(pair)) continue;
        const name = isCoarse(pair, sights, coarseAt) ? "coalesced" : NAMES[pair.kind];
        counts[name]++;
        if (name !== "match" && name !== "coalesced" && kept.length < listed) kept.push(pair);
      }
    },
    finish: () => ({ ...counts, listed: kept }),
  };
}

/** Planned after a poll that showed several changes at once. */
function isCoarse({ kind, poll }: ActionPair, sights: History["sights"], coarseAt: ReadonlySet<number>): boolean {
  if (poll === null || kind === "match") return false;
  const sight = sights.findLast(({ at }) => at <= poll.at);
  return sight !== undefined && coarseAt.has(sight.at);
}
