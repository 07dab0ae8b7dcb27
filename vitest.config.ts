// How tests are found and run: everywhere beside the code, two files at a time, each in a process of its own, never
// repeated. One PostgreSQL serves the whole run (scripts/test/global-setup.ts); a test file makes its own database on it.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{packages,apps,e2e,bench,examples,scripts}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: ["scripts/test/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test that leaves something running should be seen as a file that does not end, not be cut off quietly.
    teardownTimeout: 20_000,
  },
});
