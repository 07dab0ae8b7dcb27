// The noise floor: one look in so many is done twice, shortly after each other. What differs at one version moves by itself, and
// no webhook can be blamed for it. In: a look that was just done. Out: samples in the journal.
import type { Api } from "../api/api.ts";
import { readPage, readRecord } from "../api/records.ts";
import { diffContent, diffStates } from "../compare/fields.ts";
import type { SampleEntry, TicketState } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import type { OkAnswer, Pace, Shown } from "./pace.ts";

export interface SamplerOptions {
  readonly api: Api;
  readonly journal: Journal;
  /** 0: never. Default 20. */
  readonly sampleEvery?: number;
}

export interface SampleRequest extends Shown {
  readonly path: string;
  readonly signal: AbortSignal | undefined;
}

export interface Sampler {
  maybe(request: SampleRequest): Promise<void>;
}

/** How long after the first the second look comes. */
const SAMPLE_AFTER_MS = 250;

export function createSampler({ api, journal, sampleEvery = 20 }: SamplerOptions, pace: Pace): Sampler {
  let looks = 0;
  return {
    async maybe({ path, ticket, records, signal }) {
      if (sampleEvery === 0 || looks++ % sampleEvery !== 0 || records.length === 0) return;
      await api.clock.sleep(SAMPLE_AFTER_MS, signal);
      const target = ticket === undefined ? {} : { ticket };
      const answer = await pace.request({ path, signal, isSample: true, ...target });
      if (answer === null) return;
      const again = recordsOf(answer, ticket);
      journal.append(...pairs(records, again).map(([first, second]) => sampleOf(first, second, answer.at)));
      pace.note(answer, { ...target, records: again }, true);
    },
  };
}

function recordsOf(answer: OkAnswer, ticket: string | undefined): readonly TicketState[] {
  if (ticket === undefined) return readPage(answer.body)?.rows ?? [];
  const record = readRecord(answer.body);
  return record === null ? [] : [record];
}

function pairs(first: readonly TicketState[], again: readonly TicketState[]): (readonly [TicketState, TicketState])[] {
  const byId = new Map(first.map((record) => [record["ticket_id"], record]));
  return again.flatMap((second) => {
    const before = byId.get(second["ticket_id"]);
    return before === undefined ? [] : [[before, second] as const];
  });
}

/** A record without version and `updated_at` can not tell noise from a change: a difference is taken for a change. */
function sampleOf(first: TicketState, second: TicketState, at: number): SampleEntry {
  const paths = diffContent(first, second, () => false).map(({ path }) => path);
  const isDated = "version" in first || "updated_at" in first;
  const hasMoved = isDated ? diffStates(marksOf(first), marksOf(second), () => false).length > 0 : paths.length > 0;
  return { kind: "sample", at, ticket: String(second["ticket_id"]), hasMoved, paths: hasMoved ? [] : paths };
}

function marksOf({ version, updated_at }: TicketState): TicketState {
  return { version, updated_at };
}
