// How answers are kept and asked for again: fresh for a moment, tried again when the server is away, never when it refused.
import { QueryClient } from "@tanstack/react-query";
import { ApiRefusal } from "./http.ts";

const FRESH_MS = 1_500;
const LONGEST_WAIT_MS = 8_000;
const MOST_TRIES = 4;

function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof ApiRefusal && [0, 429, 502, 503, 504].includes(error.status);
}

/** As long as the server asks for when it was asked too often; else longer each time. */
function waitBefore(failures: number, error: unknown): number {
  const asked = (error as Partial<ApiRefusal>).details as { readonly retry_after_ms?: number } | undefined;
  return asked?.retry_after_ms ?? Math.min(1_000 * 2 ** failures, LONGEST_WAIT_MS);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (failures, error) => failures < MOST_TRIES && isWorthAnotherTry(error),
      retryDelay: waitBefore,
    },
  },
});
