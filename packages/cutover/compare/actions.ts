// Compares what the handler of the poll side and the handler of the webhook side would have done. Pure.
// In: one ticket's planned actions. Out: pairs that agree, pairs that differ, and those that stand alone.
import type { ActionEntry } from "../journal/entry.ts";
import { isEqual } from "./fields.ts";

export interface ActionPair {
  readonly kind: "match" | "only_poll" | "only_push" | "different";
  readonly ticket: string;
  readonly key: string;
  readonly poll: ActionEntry | null;
  readonly push: ActionEntry | null;
}

/** The n-th action of a key on one side belongs to the n-th of that key on the other. */
export function compareActions(actions: readonly ActionEntry[]): ActionPair[] {
  return [...Map.groupBy(actions, (entry) => entry.key)].flatMap(([key, list]) => {
    const polls = list.filter(({ side }) => side === "poll");
    const pushes = list.filter(({ side }) => side === "push");
    return Array.from({ length: Math.max(polls.length, pushes.length) }, (_, index) => {
      const [poll = null, push = null] = [polls[index], pushes[index]];
      return { kind: kindOf(poll, push), ticket: list[0]?.ticket ?? "", key, poll, push };
    });
  });
}

function kindOf(poll: ActionEntry | null, push: ActionEntry | null): ActionPair["kind"] {
  if (poll === null) return "only_push";
  if (push === null) return "only_poll";
  return isEqual(poll.action, push.action) ? "match" : "different";
}
