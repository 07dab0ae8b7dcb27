// How far the server's clock is from ours, measured from the journal. Each answer with a `Date` header proves that at some
// moment between sending and receiving the server's clock stood in that second; each such proof is an interval for the
// offset, and many intervals together leave a narrow one. Its half width is the margin that the comparison uses.
// Clocks drift and are set: a segment ends after an hour, or when a proof contradicts it.

/** `server = local + offsetMs`, give or take `marginMs`. */
export interface ClockReading {
  readonly offsetMs: number;
  readonly marginMs: number;
}

/** What the margin rests on: `Date` headers, the changes themselves, or nothing usable. */
export type ClockEvidence = "date" | "history" | "none";

export interface ClockModel {
  readonly evidence: ClockEvidence;
  readonly samples: number;
  /** The widest margin of any segment. */
  readonly marginMs: number;
  /** The reading that held at a moment of this machine's clock. */
  readingAt(localMs: number): ClockReading;
}

interface Segment {
  readonly from: number;
  low: number;
  high: number;
  samples: number;
}

const SEGMENT_MS = 3_600_000;

export interface ClockFitter {
  /** The offset at `at` is certainly between `low` and `high`. */
  add(proof: { readonly at: number; readonly low: number; readonly high: number }): void;
  finish(evidence: ClockEvidence): ClockModel;
}

export function createClockFitter(): ClockFitter {
  const segments: Segment[] = [];
  let samples = 0;
  return {
    add({ at, low, high }) {
      samples++;
      const current = segments.at(-1);
      const isOver = current === undefined || at - current.from > SEGMENT_MS;
      if (isOver || low > current.high || high < current.low) {
        segments.push({ from: at, low, high, samples: 1 });
        return;
      }
      current.low = Math.max(current.low, low);
      current.high = Math.min(current.high, high);
      current.samples++;
    },
    finish: (evidence) => modelOf(segments, { evidence, samples }),
  };
}

/** The interval that one answer's `Date` header proves: the header is cut to the second, the server wrote it in between. */
export function proofOfDate(poll: { readonly at: number; readonly sentAt: number; readonly date: number }): {
  readonly at: number;
  readonly low: number;
  readonly high: number;
} {
  return { at: poll.at, low: poll.date - poll.at, high: poll.date + 1000 - poll.sentAt };
}

/** No evidence at all: the clocks are taken as equal, and the report says so. */
const UNMEASURED_CLOCK: ClockModel = {
  evidence: "none",
  samples: 0,
  marginMs: 0,
  readingAt: () => ({ offsetMs: 0, marginMs: 0 }),
};

function modelOf(segments: readonly Segment[], meta: { evidence: ClockEvidence; samples: number }): ClockModel {
  if (segments.length === 0) return UNMEASURED_CLOCK;
  const readings = segments.map(({ low, high }) => ({ offsetMs: (low + high) / 2, marginMs: (high - low) / 2 }));
  return {
    ...meta,
    marginMs: readings.reduce((widest, { marginMs }) => Math.max(widest, marginMs), 0),
    readingAt(localMs) {
      let low = 0;
      let high = segments.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((segments[middle] as Segment).from <= localMs) low = middle;
        else high = middle - 1;
      }
      return readings[low] as ClockReading;
    },
  };
}
