// The table of settings as people read it: the text of `ticketwire serve --help` and docs/reference/configuration.md.
// In: nothing but the table. Out: text. A test compares the page with what is made here; `npx vitest run
// apps/server/config -u` writes it anew.
import { flagOf, listSettings } from "./settings.ts";

const HEAD = `# Configuration

Every setting is a flag of \`ticketwire serve\` and an environment variable of the same meaning; the flag wins. An empty
variable counts as not set. A wrong value stops the start with one line that names it, and exit code 2. Switches are
\`on\` or \`off\`, lists are comma-separated. Relative folders start where the command was called.

This page is made from the table in \`apps/server/config/settings.ts\`.
`;

const TAIL = `## Secrets

\`TICKETWIRE_DATABASE_URL\`, \`TICKETWIRE_BOOTSTRAP_API_KEY\`, \`TICKETWIRE_MASTER_KEY\`, \`TICKETWIRE_PREVIOUS_MASTER_KEY\` and
\`TICKETWIRE_SMTP_URL\` are never printed or logged, not even when they are refused. As flags they can be seen in the list of processes; prefer variables.

## Several processes

Any number of processes work on one \`TICKETWIRE_DATABASE_URL\`. They need the same master key: set
\`TICKETWIRE_MASTER_KEY\`, or let them share a data folder. The embedded database belongs to one process: a second one on
its folder is refused.
`;

export function renderReference(): string {
  const rows = listSettings().map(([, setting]) => {
    const names = `\`${setting.variable}\`<br>\`${flagOf(setting)}\``;
    const value = `${capitalise(setting.allowed)}. ${setting.meaning}`;
    return `| ${names} | ${setting.byDefault} | ${value} |`;
  });
  return [HEAD, "| variable, flag | default | value |", "| --- | --- | --- |", ...rows, "", TAIL].join("\n");
}

export function renderHelp(): string {
  const rows = listSettings().map(([, setting]) => {
    const lines = [
      `  ${flagOf(setting)}  (${setting.variable})`,
      `      ${setting.meaning}`,
      `      Allowed: ${setting.allowed}. Default: ${setting.byDefault}.`,
    ];
    return lines.join("\n").replaceAll("`", "");
  });
  const usage = "Usage: ticketwire serve [flags]\n\nEach flag has a variable of the same meaning; the flag wins.";
  return `${usage}\n\n${rows.join("\n")}\n`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
