// Whether the session has ended under an open page: its key was revoked or expired, or nobody used it for long. Then nothing
// is asked for until somebody signs in again; what is typed on the page stays.
// In: told by every call. Out: for the page, and signing in again.
import { onlineManager } from "@tanstack/react-query";

const listeners = new Set<() => void>();
let hasEnded = false;

function set(next: boolean): void {
  if (hasEnded === next) return;
  hasEnded = next;
  // Calls wait, and those that waited go on afterwards; the pages' own looking again pauses, too.
  onlineManager.setOnline(!next);
  for (const listener of listeners) listener();
}

/** Told when a call was answered 401. */
export const noteEnded = (): void => set(true);

/** Told when somebody has signed in again. */
export const noteSignedIn = (): void => set(false);

/** For pages: whether the session has ended. */
export const sessionState = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  hasEnded: () => hasEnded,
};
