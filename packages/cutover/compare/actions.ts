// Compares what the handler of the poll side and the handler of the webhook side would have done. Pure.
// In: one ticket's planned actions. Out: pairs that agree, pairs that differ, and those that stand alone.
import type { ActionEntry } from "../journal/entry.ts";
import { isEqual } from "./fields.ts";

export interface ActionDifference {
  readonly kind: "only_poll" | "only_push" | "different";
  readonly ticket: string;
  readonly key: string;
  readonly poll: ActionEntry | null;
  readonly push: ActionEntry | null;
}

export interface ActionComparison {
  readonly match: number;
  readonly differences: readonly ActionDifference[];
}

/** The n-th action of a key on one side belongs to the n-th of that key on the other. */
export function compareActions(actions: readonly ActionEntry[]): ActionComparison {
  let match = 0;
  const differences: ActionDifference[] = [];
  for (const [key, list] of Map.groupBy(actions, (entry) => entry.key)) {
    const polls = list.filter(({ side }) => side === "poll");
    const pushes = list.filter(({ side }) => side === "push");
    for (let index = 0; index < Math.max(polls.length, pushes.length); index++) {
      const [poll = null, push = null] = [polls[index], pushes[index]];
      if (poll !== null && push !== null && isEqual(poll.action, push.action)) match++;
      else differences.push({ kind: kindOf(poll, push), ticket: list[0]?.ticket ?? "", key, poll, push });
    }
  }
  return { match, differences };
}

function kindOf(poll: ActionEntry | null, push: ActionEntry | null): ActionDifference["kind"] {
  if (poll === null) return "only_push";
  return push === null ? "only_poll" : "different";
}
