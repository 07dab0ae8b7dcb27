// What a request bin catches, as it comes, with a word on its signature where the secret is known. In: a bin. Out: printed
// requests, and how many.
import type { Api } from "../api/api.ts";
import type { BinRequest, RequestBin as Bin } from "../api/records.ts";
import { walk } from "../api/walk.ts";
import { pause } from "../interrupt.ts";
import type { Session } from "../session.ts";
import { printable } from "../terminal/printable.ts";
import { clockTime } from "../terminal/show-time.ts";
import { explain } from "../verify/explain.ts";

export interface WatchWish {
  readonly bin: Bin;
  /** The newest request that is known already. */
  readonly after: string | null;
  readonly secret: string | null;
  readonly everyMs: number;
  /** Stop after so many; null for no end. */
  readonly most: number | null;
  readonly signal: AbortSignal;
}

const LOOK_BACK = 200;

/** The newest request of a bin before it is announced; null when there is none. */
export async function newestOf(api: Api, bin: Bin): Promise<string | null> {
  if (bin.total_requests === 0) return null;
  const [newest] = await readNewer(api, bin, { known: null, most: 1 });
  return newest?.request_id ?? null;
}

export async function watchBin(session: Session, api: Api, wish: WatchWish): Promise<number> {
  // Ids are made in the order of time: what is newer than the newest known one is new.
  let known = wish.after;
  let seen = 0;
  while (!wish.signal.aborted) {
    const found = await readNewer(api, wish.bin, { known, most: LOOK_BACK });
    known = found[0]?.request_id ?? known;
    for (const request of found.toReversed()) {
      show(session, request, wish.secret);
      seen += 1;
      if (seen === wish.most) return seen;
    }
    await pause(wish.everyMs, wish.signal);
  }
  return seen;
}

interface Look {
  readonly known: string | null;
  readonly most: number;
}

/** Newest first, as far back as `known`. */
async function readNewer(api: Api, bin: Bin, { known, most }: Look): Promise<readonly BinRequest[]> {
  const found: BinRequest[] = [];
  for await (const request of walk<BinRequest>(api, `/api/v1/request-bins/${bin.bin_id}/requests`, { most })) {
    if (known !== null && request.request_id <= known) break;
    found.push(request);
  }
  return found;
}

function show({ terminal, isJson }: Session, request: BinRequest, secret: string | null): void {
  const verdict = secret === null ? null : judge(request, secret);
  if (isJson) return terminal.printJsonLine({ ...request, ...(verdict === null ? {} : { signature: verdict }) });
  const { bold, dim, green, red } = terminal.colours;
  const word =
    verdict === null ? "" : verdict.valid ? green("  signature valid") : red(`  ${printable(verdict.message)}`);
  terminal.print(
    `${dim(clockTime(new Date(request.received_at)))}  ${bold(printable(`${request.method} ${request.path}`))}${word}`,
  );
  for (const [name, value] of Object.entries(request.headers)) terminal.print(dim(printable(`  ${name}: ${value}`)));
  terminal.print(printable(`\n${pretty(request)}\n`));
}

function judge({ headers, body, received_at: at }: BinRequest, secret: string) {
  const signature = headers["x-alga-signature"];
  if (signature === undefined) return null;
  return explain({ signature, body, secret, standard: {}, at: new Date(at) });
}

function pretty({ body, is_truncated: isCut }: BinRequest): string {
  if (isCut) return `${body}\n… (longer than a bin keeps)`;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
