// Asks before something is lost by going away: to another page, back, or by closing the tab.
// In: whether something would be lost now, and the question. Out: nothing; going on waits for the answer.
import { useBlocker } from "@tanstack/react-router";
import { askYes, type Question } from "./ask.tsx";

export function useLeaveGuard(isAtRisk: () => boolean, question: Omit<Question, "onConfirm">): void {
  useBlocker({
    shouldBlockFn: async () => isAtRisk() && !(await askYes(question)),
    enableBeforeUnload: isAtRisk,
  });
}
