// A call that changes something: says when it worked, says in the server's words when not, and lets what it touched be read anew.
// In: the call. Out: a mutation.
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { notify } from "../ui/notify.ts";
import { findingsOf, sentenceOf } from "./http.ts";

export interface WriteOptions<Input, Output> {
  readonly write: (input: Input) => Promise<Output>;
  /** Told when it worked; default: nothing. */
  readonly done?: (output: Output, input: Input) => string | null;
  /** First parts of the query keys that are read anew; default: everything. */
  readonly touches?: readonly string[];
  /** The form shows findings about these fields itself. */
  readonly hasForm?: boolean;
}

/** A list that was read further than this is not read anew as a whole: it is when one goes back to its top. */
const MOST_PAGES = 5;

/** Lets what is shown be read anew: queries whose key begins with one of `touches`, or all. */
export async function readAnew(client: QueryClient, touches?: readonly string[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey, state }) => {
      const pages = (state.data as { readonly pages?: readonly unknown[] } | undefined)?.pages;
      const isTouched = touches === undefined || touches.includes(String(queryKey[0]));
      return isTouched && (pages?.length ?? 0) <= MOST_PAGES;
    },
  });
}

export function useWrite<Input = void, Output = unknown>(options: WriteOptions<Input, Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: options.write,
    onSuccess: async (output, input) => {
      const message = options.done?.(output, input) ?? null;
      if (message !== null) void notify({ id: message, message, color: "green", autoClose: 4_000 });
      await readAnew(client, options.touches);
    },
    onError: (error) => {
      if (options.hasForm === true && Object.keys(findingsOf(error)).length > 0) return;
      void notify({ title: "That did not work", message: sentenceOf(error), color: "red", autoClose: 10_000 });
    },
  });
}
