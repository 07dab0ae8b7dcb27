// Many askers, few statements: while one statement of a tenant is on its way, further questions queue up, and the next statement
// answers them all. In: questions one by one. Out: their answers; a statement that fails fails those it was to answer, unless
// one of them is at fault: then each is asked alone, and one that waits for a row that somebody holds does so aside, out of the
// way of the others. Each question is answered by a statement that began after it was asked, so no answer is older than that.
import type { TenantId } from "@ticketwire/contract";
import { sqlStateOf } from "../db/errors.ts";

interface Waiting<Question, Answer> {
  readonly question: Question;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Most questions of one statement. */
const MOST_AT_ONCE = 100;

/** What the database refuses because of a single row, or of a row that somebody else holds; nothing of the statement was done. */
function isOfOne(error: unknown): boolean {
  return /^(?:2[123]|40)|^55P03$|^57014$/.test(sqlStateOf(error) ?? "");
}

/** A row was not to be had in time. */
function isLocked(error: unknown): boolean {
  return sqlStateOf(error) === "55P03";
}

/** Milliseconds that a statement waits for a row: one that others wait behind, and one that is alone, which outlasts a stopped process. */
export const LOCK_WAIT_MS = { shared: 250, aside: 12_000 } as const;

/** Questions of a tenant that wait aside at most; further ones are told at once that the row is not to be had. */
const MOST_ASIDE = 100;

/** Answers questions in the order given, one answer each. `lockMs`: how long it may wait for a row. */
export type Serve<Question, Answer> = (
  tenantId: TenantId,
  questions: readonly Question[],
  lockMs: number,
) => Promise<readonly Answer[]>;

/** What a question is about; those about a row that is held go aside at once. */
export type KeyOf<Question> = (question: Question) => unknown;

/** Those that met a row that is held; the first one is being asked. */
interface Aside<Question, Answer> {
  readonly waiting: Waiting<Question, Answer>[];
  /** What the first of them met. */
  readonly error: unknown;
}

/** Puts questions of one tenant together. */
export class Gatherer<Question, Answer> {
  readonly #serve: Serve<Question, Answer>;
  readonly #keyOf: KeyOf<Question>;
  /** Those that wait, of each tenant with a statement on its way. */
  readonly #queues = new Map<TenantId, Waiting<Question, Answer>[]>();
  readonly #aside = new Map<TenantId, Aside<Question, Answer>>();

  /** @param keyOf default: every question is about something of its own */
  constructor(serve: Serve<Question, Answer>, keyOf: KeyOf<Question> = (question) => question) {
    this.#serve = serve;
    this.#keyOf = keyOf;
  }

  /** Asks; at once when no statement of the tenant is on its way. */
  ask(tenantId: TenantId, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const waiting = { question, resolve, reject };
      if (this.#isHeld(tenantId, question)) return this.#setAside(tenantId, waiting);
      const queue = this.#queues.get(tenantId);
      if (queue !== undefined) return void queue.push(waiting);
      this.#queues.set(tenantId, [waiting]);
      void this.#run(tenantId);
    });
  }

  async #run(tenantId: TenantId): Promise<void> {
    const queue = this.#queues.get(tenantId) ?? [];
    while (queue.length > 0) await this.#answer(tenantId, queue.splice(0, MOST_AT_ONCE));
    this.#queues.delete(tenantId);
  }

  async #answer(tenantId: TenantId, batch: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.#serve(
        tenantId,
        batch.map(({ question }) => question),
        LOCK_WAIT_MS.shared,
      );
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      const [only] = batch;
      if (batch.length > 1 && isOfOne(error)) for (const waiting of batch) await this.#answer(tenantId, [waiting]);
      else if (only !== undefined && isLocked(error)) this.#setAside(tenantId, only, error);
      else for (const { reject } of batch) reject(error);
    }
  }

  #isHeld(tenantId: TenantId, question: Question): boolean {
    const aside = this.#aside.get(tenantId);
    return aside?.waiting.some((other) => this.#keyOf(other.question) === this.#keyOf(question)) ?? false;
  }

  #setAside(tenantId: TenantId, waiting: Waiting<Question, Answer>, error?: unknown): void {
    const aside = this.#aside.get(tenantId);
    if (aside === undefined) {
      this.#aside.set(tenantId, { waiting: [waiting], error });
      void this.#runAside(tenantId);
    } else if (aside.waiting.length < MOST_ASIDE) aside.waiting.push(waiting);
    else waiting.reject(error ?? aside.error);
  }

  // One at a time: a tenant's held rows take one connection, however many want them.
  async #runAside(tenantId: TenantId): Promise<void> {
    const waiting = this.#aside.get(tenantId)?.waiting ?? [];
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      try {
        const [answer] = await this.#serve(tenantId, [first.question], LOCK_WAIT_MS.aside);
        first.resolve(answer as Answer);
      } catch (error) {
        first.reject(error);
      }
      waiting.shift();
    }
    this.#aside.delete(tenantId);
  }
}
