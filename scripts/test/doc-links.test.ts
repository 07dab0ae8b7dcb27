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

/** The anchor that a heading gets where pages are shown. */
function anchorOf(heading: string): string {
  return heading
    .replaceAll(/`|\*|\[|\]\([^)]*\)/g, "")
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
}

const anchors = new Map<string, ReadonlySet<string>>();

function anchorsOf(page: string): ReadonlySet<string> {
  const known = anchors.get(page);
  if (known !== undefined) return known;
  const text = readFileSync(join(ROOT, page), "utf8").replace(/^```.*?^```/gms, "");
  const found = new Set([...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading)));
  anchors.set(page, found);
  return found;
}

test("every link into a page leads to one of its headings", () => {
  const broken = listPages().flatMap((page) =>
    linksOf(page).flatMap((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      if (
        anchor === undefined ||
        /^[a-z]+:|^\//.test(link) ||
        !target.endsWith(".md") ||
        !existsSync(join(ROOT, target))
      )
        return [];
      return anchorsOf(target).has(anchor) ? [] : [`${page}: ${link}`];
    }),
  );
  expect(broken).toEqual([]);
});
