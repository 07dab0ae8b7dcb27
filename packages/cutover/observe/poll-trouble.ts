// Polls that fail are a cost and counted; whoever watches is told the first time each kind of failure happens, because a wrong
// address or a typo in the list of tickets looks just like that. In: looks. Out: a message per kind, and the count.
import type { PollLook } from "../taps/poll-tap.ts";

export interface PollTrouble {
  note(look: PollLook): void;
  readonly failed: number;
}

export function trackPollTrouble(onNotice: (message: string) => void): PollTrouble {
  const told = new Set<string>();
  let failed = 0;
  return {
    note({ status, failure, problem, ticket }) {
      const isAnswered = status !== null && (status < 300 || status === 304);
      if (isAnswered) return;
      failed++;
      const word = status === null ? (failure ?? "network") : String(status);
      if (told.has(word)) return;
      told.add(word);
      const what = ticket === undefined ? "the list of tickets" : `ticket ${ticket}`;
      const why = problem === undefined ? "" : ` (${problem})`;
      onNotice(
        `polling ${what}: ${status === null ? "no answer" : `answered ${status}`}${why}; counted, and polled on`,
      );
    },
    get failed() {
      return failed;
    },
  };
}
