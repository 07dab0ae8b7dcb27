// The system's resolver for host names of strangers, without sharing threads with anybody. Node resolves names on a pool of
// four threads of which at most two may do so at a time: two hanging name servers would stop every other name, the
// database's included. So names are resolved in a process beside this one, which starts with the first name.
// In: host names. Out: their addresses. Lookups of one name under way are shared, so a hanging name holds one thread;
// when all threads of the process hang, a fresh process takes the new names (docs/decisions/0022-name-lookups.md).
import { fork, type ChildProcess } from "node:child_process";
import { lookup as lookupHere } from "node:dns/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { LookupAnswer } from "./lookup-process.ts";
import type { Lookup } from "./resolve-target.ts";

export interface SystemLookup {
  readonly lookup: Lookup;
  /** Ends the processes; lookups under way are rejected with `ECANCELLED`. */
  close(): void;
}

export interface SystemLookupOptions {
  /** Threads of a lookup process, up to 1024. libuv lends half of them to name lookups. Default 256. */
  readonly threads?: number;
  /** Processes alive at a time; beyond that the oldest, with all that hangs in it, is ended. Default 3. */
  readonly processes?: number;
  /** The program of the process. Default `lookup-process` beside this file. */
  readonly program?: string;
}

interface Question {
  readonly hostname: string;
  /** Asked again once when its process died or could not be started; then this process asks. */
  readonly isSecondTry: boolean;
  readonly resolve: (addresses: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

interface Worker {
  readonly process: ChildProcess;
  readonly open: Map<number, Question>;
}

const PROGRAM = fileURLToPath(new URL(`./lookup-process${extname(import.meta.url)}`, import.meta.url));

function lookupError(code: string, hostname: string): Error {
  return Object.assign(new Error(`lookup of ${hostname} failed: ${code}`), { code });
}

// The resolver needs its own variables (RES_OPTIONS, LOCALDOMAIN, …), but none of our secrets and no debugger of ours.
function environmentOf(threads: number): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TICKETWIRE_|NODE_|PG)/.test(name));
  return { ...Object.fromEntries(kept), UV_THREADPOOL_SIZE: String(threads) };
}

// A question that is open keeps this process alive; a lookup process that waits for questions does not.
function holdAlive(child: ChildProcess, isHolding: boolean): void {
  if (isHolding) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

class LookupProcesses {
  readonly #threads: number;
  readonly #limit: number;
  readonly #program: string;
  readonly #workers: Worker[] = [];
  readonly #underWay = new Map<string, Promise<readonly string[]>>();
  #lastId = 0;
  #isClosed = false;

  constructor(options: SystemLookupOptions) {
    this.#threads = options.threads ?? 256;
    this.#limit = options.processes ?? 3;
    this.#program = options.program ?? PROGRAM;
  }

  lookup(hostname: string): Promise<readonly string[]> {
    const known = this.#underWay.get(hostname);
    if (known !== undefined) return known;
    const asked = new Promise<readonly string[]>((resolve, reject) => {
      this.#ask({ hostname, isSecondTry: false, resolve, reject });
    }).finally(() => this.#underWay.delete(hostname));
    this.#underWay.set(hostname, asked);
    // Who asked may have gone at his deadline; a late failure is then nobody's.
    asked.catch(() => undefined);
    return asked;
  }

  close(): void {
    this.#isClosed = true;
    for (const worker of this.#workers.slice()) this.#end(worker, "ECANCELLED");
  }

  #ask(question: Question): void {
    if (this.#isClosed) return question.reject(lookupError("ECANCELLED", question.hostname));
    const worker = this.#worker();
    const id = ++this.#lastId;
    if (worker.open.size === 0) holdAlive(worker.process, true);
    worker.open.set(id, question);
    worker.process.send({ id, hostname: question.hostname }, () => undefined);
  }

  // The newest process with a free thread. When even that one is full, its lookups are hanging: a fresh one is started.
  #worker(): Worker {
    const newest = this.#workers.at(-1);
    if (newest !== undefined && newest.open.size < Math.ceil(this.#threads / 2)) return newest;
    const oldest = this.#workers[0];
    if (oldest !== undefined && this.#workers.length >= this.#limit) this.#end(oldest, "ETIMEOUT");
    const worker = this.#start();
    this.#workers.push(worker);
    return worker;
  }

  #start(): Worker {
    const child = fork(this.#program, [], {
      env: environmentOf(this.#threads),
      execArgv: ["--no-warnings"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const worker: Worker = { process: child, open: new Map() };
    child.on("message", (answer: LookupAnswer) => this.#settle(worker, answer));
    child.on("error", () => this.#lose(worker));
    child.on("exit", () => this.#lose(worker));
    return worker;
  }

  #settle(worker: Worker, answer: LookupAnswer): void {
    const question = worker.open.get(answer.id);
    worker.open.delete(answer.id);
    if (answer.code === null) question?.resolve(answer.addresses);
    else question?.reject(lookupError(answer.code, question.hostname));
    if (worker.open.size > 0) return;
    if (worker === this.#workers.at(-1)) holdAlive(worker.process, false);
    else this.#end(worker, "ECANCELLED");
  }

  #forget(worker: Worker): readonly Question[] {
    const at = this.#workers.indexOf(worker);
    if (at >= 0) this.#workers.splice(at, 1);
    const questions = [...worker.open.values()];
    worker.open.clear();
    return questions;
  }

  #end(worker: Worker, code: string): void {
    const questions = this.#forget(worker);
    worker.process.kill("SIGKILL");
    for (const question of questions) question.reject(lookupError(code, question.hostname));
  }

  // Died by itself, or could not be started (no memory, no permission): that says nothing about the name.
  #lose(worker: Worker): void {
    for (const question of this.#forget(worker)) {
      if (!question.isSecondTry) this.#ask({ ...question, isSecondTry: true });
      else void lookupInThisProcess(question.hostname).then(question.resolve, question.reject);
    }
  }
}

async function lookupInThisProcess(hostname: string): Promise<readonly string[]> {
  const found = await lookupHere(hostname, { all: true });
  return found.map((entry) => entry.address);
}

/** A resolver for the names of webhooks. Starts nothing before the first name; keeps no process alive by itself. */
export function createSystemLookup(options: SystemLookupOptions = {}): SystemLookup {
  const processes = new LookupProcesses(options);
  return { lookup: (hostname) => processes.lookup(hostname), close: () => processes.close() };
}
