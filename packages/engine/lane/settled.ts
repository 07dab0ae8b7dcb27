// How far a lane is settled: every first attempt up to a sequence is over and its outcome written or about to be. What is
// above it is read again by the next owner, so it must never pass something unsent. Pure state of one lane.

const DAY_MS = 86_400_000;

/** A first attempt that was loaded; kept in order of sequence until it and all before it are settled. */
export interface FreshMark {
  readonly sequence: number;
  readonly day: string;
  isSettled: boolean;
}

/** The UTC day before. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

export class Settled {
  #through: number;
  #day: string;
  #openDay: string;
  readonly #marks: FreshMark[] = [];
  #head = 0;

  constructor(start: { readonly through: number; readonly openDay: string }) {
    this.#through = start.through;
    this.#day = start.openDay;
    this.#openDay = start.openDay;
  }

  /** Nothing at or below it waits for a first attempt. */
  get through(): number {
    return this.#through;
  }

  /** No fresh delivery above `through` lies on an earlier day. */
  get openDay(): string {
    return this.#openDay;
  }

  /** A fresh delivery was loaded, the next in order of sequence. */
  add(sequence: number, day: string): FreshMark {
    const mark = { sequence, day, isSettled: false };
    this.#marks.push(mark);
    return mark;
  }

  /** Up to this sequence nothing is left to load. */
  reach(sequence: number): void {
    this.#marks.push({ sequence, day: this.#marks.at(-1)?.day ?? this.#day, isSettled: true });
    this.advance();
  }

  /** Moves over all marks that are settled. */
  advance(): void {
    let mark = this.#marks[this.#head];
    while (mark?.isSettled) {
      this.#through = mark.sequence;
      this.#day = mark.day;
      mark = this.#marks[++this.#head];
    }
    // Later sequences lie at most one day before this one: fan-out gives older events a due time (fan-out-events.ts).
    const day = dayBefore(this.#day);
    if (day > this.#openDay) this.#openDay = day;
    if (this.#head > 256 && this.#head * 2 > this.#marks.length) {
      this.#marks.splice(0, this.#head);
      this.#head = 0;
    }
  }
}
