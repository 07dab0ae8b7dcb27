// A process for the crash test: appends entries one by one, telling after each how many there are, until it is killed.
import { type JournalFormat, openJournal } from "../journal/journal.ts";

const [path = "", format = ""] = process.argv.slice(2);
const journal = openJournal(path, { format: format as JournalFormat });
for (let at = 1; at < 1_000_000; at++) {
  journal.append({ kind: "refusal", at, reason: "x".repeat(200), status: 401 });
  process.stdout.write(`${at}\n`);
  if (at % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
}
