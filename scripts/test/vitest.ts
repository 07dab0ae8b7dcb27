// Runs the test files and counts. A file that fails without a failed test (it could not be loaded, a hook threw) and an
// error that nobody caught count as one failure each: nothing that went wrong may leave the count at zero.
// In: arguments as vitest takes them. Out: how many passed, failed and were skipped.
import { parseCLI, startVitest, type TestModule } from "vitest/node";
import { addTally, type Tally } from "./tally.ts";

export async function runTests(args: readonly string[]): Promise<Tally> {
  const { filter, options } = parseCLI(["vitest", "run", ...args]);
  const vitest = await startVitest("test", filter, { ...options, watch: false });
  const modules = vitest.state.getTestModules();
  const failures = vitest.state.getUnhandledErrors().length;
  await vitest.close();
  if (modules.length === 0) return { passed: 0, failed: 1, skipped: 0 };
  return modules.map(countModule).reduce(addTally, { passed: 0, failed: failures, skipped: 0 });
}

function countModule(module: TestModule): Tally {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const count = (state: string) => states.filter((each) => each === state).length;
  const failed = count("failed") + count("pending");
  const isBroken = !module.ok() && failed === 0;
  return { passed: count("passed"), failed: isBroken ? 1 : failed, skipped: count("skipped") };
}
