// Watches a `fetch` that an integration already uses: calls pass through unchanged, and reads of tickets are noted on the
// side. In: the user's fetch. Out: the same, plus looks for the poll tap. Nothing here may disturb the integration: the
// body is read from a clone, and a fault of ours goes to `onError`.
import { readDate } from "../api/api.ts";
import { readPage, readRecord } from "../api/records.ts";
import type { Clock } from "../api/clock.ts";
import type { TicketState } from "../journal/entry.ts";
import type { PollLook, PollTap } from "./poll-tap.ts";

export interface WatchOptions {
  readonly tap: PollTap;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

export interface Watcher {
  readonly fetch: typeof fetch;
  /** Resolves when every answer so far is noted. */
  settled(): Promise<void>;
}

export function watchFetch(send: typeof fetch, { tap, clock, onError }: WatchOptions): Watcher {
  const running = new Set<Promise<void>>();

  function note(work: () => Promise<void> | void): void {
    const noting = (async () => work())()
      .catch(onError)
      .finally(() => running.delete(noting));
    running.add(noting);
  }

  const watched: typeof fetch = async (input, init) => {
    const target = targetOf(input, init);
    if (target === null) return send(input, init);
    const sentAt = clock.now();
    try {
      const response = await send(input, init);
      const look = { sentAt, at: clock.now(), status: response.status, date: readDate(response.headers.get("date")) };
      const copy = response.ok ? response.clone() : null;
      note(async () => void tap.record({ ...look, ...(await readTarget(target, copy)) }));
      return response;
    } catch (error) {
      const ticket = target.kind === "ticket" ? { ticket: target.ticket } : {};
      note(() => void tap.record({ sentAt, at: clock.now(), status: null, failure: failureOf(error), ...ticket }));
      throw error;
    }
  };
  return {
    fetch: watched,
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

type Target = { readonly kind: "ticket"; readonly ticket: string } | { readonly kind: "list" };

const OTHER_READS: ReadonlySet<string> = new Set(["statuses", "priorities", "stats"]);

/** Whether a request reads a ticket or a list of tickets; null for anything else. */
function targetOf(input: string | URL | Request, init: RequestInit | undefined): Target | null {
  const isRequest = typeof input === "object" && "url" in input;
  const method = init?.method ?? (isRequest ? input.method : "GET");
  if (method.toUpperCase() !== "GET") return null;
  const path = (isRequest ? input.url : String(input)).replace(/[?#].*$/s, "");
  const match = /\/tickets(?:\/([^/]+))?\/?$/.exec(path);
  if (match === null) return null;
  const name = match[1];
  if (name === undefined || name === "search") return { kind: "list" };
  return OTHER_READS.has(name) ? null : { kind: "ticket", ticket: decodeURIComponent(name) };
}

async function readTarget(target: Target, response: Response | null): Promise<Pick<PollLook, "ticket" | "records">> {
  const body: unknown = response === null ? null : await response.json();
  if (target.kind === "list") return { records: readPage(body)?.rows ?? [] };
  const record: TicketState | null = readRecord(body);
  return { ticket: target.ticket, records: record === null ? [] : [record] };
}

function failureOf(error: unknown): "timeout" | "network" {
  const name = error instanceof Error ? error.name : "";
  return name === "TimeoutError" || name === "AbortError" ? "timeout" : "network";
}
