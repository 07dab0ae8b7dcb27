// All commands as people read them: docs/reference/cli.md. In: the program. Out: text. A test compares the page with what is
// made here; `npx vitest run apps/cli/reference -u` writes it anew.
import type { EventEmitter } from "node:events";
import type { Argument, Command, Option } from "commander";

const HEAD = `# The \`ticketwire\` command

\`npx ticketwire …\` in the clone, on Node 20 or later. Results go to standard output, everything else to standard error; what is
only meant for people is left out where nobody watches. \`ticketwire <command> --help\` shows the same as this page.

This page is made from the commands themselves (\`apps/cli\`).

## Exit codes

| code | meaning |
| --- | --- |
| 0 | done |
| 1 | failed: refused by the server, not found, not reached |
| 2 | wrong use: nothing was done |
| 3 | done, and the answer is no; the command says what that means |
| 130 | stopped by Ctrl-C or by a no before it was done; what runs until it is stopped ends with 0 |

## Which server, which key

First what a flag says, then the environment, then the profile that \`ticketwire login\` made. The
key of a profile is only ever sent to the server of that profile.

| variable | meaning |
| --- | --- |
| \`TICKETWIRE_URL\` | the server; without it that of the profile, else \`http://127.0.0.1:4400\` |
| \`TICKETWIRE_API_KEY\` | the key |
| \`TICKETWIRE_PROFILE\` | the profile to use |
| \`TICKETWIRE_CONFIG_DIR\` | where profiles and listening positions are kept; else \`ticketwire/\` in \`XDG_CONFIG_HOME\`, \`%APPDATA%\` or \`~/.config\` |
| \`TICKETWIRE_LISTEN_SECRET\` | what \`listen\` signs with, instead of its own secret |
| \`TICKETWIRE_SIGNING_SECRET\` | what \`verify\` and \`inspect\` check with |
| \`NO_COLOR\` | no colours |

Files there are readable by their owner only (0600): \`profiles.json\`, \`listen-secret\`, and a position for each listener.

## On every command

| option | |
| --- | --- |
| \`--json\` | print JSON |
| \`--url <url>\`, \`--profile <name>\` | which server; on commands that speak with one |

### What \`--json\` gives

Results are JSON: one value, or one line for each where they come bit by bit. A failure is one line on standard error:
\`{"error": {"code", "message", "details"}}\` with the server's code, or \`WRONG_USE\`, \`UNREACHABLE\`, \`NOT_FOUND\`,
\`AMBIGUOUS\`, \`NO_API_KEY\`, \`INTERRUPTED\`.

## Completion

\`\`\`text
source <(ticketwire completion bash)                                      # in ~/.bashrc
source <(ticketwire completion zsh)                                       # in ~/.zshrc
ticketwire completion fish > ~/.config/fish/completions/ticketwire.fish   # once
\`\`\`

It completes the word \`ticketwire\`, so that has to be a command: \`npm link -w ticketwire\` in the clone makes it one.
`;

export function renderCliReference(program: Command): string {
  const leaves = listLeaves(program);
  const list = leaves.map(({ path, command }) => `| [\`${path}\`](#${anchorOf(path)}) | ${cell(lineOf(command))} |`);
  const index = ["## Commands", "", "| command | what it does |", "| --- | --- |", ...list, ""];
  return `${[HEAD, ...index, ...leaves.map(renderLeaf)].join("\n").trimEnd()}\n`;
}

interface Leaf {
  /** `ticketwire webhooks list`. */
  readonly path: string;
  readonly command: Command;
}

/** On nearly every command; told once. */
const SHARED = new Set(["--json", "--url", "--profile"]);

const NOT_SHOWN = new Set(["help", "complete"]);

function listLeaves(command: Command, before = ""): readonly Leaf[] {
  const path = `${before}${command.name()}`;
  const below = command.commands.filter((each) => !NOT_SHOWN.has(each.name()));
  return below.length === 0 ? [{ path, command }] : below.flatMap((each) => listLeaves(each, `${path} `));
}

function anchorOf(path: string): string {
  return path.replaceAll(" ", "-");
}

function lineOf(command: Command): string {
  return command.description().split("\n")[0] ?? "";
}

function renderLeaf({ path, command }: Leaf): string {
  const args = command.registeredArguments.map(nameOf).join(" ");
  const usage = [path, ...(command.options.length > 0 ? ["[options]"] : []), args].join(" ").trim();
  const options = command.options.filter((option) => !SHARED.has(option.long ?? "")).map(renderOption);
  const table = options.length === 0 ? [] : ["| option | |", "| --- | --- |", ...options, ""];
  return [
    `### ${path}`,
    "",
    escape(command.description()),
    "",
    "```text",
    usage,
    "```",
    "",
    ...table,
    ...extraOf(command),
  ].join("\n");
}

function nameOf(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function renderOption(option: Option): string {
  const choices = option.argChoices === undefined ? "" : ` (${option.argChoices.join(", ")})`;
  const needed = option.mandatory ? " **needed**" : "";
  return `| \`${cell(option.flags)}\` | ${cell(`${option.description}${choices}`)}${needed} |`;
}

/** Notes and examples, as the help prints them after the options. */
function extraOf(command: Command): readonly string[] {
  let text = "";
  // The event with which commander itself prints what was added with addHelpText.
  (command as unknown as EventEmitter).emit("afterHelp", {
    error: false,
    command,
    write: (more: string) => (text += more),
  });
  const [notes = "", examples] = text.split("\nExamples:\n");
  const shown = notes.trim() === "" ? [] : [escape(notes.trim()), ""];
  return examples === undefined ? shown : [...shown, "```text", examples.replaceAll(/^ {2}/gm, "").trim(), "```", ""];
}

function cell(text: string): string {
  return escape(text).replaceAll("|", "\\|");
}

function escape(text: string): string {
  // Inside code it is meant as it stands.
  return text.replace(
    /(`[^`]*`)|</g,
    (whole: string, code: string | undefined) => code ?? (whole === "<" ? "&lt;" : whole),
  );
}
