// No block of a guide is left to trust: each one has a test that runs it, or is of a kind that is checked here.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const GUIDES = join(ROOT, "docs/guides");

/** Which test runs the blocks of a language, page by page. */
const RUN_BY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "embed.md": { ts: "examples/embed/guide.test.ts", sql: "examples/embed/guide.test.ts" },
  "leave-polling.md": { sh: "e2e/cutover-guide.test.ts", ts: "e2e/cutover-guide.test.ts" },
  "local-development.md": { sh: "e2e/cli-guide.test.ts", ts: "e2e/cli-guide.test.ts" },
  "operate.md": {
    sh: "e2e/guides.test.ts",
    sql: "apps/server/operate-guide.test.ts",
    env: "apps/server/operate-guide.test.ts",
  },
  "receive-webhooks.md": {
    ts: "packages/receiver/guide.test.ts",
    sh: "e2e/guides.test.ts",
    sql: "e2e/guides.test.ts",
    json: "packages/receiver/guide.test.ts",
  },
  "subscribe.md": { sh: "e2e/guides.test.ts" },
  "troubleshoot.md": { sh: "e2e/guides.test.ts" },
};

interface Block {
  readonly page: string;
  readonly language: string;
  readonly code: string;
}

function readPage(page: string): string {
  return readFileSync(join(GUIDES, page), "utf8");
}

const pages = readdirSync(GUIDES).filter((name) => name.endsWith(".md"));
const blocks: readonly Block[] = pages.flatMap((page) =>
  [...readPage(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", code = ""]) => ({
    page,
    language,
    code,
  })),
);

const cli = readFileSync(join(ROOT, "docs/reference/cli.md"), "utf8");
const packages = new Set(
  readdirSync(join(ROOT, "packages")).map((folder) => {
    const { name } = JSON.parse(readFileSync(join(ROOT, "packages", folder, "package.json"), "utf8")) as {
      name: string;
    };
    return name;
  }),
);

/** The part of the reference that tells of the longest command these words begin with. */
function findCommand(words: readonly string[]): string | undefined {
  for (let length = words.length; length > 0; length--) {
    const name = words.slice(0, length).join(" ");
    const section = cli.split(/^### /m).find((part) => part.startsWith(`ticketwire ${name}\n`));
    if (section !== undefined) return section;
  }
  return undefined;
}

function findFaultOfCommand(line: string): string | null {
  const words = line.replace(/\s+#.*$/, "").split(/\s+/);
  const section = findCommand(words.filter((word) => !word.startsWith("-")));
  if (section === undefined) return `no such command: ${line}`;
  const unknown = words.filter((word) => word.startsWith("--") && !section.includes(word));
  return unknown.length === 0 ? null : `${line}: not in the reference: ${unknown.join(" ")}`;
}

/** What is wrong with a line of a block without a language; null when it is of a kind that is known. */
function findFault(line: string): string | null {
  if (line.trim() === "" || line.startsWith("npm start") || /^export( [A-Z_]+=\S+| ID=<.*>| KEY=<.*>)+$/.test(line))
    return null;
  if (/^X-Alga-[A-Za-z-]+: \S+$/.test(line)) return null;
  if (line.startsWith("npx ticketwire ")) return findFaultOfCommand(line.slice("npx ticketwire ".length));
  return `no test knows what this is: ${line}`;
}

describe("every block of a guide", () => {
  it("in a language is run by a test that reads its page", () => {
    const lost = blocks
      .filter(({ language, code }) => !["", "promql"].includes(language) && !code.startsWith("npm install "))
      .filter(({ page, language }) => {
        const runner = RUN_BY[page]?.[language];
        return (
          runner === undefined ||
          !existsSync(join(ROOT, runner)) ||
          !readFileSync(join(ROOT, runner), "utf8").includes(page)
        );
      });
    expect(lost).toEqual([]);
  });

  it("without a language holds only lines of known kinds, and commands that the reference knows", () => {
    const lines = blocks.filter(({ language }) => language === "").flatMap(({ code }) => code.split("\n"));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.map(findFault).filter((fault) => fault !== null)).toEqual([]);
  });

  it("that installs something names packages of ours, or well-known ones", () => {
    const names = blocks
      .filter(({ code }) => code.startsWith("npm install "))
      .flatMap(({ code }) => code.trim().split(" ").slice(2));
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => !packages.has(name) && name !== "pg")).toEqual([]);
  });
});

/** Functions and words of PromQL that the guide uses; which metrics there are is looked at beside them. */
const PROMQL_WORDS: ReadonlySet<string> = new Set(["by", "histogram_quantile", "increase", "max", "rate", "sum"]);
const PROMQL_TOKEN = /"[^"]*"|\d+(?:\.\d+)?[smhd]?|[a-z_]+|==|!=|>=|<=|[<>={}()[\],]/g;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Knows every word and closes every bracket. */
function isPromql(expression: string): boolean {
  if (expression.replaceAll(PROMQL_TOKEN, "").trim() !== "") return false;
  const open: string[] = [];
  for (const [token] of expression.matchAll(PROMQL_TOKEN)) {
    if (CLOSING[token] !== undefined) open.push(CLOSING[token]);
    else if ([")", "]", "}"].includes(token) && open.pop() !== token) return false;
  }
  const functions = [...expression.matchAll(/([a-z_]+)\s*\(/g)].map(([, name = ""]) => name);
  return open.length === 0 && functions.every((name) => PROMQL_WORDS.has(name));
}

test("every expression for Prometheus in the operator's guide is one", () => {
  const page = readPage("operate.md");
  const inBlocks = blocks
    .filter(({ language }) => language === "promql")
    .flatMap(({ code }) => code.trim().split("\n"));
  const inText = [...page.matchAll(/`([^`\n]*ticketwire_[^`\n]*)`/g)].map(([, code = ""]) =>
    code.replace(/ for \d+ min$/, ""),
  );
  const expressions = [...inBlocks, ...inText];
  expect(expressions.length).toBeGreaterThan(12);
  expect(expressions.filter((expression) => !isPromql(expression))).toEqual([]);
});
