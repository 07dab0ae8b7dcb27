// Many askers, few statements: while one statement of a tenant is on its way, further questions queue up, and the next statement
// answers them all. In: questions one by one. Out: their answers; a statement that fails fails those it was to answer, unless
// one of them is at fault: then each is asked alone. Each question is answered by a statement that began after it was asked,
// so no answer is older than its question.
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

/** Answers questions in the order given, one answer each. */
export type Serve<Question, Answer> = (
  tenantId: TenantId,
  questions: readonly Question[],
) => Promise<readonly Answer[]>;

/** Puts questions of one tenant together. */
export class Gatherer<Question, Answer> {
  readonly #serve: Serve<Question, Answer>;
  /** Those that wait, of each tenant with a statement on its way. */
  readonly #queues = new Map<TenantId, Waiting<Question, Answer>[]>();

  constructor(serve: Serve<Question, Answer>) {
    this.#serve = serve;
  }

  /** Asks; at once when no statement of the tenant is on its way. */
  ask(tenantId: TenantId, question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const waiting = { question, resolve, reject };
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
      );
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (batch.length > 1 && isOfOne(error)) for (const waiting of batch) await this.#answer(tenantId, [waiting]);
      else for (const { reject } of batch) reject(error);
    }
  }
}
