// One request of the poller, as patient as the server asks: a 429 or 503 is noted as a cost and waited out, other failures are
// noted and left to the next round. In: a path. Out: an answer to use, or null; every request is in the journal.
import type { Answer, Api } from "../api/api.ts";
import { CutoverError } from "../errors.ts";
import type { TicketState } from "../journal/entry.ts";
import type { PollTap } from "../taps/poll-tap.ts";

export interface PollRequest {
  readonly path: string;
  readonly etag?: string | undefined;
  readonly ticket?: string;
  readonly signal: AbortSignal | undefined;
  readonly isSample?: boolean;
}

/** What an answer showed. */
export interface Shown {
  readonly ticket?: string;
  readonly records: readonly TicketState[];
}

export type OkAnswer = Extract<Answer, { kind: "ok" }>;

export interface Pace {
  /** Asks until there is an answer to use; null when the ticket is unchanged, gone, or can not be had in this round. */
  request(request: PollRequest): Promise<OkAnswer | null>;
  note(answer: OkAnswer, shown: Shown, isSample?: boolean): void;
}

/** Waited when a 429 or 503 names no time. */
const DEFAULT_PAUSE_MS = 5000;

export function createPace({ api, tap }: { readonly api: Api; readonly tap: PollTap }): Pace {
  return {
    async request(request) {
      const { path, etag = null, signal } = request;
      while (!signal?.aborted) {
        const answer = await api.request(path, { etag, ...(signal ? { signal } : {}) });
        if (signal?.aborted) break;
        if (answer.kind === "ok") return answer;
        noteOther(tap, request, answer);
        const waitMs = pauseAfter(answer);
        if (waitMs === null) break;
        await api.clock.sleep(waitMs, signal);
      }
      return null;
    },
    note({ sentAt, at, status, date }, shown, isSample) {
      tap.record({ sentAt, at, status, date, ...shown, ...(isSample ? { isSample } : {}) });
    },
  };
}

type OtherAnswer = Exclude<Answer, OkAnswer>;

function noteOther(tap: PollTap, { ticket, isSample }: PollRequest, answer: OtherAnswer): void {
  const { sentAt, at } = answer;
  const times = { sentAt, at, ...(ticket ? { ticket } : {}), ...(isSample ? { isSample } : {}) };
  if (answer.kind === "silent")
    tap.record({ ...times, status: null, failure: answer.failure, problem: answer.message });
  else if (answer.kind === "refused")
    tap.record({ ...times, status: answer.status, date: answer.date, problem: answer.message });
  else tap.record({ ...times, status: answer.status, date: answer.date });
}

/** How long to wait before asking again; null: not in this round. @throws CutoverError `server_refused` for the key. */
function pauseAfter(answer: OtherAnswer): number | null {
  if (answer.kind !== "refused") return null;
  const { status, message, retryAfterMs } = answer;
  if (status === 401 || status === 403) {
    const advice = status === 401 ? "check TICKETWIRE_API_KEY" : "the key needs the scope tickets:read";
    throw new CutoverError("server_refused", `polling: the server answered ${status} (${message}); ${advice}`, {
      status,
    });
  }
  return status === 429 || status === 503 ? (retryAfterMs ?? DEFAULT_PAUSE_MS) : null;
}
