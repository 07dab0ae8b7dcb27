// The pages keep their word: the classes and the field mapping are the code's own, and the blocks of the guide compile.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EVENT_TYPES } from "@ticketwire/contract";
import { afterAll, describe, expect, it } from "vitest";
import { CLASS_NAMES, CLASSES } from "./compare/classes.ts";
import { COMMENT_MAPPING, type FieldMapping, TICKET_MAPPING } from "./mapping/fields.ts";

const root = join(import.meta.dirname, "..", "..");
const page = (path: string): string => readFileSync(join(root, "docs", path), "utf8");

describe("docs/reference/cutover-classes.md", () => {
  it.each(CLASS_NAMES)("defines %s as the code does, with its example", (name) => {
    const { definition, example, counts } = CLASSES[name];
    const text = page("reference/cutover-classes.md");
    expect(text).toContain(`## ${name}\n\n${definition}\n\n*Example.* ${example}\n`);
    expect(text).toContain(`| [\`${name}\`](#${name}) | ${counts}s |`);
  });
});

function rowOf({ field, webhook, announcedBy, note }: FieldMapping): string {
  const types = announcedBy.map((type) => `\`${type}\``).join(" ") || "–";
  const announced = announcedBy.length === EVENT_TYPES.length ? "every event" : types;
  return `| \`${field}\` | ${webhook === null ? "follow-up GET" : `\`${webhook}\``} | ${announced} | ${note} |`;
}

describe("docs/reference/field-mapping.md", () => {
  it.each([...TICKET_MAPPING, ...COMMENT_MAPPING])("has the row of $field", (mapping) => {
    expect(page("reference/field-mapping.md")).toContain(`\n${rowOf(mapping)}\n`);
  });
});

describe("docs/guides/leave-polling.md", () => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  // Inside the repository, so that imports find what is installed there.
  const folder = mkdtempSync(join(root, ".cache", "leave-polling-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has only blocks that compile", () => {
    const blocks = [...page("guides/leave-polling.md").matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
    expect(blocks.length).toBeGreaterThanOrEqual(3);
    blocks.forEach(([, code = ""], index) => writeFileSync(join(folder, `block-${index}.ts`), code));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: join(root, "tsconfig.json"), include: ["*.ts"] }),
    );
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const { stdout } = spawnSync(tsc, ["-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("");
  });
});
