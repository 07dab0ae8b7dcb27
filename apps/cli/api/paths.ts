// The paths that exist, from the API's own description: a call to one that does not is a compile error. Types only.
import type { paths } from "@ticketwire/client";

type Method = "get" | "post" | "put" | "delete";

/** `/api/v1/tickets/{ticket_id}` becomes `/api/v1/tickets/${string}`. */
type Filled<Path> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path;

/** Paths that can be called with a method. */
export type PathFor<Verb extends Method> = {
  [Path in keyof paths]: paths[Path][Verb] extends undefined ? never : Filled<Path>;
}[keyof paths];
