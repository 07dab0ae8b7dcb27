// docs/guides/operate.md keeps its word: its settings are accepted as they stand, and on a database made by its SQL a server starts
// without complaint and works.
import { readFileSync } from "node:fs";
import { openDatabase } from "@ticketwire/engine/db/database";
import { expect, inject, it } from "vitest";
import { readConfig } from "./config/read-config.ts";
import { openTestServer } from "./testkit/open-server.ts";

const page = readFileSync(new URL("../../docs/guides/operate.md", import.meta.url), "utf8");

function blockOf(language: string): string {
  const [, code = ""] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(page) ?? [];
  expect(code).not.toBe("");
  return code;
}

it("its settings are accepted", () => {
  const lines = blockOf("env").trim().split("\n");
  const env = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf("=");
      const [name, value] = [line.slice(0, at), line.slice(at + 1)];
      // Where a secret is left out there is one to be put in.
      return [name, value === "…" ? "0f".repeat(32) : value.replaceAll("…", "secret")];
    }),
  );
  const reading = readConfig({ args: [], env, cwd: "/" });
  expect(reading).toMatchObject({ kind: "run", warnings: [], config: { baseUrl: "https://tickets.example.com" } });
});

/** A session that may make roles. The test server trusts whoever reaches its socket. */
function urlAs(user: string, database: string): string {
  const url = new URL(inject("databaseUrl"));
  url.username = user;
  url.pathname = `/${database}`;
  return url.href;
}

it("its SQL makes a database on which a server starts without complaint", async () => {
  const name = `operate_guide_${process.pid}`;
  const pools = openDatabase({ url: urlAs("postgres", "postgres") });
  const admin = await pools.openSession();
  try {
    const statements = blockOf("sql")
      .replaceAll(/\bticketwire\b/g, name)
      .replaceAll(/--.*$/gm, "")
      .split(";");
    for (const statement of statements) if (statement.trim() !== "") await admin.query(statement);
    await using server = await openTestServer(urlAs(name, name));
    expect((await server.call("POST", "/tickets", { title: "Printer" })).status).toBe(201);
    expect((await server.page("/metrics")).text).toContain("ticketwire_database_longest_transaction_seconds");
    const complaints = server.lines.filter(({ level }) => Number(level) >= 40);
    expect(complaints).toEqual([]);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${name}`);
    await admin.end();
    await pools.close();
  }
});
