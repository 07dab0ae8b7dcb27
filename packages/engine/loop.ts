// A loop around one stage's round: runs when woken, at the latest after its poll interval, again at once while there is more,
// one round at a time; backs off while the round fails. The only owner of timers in the engine.

export interface Loop extends AsyncDisposable {
  /** Runs a round soon. Many wakes during a round make one more round. */
  wake(): void;
}

export interface LoopOptions {
  /** For messages and metrics. */
  readonly name: string;
  /** One round. True: there is more, run again at once. */
  readonly round: () => Promise<boolean | void>;
  /** Milliseconds after which a round runs without being woken. */
  readonly pollMs: number;
  /** Told of each failed round; the loop goes on. */
  readonly onError: (name: string, error: unknown) => void;
}

const BACKOFF_MS = { first: 100, most: 2_000 };

/** Starts the loop; its first round runs at once. Disposing waits for the round that is under way. */
export function startLoop(options: LoopOptions): Loop {
  const { name, round, pollMs, onError } = options;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isWoken = false;
  let running: Promise<void> | undefined;
  let backoffMs = 0;

  async function runRounds(): Promise<void> {
    let hasMore = true;
    while ((hasMore || isWoken) && !isStopped) {
      isWoken = false;
      try {
        hasMore = (await round()) === true;
        backoffMs = 0;
      } catch (error) {
        backoffMs = Math.min(Math.max(BACKOFF_MS.first, backoffMs * 2), BACKOFF_MS.most);
        onError(name, error);
        return;
      }
    }
  }

  function run(): void {
    if (isStopped || running) return;
    clearTimeout(timer);
    running = runRounds().finally(() => {
      running = undefined;
      if (!isStopped) timer = setTimeout(run, backoffMs || (isWoken ? 0 : pollMs));
    });
  }

  run();
  return {
    wake() {
      isWoken = true;
      if (backoffMs === 0) run();
    },
    async [Symbol.asyncDispose]() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
