// Requests that have time: a 429 or 503 is waited out as long as it asks, other faults a few times with growing pauses.
// What can not succeed is a coded error. In: a path. Out: an answer to use; whoever watches is told of every wait.
import { CutoverError } from "../errors.ts";
import { duration } from "../report/words.ts";
import { type Answer, type Api, refusedBy, type RequestOptions } from "./api.ts";

export type GoodAnswer = Extract<Answer, { kind: "ok" | "unchanged" }>;

export interface PatientOptions extends RequestOptions {
  /** Told why and how long it waits, the first time and when the reason changes. */
  readonly onNotice?: ((message: string) => void) | undefined;
}

/** Faults of network and server in a row before it gives up. */
const MOST_FAULTS = 6;
const FIRST_PAUSE_MS = 1000;
/** Waited when a 429 or 503 names no time. */
const DEFAULT_PAUSE_MS = 5000;

/**
 * @throws CutoverError `server_refused` for a 4xx, `server_unavailable` when it stays away, `stopped` by the signal.
 */
export async function requestPatiently(api: Api, path: string, options: PatientOptions = {}): Promise<GoodAnswer> {
  const { onNotice, ...request } = options;
  let faults = 0;
  let told = "";
  for (;;) {
    const answer = options.signal?.aborted ? null : await api.request(path, request);
    if (answer === null || options.signal?.aborted) throw stopped();
    if (answer.kind === "ok" || answer.kind === "unchanged") return answer;
    const isAsked = isBusy(answer);
    if (!isAsked && ++faults > MOST_FAULTS) throw givenUp(answer, path);
    const waitMs = pauseAfter(answer, { path, faults, isAsked });
    const { message } = refusedBy(answer, path.replace(/\?.*$/s, ""));
    if (message !== told) onNotice?.(`${message}; asked again in ${duration(waitMs)}`);
    told = message;
    await api.clock.sleep(waitMs, options.signal);
  }
}

/** The server asks to wait. */
export function isBusy(answer: Answer): boolean {
  return answer.kind === "refused" && (answer.status === 429 || answer.status === 503);
}

type OtherAnswer = Exclude<Answer, GoodAnswer>;

interface Trial {
  readonly path: string;
  readonly faults: number;
  readonly isAsked: boolean;
}

function pauseAfter(answer: OtherAnswer, { path, faults, isAsked }: Trial): number {
  const growing = FIRST_PAUSE_MS * 2 ** (faults - 1);
  if (answer.kind === "silent") return growing;
  if (answer.status < 500 && !isAsked) throw refusedBy(answer, path);
  return answer.retryAfterMs ?? (isAsked ? DEFAULT_PAUSE_MS : growing);
}

function givenUp(answer: OtherAnswer, path: string): CutoverError {
  const { message } = refusedBy(answer, path);
  return new CutoverError("server_unavailable", `${message}; what was found so far is kept, run it again to go on`);
}

function stopped(): CutoverError {
  return new CutoverError("stopped", "stopped; what was done so far is kept, and the same command goes on from there");
}

const ABSENT: ReadonlySet<number | null> = new Set([403, 404, 405, 501]);

/** True when the server does not know this route, or not for this key: another way has to be taken. */
export function isAbsent(error: unknown): boolean {
  return error instanceof CutoverError && ABSENT.has(error.status);
}
