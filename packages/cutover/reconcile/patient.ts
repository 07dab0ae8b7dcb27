// Requests that have time: a 429 or 503 is waited out as long as it asks, other faults a few times with growing pauses.
// What can not succeed is a coded error; the journal keeps what was done, so the same call goes on from there.
import { type Answer, type Api, refusedBy, type RequestOptions } from "../api/api.ts";
import { CutoverError } from "../errors.ts";

export type GoodAnswer = Extract<Answer, { kind: "ok" | "unchanged" }>;

/** Faults of network and server in a row before it gives up. */
const MOST_FAULTS = 6;
const FIRST_PAUSE_MS = 1000;
/** Waited when a 429 or 503 names no time. */
const DEFAULT_PAUSE_MS = 5000;

/**
 * @throws CutoverError `server_refused` for a 4xx, `server_unavailable` when it stays away, `aborted` by the signal.
 */
export async function requestPatiently(api: Api, path: string, options: RequestOptions = {}): Promise<GoodAnswer> {
  let faults = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const answer = await api.request(path, options);
    if (answer.kind === "ok" || answer.kind === "unchanged") return answer;
    const status = answer.kind === "refused" ? answer.status : 500;
    const isAsked = status === 429 || status === 503;
    if (status < 500 && !isAsked) throw refusedBy(answer, path);
    if (!isAsked && ++faults > MOST_FAULTS) throw givenUp(answer, path);
    const askedMs = answer.kind === "refused" ? answer.retryAfterMs : null;
    await api.clock.sleep(askedMs ?? (isAsked ? DEFAULT_PAUSE_MS : FIRST_PAUSE_MS * 2 ** (faults - 1)), options.signal);
  }
}

function givenUp(answer: Exclude<Answer, GoodAnswer>, path: string): CutoverError {
  const { message } = refusedBy(answer, path);
  return new CutoverError("server_unavailable", `${message}; what was found so far is kept, run it again to go on`);
}

const ABSENT: ReadonlySet<number | null> = new Set([403, 404, 405, 501]);

/** True when the server does not know this route, or not for this key: another way has to be taken. */
export function isAbsent(error: unknown): boolean {
  return error instanceof CutoverError && ABSENT.has(error.status);
}
