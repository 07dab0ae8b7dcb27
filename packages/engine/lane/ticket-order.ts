// `ordering: ticket`: a ticket's later events wait for the earlier one to end, other tickets flow on. Pure state of one lane:
// which deliveries of a subject are open, and what waits behind them here. What waits long is parked in its row.
import type { DueDelivery } from "./load-deliveries.ts";

/** What is open of one ticket as the lane finds it when it is taken. */
export interface OpenSubject {
  readonly subjectId: string;
  /** Sequences of deliveries that have a due time, or are about to get one. */
  readonly open: readonly number[];
  /** The lowest sequence that is parked in its row; null when none is. */
  readonly firstParked: number | null;
}

export type Turn =
  | { readonly kind: "start" }
  /** An earlier one is under way: it waits here and comes back by `end`. */
  | { readonly kind: "wait" }
  /** An earlier one is to be tried again later: it waits in its row until that one has ended. */
  | { readonly kind: "park" };

// There may be a hundred thousand of these in a lane, nearly all with one open delivery: plain arrays, not sets.
interface Subject {
  /** Sequences of deliveries that are under way or due some time. */
  open: readonly number[];
  underWay: readonly number[];
  behind: readonly DueDelivery[];
  /** The lowest sequence that is parked in its row. */
  firstParked: number | null;
  /** The lowest that was parked since the release that is under way began: that release does not know of it. */
  parkedAnew: number | null;
}

export interface Ended {
  /** These may be tried again, in this order. */
  readonly next: readonly DueDelivery[];
  /** These must be parked: the one they waited for is to be tried again later. */
  readonly park: readonly DueDelivery[];
  /** The subject's first parked delivery is to be released. */
  readonly release: boolean;
}

const NONE: readonly never[] = [];
const NOTHING: Ended = { next: [], park: [], release: false };

export class TicketOrder {
  readonly #subjects = new Map<string, Subject>();

  constructor(subjects: readonly OpenSubject[] = []) {
    for (const { subjectId, open, firstParked } of subjects)
      this.#subjects.set(subjectId, { open, underWay: NONE, behind: NONE, firstParked, parkedAnew: null });
  }

  /** Whether a delivery may start now; when it may, it counts as under way. */
  take(delivery: DueDelivery): Turn {
    if (delivery.subjectId === null) return { kind: "start" };
    const subject = this.#subject(delivery.subjectId);
    const earlier = subject.open.filter((sequence) => sequence < delivery.sequence);
    const isBehindParked = subject.firstParked !== null && subject.firstParked < delivery.sequence;
    if (earlier.length === 0 && !isBehindParked && !this.#hasEarlierBehind(subject, delivery)) {
      subject.open = withNumber(subject.open, delivery.sequence);
      subject.underWay = withNumber(subject.underWay, delivery.sequence);
      return { kind: "start" };
    }
    if (isBehindParked || earlier.some((sequence) => !subject.underWay.includes(sequence))) {
      park(subject, delivery);
      return { kind: "park" };
    }
    subject.behind = [...subject.behind, delivery];
    return { kind: "wait" };
  }

  /** An attempt is over: the delivery ended, or is to be tried again later. */
  end(delivery: DueDelivery, hasEnded: boolean): Ended {
    const subject = delivery.subjectId === null ? undefined : this.#subjects.get(delivery.subjectId);
    if (subject === undefined || delivery.subjectId === null) return NOTHING;
    subject.underWay = withoutNumber(subject.underWay, delivery.sequence);
    const behind = [...subject.behind].sort((a, b) => a.sequence - b.sequence);
    subject.behind = NONE;
    if (!hasEnded) {
      for (const waiting of behind) park(subject, waiting);
      return { next: [], park: behind, release: false };
    }
    subject.open = withoutNumber(subject.open, delivery.sequence);
    const release = subject.firstParked !== null;
    if (!release && behind.length === 0 && subject.open.length === 0) this.#subjects.delete(delivery.subjectId);
    return { next: behind, park: [], release };
  }

  /** Takes back everything that waits here behind another one. */
  drain(): DueDelivery[] {
    return [...this.#subjects.values()].flatMap((subject) => {
      const { behind } = subject;
      subject.behind = NONE;
      return behind;
    });
  }

  /** Subjects whose parked deliveries wait for nothing: the owner before died between an end and the release. */
  stranded(): string[] {
    return [...this.#subjects.keys()].filter((id) => this.isStranded(id));
  }

  /** Something of this subject is parked, and nothing is open whose end would release it. */
  isStranded(subjectId: string): boolean {
    const subject = this.#subjects.get(subjectId);
    return subject !== undefined && subject.firstParked !== null && subject.open.length === 0;
  }

  /** The lowest sequence of this subject that is parked. */
  firstParked(subjectId: string): number | null {
    return this.#subjects.get(subjectId)?.firstParked ?? null;
  }

  /** Call before the first parked delivery of a subject is released; `released` afterwards. */
  beginRelease(subjectId: string): void {
    this.#subject(subjectId).parkedAnew = null;
  }

  /** The first parked delivery of a subject was released in its row: later ones wait for it until it is loaded and ends. */
  released(subjectId: string, release: { readonly sequence: number | null; readonly next: number | null }): void {
    const subject = this.#subject(subjectId);
    const isParkedAgain = release.sequence === subject.parkedAnew;
    if (release.sequence !== null && !isParkedAgain) subject.open = withNumber(subject.open, release.sequence);
    subject.firstParked = lower(release.next, subject.parkedAnew);
  }

  #hasEarlierBehind(subject: Subject, delivery: DueDelivery): boolean {
    return subject.behind.some((waiting) => waiting.sequence < delivery.sequence);
  }

  #subject(subjectId: string): Subject {
    let subject = this.#subjects.get(subjectId);
    if (subject === undefined) {
      subject = { open: NONE, underWay: NONE, behind: NONE, firstParked: null, parkedAnew: null };
      this.#subjects.set(subjectId, subject);
    }
    return subject;
  }
}

function park(subject: Subject, { sequence }: DueDelivery): void {
  subject.open = withoutNumber(subject.open, sequence);
  subject.firstParked = lower(subject.firstParked, sequence);
  subject.parkedAnew = lower(subject.parkedAnew, sequence);
}

function lower(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function withNumber(numbers: readonly number[], one: number): readonly number[] {
  return numbers.includes(one) ? numbers : [...numbers, one];
}

function withoutNumber(numbers: readonly number[], one: number): readonly number[] {
  return numbers.includes(one) ? numbers.filter((number) => number !== one) : numbers;
}
