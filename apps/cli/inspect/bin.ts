// A request bin of the server: found by its name or made. In: a wish. Out: the bin, and how to leave it.
import type { Api } from "../api/api.ts";
import type { RequestBin as Bin } from "../api/records.ts";
import { wrongUse } from "../failure.ts";

export interface BinWish {
  /** Null: deleted at the end. */
  readonly name: string | null;
  readonly status?: number;
  readonly answer?: string;
  readonly delay?: number;
}

export interface OpenedBin {
  readonly bin: Bin;
  readonly isKept: boolean;
  close(): Promise<void>;
}

const BINS = "/api/v1/request-bins";

export async function openBin(api: Api, wish: BinWish): Promise<OpenedBin> {
  const answer = { response_status: wish.status, response_body: wish.answer, response_delay_ms: wish.delay };
  if (wish.name === null) {
    const bin = await api.post<Bin>(BINS, { name: "ticketwire inspect", ...answer });
    return { bin, isKept: false, close: () => api.delete(`${BINS}/${bin.bin_id}`) };
  }
  if (wish.name.trim() === "") throw wrongUse("--name is empty");
  const bin = await openNamed(api, wish.name, answer);
  return { bin, isKept: true, close: () => Promise.resolve() };
}

async function openNamed(api: Api, name: string, answer: object): Promise<Bin> {
  const all = await api.get<readonly Bin[]>(BINS);
  const found = all.find((bin) => bin.name === name);
  if (found === undefined) return api.post<Bin>(BINS, { name, ...answer });
  const isGiven = Object.values(answer).some((value) => value !== undefined);
  return isGiven ? api.put<Bin>(`${BINS}/${found.bin_id}`, answer) : found;
}
