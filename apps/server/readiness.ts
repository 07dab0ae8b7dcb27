// What `/health/ready` looks at besides the database: whether this process is on its way out, and, where it sends, whether
// its lease runs. In: the parts of a running server. Out: named checks; one that throws makes the process not ready.
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Engine } from "@ticketwire/engine/engine";
import type { ReadinessCheck } from "@ticketwire/http-api";

export interface ReadinessParts {
  readonly clock: Clock;
  /** Null on a pure API process. */
  readonly engine: Engine | null;
  readonly isStopping: () => boolean;
}

/** The checks of this process. */
export function listReadinessChecks({ clock, engine, isStopping }: ReadinessParts): Record<string, ReadinessCheck> {
  const running = (): void => {
    if (isStopping()) throw new Error("the process is stopping");
  };
  if (engine === null) return { running };
  return {
    running,
    lease() {
      const until = engine.leaseUntil;
      if (until === null || until <= clock.now())
        throw new Error("the lease has run out: this process may send nothing");
    },
  };
}
