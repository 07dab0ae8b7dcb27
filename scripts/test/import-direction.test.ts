// The rules of .oxlintrc.json about who may import whom do say no: a pattern that matches nothing would look the same as
// clean code. Each line below is a file that breaks a rule (or keeps it), checked by the linter with the real settings.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

interface Case {
  readonly from: string;
  readonly imports: string;
}

const REFUSED: readonly Case[] = [
  { from: "packages/contract/a.ts", imports: "node:fs" },
  { from: "packages/contract/a.ts", imports: "@ticketwire/engine" },
  { from: "packages/receiver/lib/a.ts", imports: "@ticketwire/engine" },
  { from: "packages/receiver/lib/a.ts", imports: "express" },
  { from: "packages/receiver/lib/a.ts", imports: "../../engine/index.ts" },
  { from: "packages/cutover/compare/a.ts", imports: "@ticketwire/engine" },
  { from: "packages/cutover/compare/a.ts", imports: "../../engine/index.ts" },
  { from: "packages/cutover/compare/a.ts", imports: "@ticketwire/http-api" },
  { from: "packages/engine/a.ts", imports: "@ticketwire/http-api" },
  { from: "packages/engine/a.ts", imports: "fastify" },
  { from: "packages/engine/a.ts", imports: "../http-api/index.ts" },
  { from: "packages/engine/fanout/a.ts", imports: "../lane/lane.ts" },
  { from: "packages/engine/fanout/a.ts", imports: "../pipeline.ts" },
  { from: "packages/engine/ticket/rules/a.ts", imports: "../../attempt/sender.ts" },
  { from: "packages/engine/lane/a.ts", imports: "node:https" },
  { from: "packages/engine/lane/a.ts", imports: "undici" },
  { from: "packages/engine/outcome/a.ts", imports: "pg" },
  { from: "packages/engine/attempt/a.ts", imports: "../db/database.ts" },
  { from: "packages/engine/attempt/a.ts", imports: "../lane/lane.ts" },
  { from: "packages/engine/db/a.ts", imports: "../webhook/read-settings.ts" },
  { from: "packages/engine/verdict/a.ts", imports: "node:crypto" },
  { from: "packages/engine/verdict/a.ts", imports: "../db/sql.ts" },
  { from: "packages/engine/verdict/a.ts", imports: "pg" },
  { from: "packages/http-api/route/a.ts", imports: "@ticketwire/cutover" },
  { from: "packages/http-api/route/a.ts", imports: "pg" },
  { from: "packages/http-api/route/a.ts", imports: "../../engine/index.ts" },
  { from: "apps/cli/a.ts", imports: "@ticketwire/engine/db/database" },
  { from: "apps/dashboard/a.ts", imports: "@ticketwire/http-api" },
];

const ALLOWED: readonly Case[] = [
  { from: "packages/contract/a.ts", imports: "node:crypto" },
  { from: "packages/receiver/lib/a.ts", imports: "@ticketwire/contract" },
  { from: "packages/receiver/lib/a.ts", imports: "node:crypto" },
  { from: "packages/cutover/compare/a.ts", imports: "@ticketwire/receiver" },
  { from: "packages/receiver/lib/a.ts", imports: "../verify/verify.ts" },
  { from: "packages/engine/pipeline.ts", imports: "./lane/lane.ts" },
  { from: "packages/engine/lane/a.ts", imports: "../db/database.ts" },
  { from: "packages/engine/lane/a.ts", imports: "../webhook/read-settings.ts" },
  { from: "packages/engine/lane/a.ts", imports: "../verdict/decide.ts" },
  { from: "packages/engine/lane/a.test.ts", imports: "../testkit/database.ts" },
  { from: "packages/engine/ticket/a.ts", imports: "../outbox/publish.ts" },
  { from: "packages/engine/attempt/a.ts", imports: "node:tls" },
  { from: "packages/engine/db/a.ts", imports: "pg" },
  { from: "packages/engine/verdict/a.ts", imports: "@ticketwire/contract" },
  { from: "packages/http-api/route/a.ts", imports: "@ticketwire/engine" },
  { from: "apps/server/a.ts", imports: "@ticketwire/engine" },
];

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

let folder: string;
let refusedFiles: ReadonlySet<string>;

function fileOf(each: Case, index: number): string {
  return each.from.replace(/a(\.test)?\.ts$/, `case-${index}$1.ts`);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ticketwire-lint-"));
  cpSync(".oxlintrc.json", join(folder, ".oxlintrc.json"));
  for (const [index, each] of [...REFUSED, ...ALLOWED].entries()) {
    const file = join(folder, fileOf(each, index));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import * as other from ${JSON.stringify(each.imports)};\n\nexport const seen = other;\n`);
  }
  const lint = spawnSync(resolve("node_modules/.bin/oxlint"), ["--format=json"], { cwd: folder, encoding: "utf8" });
  const { diagnostics } = JSON.parse(lint.stdout) as { readonly diagnostics: readonly Diagnostic[] };
  const restricted = diagnostics.filter(({ code }) => code.includes("no-restricted-imports"));
  refusedFiles = new Set(restricted.map(({ filename }) => filename));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(REFUSED.map((each, index) => ({ ...each, file: fileOf(each, index) })))(
  "$from may not import $imports",
  ({ file }) => {
    expect(refusedFiles).toContain(file);
  },
);

it.each(ALLOWED.map((each, index) => ({ ...each, file: fileOf(each, REFUSED.length + index) })))(
  "$from may import $imports",
  ({ file }) => {
    expect(refusedFiles).not.toContain(file);
  },
);
