// Links of the documents lead somewhere: every relative link of every page names a file or folder that is there.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function listPages(): string[] {
  const listed = execFileSync("git", ["ls-files", "*.md"], { cwd: ROOT, encoding: "utf8" });
  return listed.split("\n").filter((path) => path !== "" && existsSync(join(ROOT, path)));
}

function linksOf(page: string): string[] {
  const prose = readFileSync(join(ROOT, page), "utf8").replace(/^```.*?^```/gms, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
}

test("every relative link leads to something", () => {
  const broken = listPages().flatMap((page) =>
    linksOf(page)
      .filter((link) => !/^[a-z]+:|^#|^\//.test(link))
      .filter((link) => !existsSync(join(ROOT, dirname(page), link.split("#", 1)[0] ?? "")))
      .map((link) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});
