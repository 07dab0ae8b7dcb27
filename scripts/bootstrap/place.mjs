// What the bootstrap files share: where the project lies, how they speak, and how they give up.
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** A failure that the person at the keyboard can do something about; the message says what. */
export class BootstrapError extends Error {}

/** One plain line on standard error, so that standard output stays the task's own. */
export function tell(line) {
  process.stderr.write(`ticketwire: ${line}\n`);
}
