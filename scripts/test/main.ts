// `npm test`: lint, types, dead code, then every test; the last line says how many passed and failed. With arguments
// only the named tests run (`npm test -- packages/engine`). `npm run check` puts the formatting in front.
// In: the command line. Out: an exit code of 0 only when nothing failed.
import { provideBrowser } from "./browser.ts";
import { runSteps } from "./steps.ts";
import { addTally, describeTally, type Tally } from "./tally.ts";
import { runTests } from "./vitest.ts";

const args = process.argv.slice(2);
const isWithFormat = args[0] === "--with-format";
const filters = isWithFormat ? args.slice(1) : args;

async function runAll(): Promise<Tally> {
  if (filters.length > 0) return runTests(filters);
  const steps = await runSteps(isWithFormat);
  provideBrowser();
  return addTally(steps, await runTests([]));
}

const tally = await runAll();
process.stdout.write(`\n${describeTally(tally)}\n`);
// Not left to the end of all handles: a test that leaks one in this process must not keep a finished run open.
process.exit(tally.failed > 0 || tally.passed === 0 ? 1 : 0);
