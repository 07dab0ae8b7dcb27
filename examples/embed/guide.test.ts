// docs/guides/embed.md keeps its word: every TypeScript block compiles against the sources, and its first program delivers.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@ticketwire/engine/db/database";
import { openTestDatabase } from "@ticketwire/engine/testkit/database";
import { startReceiver } from "@ticketwire/engine/testkit/receiver";
import { makeEmptyDatabase } from "@ticketwire/engine/testkit/template-database";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
// Inside the repository, so that imports find what is installed there.
mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "embed-guide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BLOCK = /^```ts\n([\s\S]*?)^```$/gm;
const pages = ["docs/guides/embed.md", "packages/engine/README.md"];
const blocks = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(BLOCK)].map(([, code = ""]) => code),
);

beforeAll(() => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [index, code] of blocks.entries()) writeFileSync(join(folder, `block-${index}.ts`), code);
});

describe("the guide", () => {
  it("has only blocks that compile", () => {
    expect(blocks.length).toBeGreaterThan(4);
    const compilerOptions = { noUnusedLocals: false, noEmit: true };
    const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const { stdout } = spawnSync(tsc, ["-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("");
  }, 60_000);

  it("begins with a program that delivers", async () => {
    await using database = await makeEmptyDatabase(inject("databaseUrl"));
    await using receiver = await startReceiver();
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      MASTER_KEY: "c2VjcmV0LW1hc3Rlci1rZXktb2YtMzItYnl0ZXMtISE=",
      WEBHOOK_URL: receiver.url("/warehouse"),
    };
    const child = spawn(process.execPath, ["--no-warnings", "block-0.ts"], { cwd: folder, env });
    const ended = once(child, "exit");
    child.stderr.pipe(process.stderr);
    child.stdout.resume();
    const [request] = await receiver.waitForRequests(1);
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      event_type: "order.paid",
      data: { order_id: "42", cents: 4200 },
    });
    child.kill("SIGTERM");
    expect((await ended)[0]).toBe(0);
  }, 60_000);
});

/** The same server, reached by another role: it trusts whoever reaches its socket. */
function urlAs(databaseUrl: string, user: string): string {
  const url = new URL(databaseUrl);
  url.username = user;
  return url.href;
}

describe("the SQL of the guide", () => {
  const sqlBlocks = [
    ...readFileSync(join(root, "docs/guides/embed.md"), "utf8").matchAll(/^```sql\n([\s\S]*?)^```$/gm),
  ];
  const [publishing = "", granting = ""] = sqlBlocks.map(([, code = ""]) => code);

  it("gives a role the right to publish, and none on any table", async () => {
    await using database = await openTestDatabase();
    const role = `embed_guide_${process.pid}`;
    const superuser = openDatabase({ url: urlAs(database.url, "postgres") });
    const owner = await database.db.openSession();
    const admin = await superuser.openSession();
    try {
      await admin.query(`CREATE ROLE ${role} LOGIN`);
      await owner.query(granting.replaceAll("my_program", role));
      const program = openDatabase({ url: urlAs(database.url, role) });
      const session = await program.openSession();
      const [tenantId = ""] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(publishing) ?? [];
      await owner.query("INSERT INTO ticketwire.tenants (tenant_id, name, created_at) VALUES ($1, 'x', now())", [
        tenantId,
      ]);
      const { rows } = await session.query<{ event_id: string }>(publishing);
      await expect(session.query("SELECT FROM ticketwire.events")).rejects.toThrow("permission denied");
      await session.end();
      await program.close();
      const written = await owner.query("SELECT event_type FROM ticketwire.events WHERE event_id = $1", [
        rows[0]?.event_id,
      ]);
      expect(written.rows).toEqual([{ event_type: "order.paid" }]);
    } finally {
      await owner.end();
      await admin.query(`DROP OWNED BY ${role}`);
      await admin.query(`DROP ROLE ${role}`);
      await admin.end();
      await superuser.close();
    }
  });
});
