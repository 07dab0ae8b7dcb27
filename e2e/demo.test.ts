// The demo is the first thing a newcomer runs: it plays to its end.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("npm run demo plays the whole loop and ends by itself with 0", async () => {
  const entry = new URL("../examples/demo/main.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [entry]);
  for (const told of ["Subscribe", "signature verified", "sequence 3, attempt 2", "every attempt is on record"])
    expect(stdout).toContain(told);
}, 90_000);
