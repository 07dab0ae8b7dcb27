// The bound on the heap's growth is really set in a process that asks for it, and gives way to what its starter said.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

// Twenty thousand lists are exchanged again and again; prints how large the heap became, in MB.
const PROGRAM = `
  import { getHeapStatistics } from "node:v8";
  import { boundHeapGrowth } from ${JSON.stringify(new URL("./heap.ts", import.meta.url).href)};
  boundHeapGrowth();
  const kept = [];
  let most = 0;
  for (let round = 0; round < 200_000; round++) {
    kept[round % 20_000] = Array.from({ length: 100 }, (_, index) => round + index + 0.5);
    if (round % 1000 === 0) most = Math.max(most, getHeapStatistics().used_heap_size);
  }
  console.log(Math.round(most / 1e6));
`;

async function highestHeap(...options: readonly string[]): Promise<number> {
  const { stdout } = await run(process.execPath, [...options, "--input-type=module", "--eval", PROGRAM]);
  return Number(stdout);
}

test("the heap grows less before garbage is looked for, unless Node was started with a bound of its own", async () => {
  const bounded = await highestHeap();
  const chosen = await highestHeap("--heap-growing-percent=900");
  expect(bounded).toBeLessThan(chosen);
});
