// Several real servers on one database, to be broken on purpose. In: how many and in which roles. Out: ways to kill, stop,
// cut off and restart, each of which leaves a line in the journal with its time.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Database, openDatabase } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@ticketwire/server/embedded/embedded-postgres";
import { freePort, type ServerProcess, startServerProcess } from "../harness/server-process.ts";

export type Role = "all" | "api" | "worker";

/** A server that is started again whenever it was killed, on the same port. */
export interface Node {
  readonly role: Role;
  readonly url: string;
  server: ServerProcess;
  /** Nobody else breaks it meanwhile. */
  isBusy: boolean;
}

/** Something was broken, from one moment to another; milliseconds since 1970. */
export interface Disruption {
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export class Cluster {
  readonly nodes: Node[] = [];
  readonly disruptions: Disruption[] = [];
  readonly db: Database;
  readonly #folder: string;
  readonly #postgres: EmbeddedPostgres;

  private constructor(folder: string, postgres: EmbeddedPostgres) {
    this.#folder = folder;
    this.#postgres = postgres;
    this.db = openDatabase({ url: postgres.url, engineConnections: 2, tenantConnections: 1 });
  }

  static async start(roles: readonly Role[]): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), "ticketwire-chaos-"));
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "database"), log: quiet });
    const cluster = new Cluster(folder, postgres);
    for (const role of roles) {
      const port = await freePort();
      const server = await cluster.#startServer(role, port);
      cluster.nodes.push({ role, url: server.url, server, isBusy: false });
    }
    return cluster;
  }

  /** Base URLs of the servers that take API calls. */
  get apiUrls(): readonly string[] {
    return this.nodes.filter((node) => node.role !== "worker").map((node) => node.url);
  }

  /** kill -9; another one takes its place after a while. */
  async kill(node: Node, awayMs: number): Promise<void> {
    await this.#breaking(node, `kill -9 of ${node.role}`, async () => {
      await node.server.kill();
      await sleep(awayMs);
      await this.startAgain(node);
    });
  }

  /** SIGTERM, as at a planned restart. Returns the exit code. */
  async restart(node: Node): Promise<number | null> {
    let code: number | null = null;
    await this.#breaking(node, `planned restart of ${node.role}`, async () => {
      code = await node.server.stop();
      await this.startAgain(node);
    });
    return code;
  }

  /** SIGSTOP for so long, past its lease or not, then SIGCONT: it believes that no time has passed. */
  async freeze(node: Node, frozenMs: number): Promise<void> {
    await this.#breaking(node, `SIGSTOP of ${node.role} for ${frozenMs} ms`, async () => {
      node.server.signal("SIGSTOP");
      await sleep(frozenMs);
      node.server.signal("SIGCONT");
    });
  }

  /** Ends a share of all database connections, in the middle of whatever they do. */
  async dropConnections(share: number): Promise<void> {
    await this.#note(`${Math.round(share * 100)} % of the database's connections dropped`, async () => {
      try {
        await this.db.engine.query(sql`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'ticketwire' AND pid <> pg_backend_pid() AND random() < ${share}`);
      } catch {
        // It crashed a moment ago: they are dropped.
      }
    });
  }

  /** kill -9 of the database server; its supervisor brings it back. */
  async crashDatabase(): Promise<void> {
    await this.#note("kill -9 of PostgreSQL", async () => {
      const pid = this.#postgres.serverProcessId();
      if (pid === null) return;
      process.kill(pid, "SIGKILL");
      await sleep(50);
      await this.untilDatabase();
    });
  }

  /** Resolves when the database answers again. */
  async untilDatabase(): Promise<void> {
    for (;;) {
      try {
        await this.db.engine.query(sql`SELECT 1`);
        return;
      } catch {
        await sleep(100);
      }
    }
  }

  /** SIGTERM for all. Returns how each ended, with what it had to say when it was not well. */
  stopServers(): Promise<readonly string[]> {
    return Promise.all(
      this.nodes.map(async ({ role, server }) => {
        const code = await server.stop();
        return code === 0 ? "0" : `${role} ended with ${code}:\n${server.output.slice(-20).join("\n")}`;
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const node of this.nodes) await node.server.kill();
    await this.db.close();
    await this.#postgres.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #startServer(role: Role, port: number): Promise<ServerProcess> {
    const env = {
      TICKETWIRE_DATABASE_URL: this.#postgres.url,
      TICKETWIRE_ROLE: role,
      TICKETWIRE_PORT: String(port),
      TICKETWIRE_LOG_LEVEL: "error",
    };
    return startServerProcess({ dataDir: join(this.#folder, "shared"), env });
  }

  /** The database may be away just now: a start ends with one line then, and whoever supervises tries again. */
  async startAgain(node: Node): Promise<void> {
    const port = Number(new URL(node.url).port);
    for (;;) {
      try {
        node.server = await this.#startServer(node.role, port);
        return;
      } catch {
        await sleep(300);
      }
    }
  }

  async #breaking(node: Node, what: string, work: () => Promise<void>): Promise<void> {
    node.isBusy = true;
    try {
      await this.#note(what, work);
    } finally {
      node.isBusy = false;
    }
  }

  async #note(what: string, work: () => Promise<void>): Promise<void> {
    const from = Date.now();
    try {
      await work();
    } finally {
      this.disruptions.push({ what, from, to: Date.now() });
    }
  }
}
