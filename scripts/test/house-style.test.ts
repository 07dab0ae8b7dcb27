// The rules of the house that the linter has no word for: a source file opens by saying what it is, names say what is
// inside, and nobody excuses himself from the limits.
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";

const EMPTY_WORDS = ["manager", "service", "helper", "helpers", "util", "utils", "common", "misc", "data", "info"];
const LIMITS =
  /(?:ox|es)lint-disable.*(?:max-|complexity|no-explicit-any|no-default-export|no-restricted-imports|no-cycle)/;

const sources = globSync("{packages,apps,e2e,bench,examples,scripts}/**/*.{ts,tsx,mjs}", {
  exclude: ["**/node_modules/**", "**/dist/**", "**/*.generated.*"],
});

it("every source file opens with what it is, what comes in and what goes out", () => {
  const silent = sources
    .filter((path) => !/\.(test|config)\.tsx?$/.test(path))
    .filter((path) => !/^(#!.*\n)?\/[/*]/.test(readFileSync(path, "utf8")));
  expect(silent).toEqual([]);
});

it("no file has a name that would fit anything", () => {
  const empty = sources.filter((path) =>
    basename(path)
      .split(/[-.]/)
      .some((word) => EMPTY_WORDS.includes(word)),
  );
  expect(empty).toEqual([]);
});

it("no file is excused from a limit", () => {
  const excused = sources.filter((path) => LIMITS.test(readFileSync(path, "utf8")));
  expect(excused.filter((path) => path !== "scripts/test/house-style.test.ts")).toEqual([]);
});
