// Going back from what was opened over a page. Opening is a step in the browser's history, so that its back button closes;
// closing by hand goes that step back again instead of adding another. In: how to close what a link opened directly.
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** This page itself opened what is open here. */
    readonly isStep?: boolean;
  }
}

/** Closes what is open: back when this page opened it, else by `otherwise`. */
export function useStepBack(): (otherwise: () => void) => void {
  const router = useRouter();
  return useCallback(
    (otherwise) => {
      if (router.state.location.state.isStep === true) router.history.back();
      else otherwise();
    },
    [router],
  );
}
