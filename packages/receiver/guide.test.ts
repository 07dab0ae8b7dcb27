// The guide and the README keep their word: every TypeScript block compiles against the sources, and the first program of
// the guide is started and gets a real delivery.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EVENT_TYPES } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SECRET, signedRequest } from "./testkit/signed-request.ts";

const root = join(import.meta.dirname, "..", "..");
// Inside the repository, so that imports find what is installed there.
mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "guide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BLOCK = /^(<!-- run: (?<name>[a-z-]+) -->\n)?```ts\n(?<code>[\s\S]*?)^```$/gm;
const blocksOf = (page: string) =>
  [...readFileSync(join(root, page), "utf8").matchAll(BLOCK)].map(({ groups }, index) => ({
    name: groups?.["name"] ?? `${page.replaceAll(/\W/g, "-")}-${index + 1}`,
    code: groups?.["code"] ?? "",
  }));
const blocks = [...blocksOf("docs/guides/receive-webhooks.md"), ...blocksOf("packages/receiver/README.md")];

/** What the pages take for granted: a receiver made elsewhere. */
const RECEIVER = `import { createReceiver } from "@ticketwire/receiver";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";
export const receiver = createReceiver({ secrets: "s", store: createMemoryStore(), on: {} });
export const webhookId = "0193a5f0-0000-7000-8000-0000000000aa";\n`;

beforeAll(() => {
  writeFileSync(join(folder, "receiver.ts"), RECEIVER);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const { name, code } of blocks) writeFileSync(join(folder, `${name}.ts`), code);
});

/** The one block of a language. */
function blockOf(language: string): string {
  const page = readFileSync(join(root, "docs/guides/receive-webhooks.md"), "utf8");
  const [, code = ""] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(page) ?? [];
  return code;
}

describe("the guide", () => {
  it("has only blocks that compile", () => {
    expect(blocks.length).toBeGreaterThan(14);
    const config = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: { noUnusedLocals: false },
      include: ["*.ts"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const { stdout } = spawnSync(tsc, ["-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("");
  });

  it("begins with a program that works", async () => {
    const env = { ...process.env, TICKETWIRE_SECRET: SECRET, PORT: "0" };
    // Asked for port 0 the program would print 0; this one prints where it really listens.
    const program = `${blocks[0]?.code ?? ""}`.replace(
      "() => console.log(`listening on ${port}`)",
      "function () { console.log(JSON.stringify(this.address())); }",
    );
    writeFileSync(join(folder, "started.ts"), program);
    const child = spawn(process.execPath, ["--no-warnings", "started.ts"], { cwd: folder, env });
    try {
      child.stderr.pipe(process.stderr);
      const [line] = await once(child.stdout, "data");
      const { port } = JSON.parse(String(line)) as { port: number };
      const data = { ticket_id: "t", ticket_number: "TKT-1042", assigned_to_name: "Zoë Nakamura", version: 1 };
      const { rawBody, headers } = signedRequest({ event_type: "ticket.assigned", data }, 1, Date.now());
      const printed = once(child.stdout, "data");
      const answer = await fetch(`http://127.0.0.1:${port}/webhooks/ticketwire`, {
        method: "POST",
        headers,
        body: rawBody,
      });
      expect([answer.status, await answer.json()]).toEqual([200, { status: "handled" }]);
      expect(String((await printed)[0])).toBe("TKT-1042 is now with Zoë Nakamura\n");
    } finally {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    }
  });
});

describe("what the guide shows", () => {
  it("as an event has the shape of one", () => {
    const event = JSON.parse(blockOf("json")) as Readonly<Record<string, unknown>>;
    expect(Object.keys(event)).toEqual(["event_id", "event_type", "occurred_at", "tenant_id", "data"]);
    expect(EVENT_TYPES).toContain(event["event_type"]);
  });
});
