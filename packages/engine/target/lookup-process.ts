// A process of its own that asks the system's resolver (getaddrinfo), started by system-lookup.ts. In: {id, hostname}
// messages. Out: {id, code, addresses} messages. getaddrinfo can not be cancelled and holds a thread of the process that
// calls it; here a name server that hangs holds threads of nobody else. Ends at once when its parent is gone.
import { lookup } from "node:dns";

export interface LookupQuestion {
  readonly id: number;
  readonly hostname: string;
}

export interface LookupAnswer {
  readonly id: number;
  /** The resolver's error code, or null. */
  readonly code: string | null;
  readonly addresses: readonly string[];
}

function answer(question: LookupQuestion): void {
  lookup(question.hostname, { all: true }, (error, found) => {
    const reply: LookupAnswer = {
      id: question.id,
      code: error === null ? null : (error.code ?? "EFAIL"),
      addresses: error === null ? found.map((entry) => entry.address) : [],
    };
    if (process.connected) process.send?.(reply);
  });
}

process.on("message", (question: LookupQuestion) => answer(question));
// An ordinary exit would wait for threads that still sit in getaddrinfo.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// Ctrl-C in a terminal reaches the whole group; the parent drains first and then lets go of this process.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
