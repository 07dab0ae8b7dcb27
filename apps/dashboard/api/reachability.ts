// Whether the server answers. In: told by every call. Out: since when it does not, for a notice on every page.

const listeners = new Set<() => void>();
let awaySince: number | null = null;

function set(since: number | null): void {
  if ((since === null) === (awaySince === null)) return;
  awaySince = since;
  for (const listener of listeners) listener();
}

/** Told when an answer came. */
export const noteAnswer = (): void => set(null);

/** Told when none came. */
export const noteSilence = (): void => set(Date.now());

/** For pages: since when the server has not answered, milliseconds since 1970; null while it does. */
export const reachability = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  awaySince: () => awaySince,
};
