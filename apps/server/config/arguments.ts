// The flags of `ticketwire serve`: `--port 4400` or `--port=4400`. In: the arguments after `serve`. Out: the text given
// for each setting, whether help was asked for, and one line for everything that is not a flag of ours. Pure.
import { findNearest } from "./nearest.ts";
import type { ServerConfig } from "./server-config.ts";
import { flagOf, listSettings } from "./settings.ts";

export interface ServeArguments {
  readonly given: ReadonlyMap<keyof ServerConfig, string>;
  readonly isHelp: boolean;
  readonly problems: readonly string[];
}

const NAMES: ReadonlyMap<string, keyof ServerConfig> = new Map(
  listSettings().map(([name, setting]) => [flagOf(setting), name]),
);

export function readArguments(args: readonly string[]): ServeArguments {
  const given = new Map<keyof ServerConfig, string>();
  const problems: string[] = [];
  let isHelp = false;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    const [flag = "", inline] = splitFlag(arg);
    const name = NAMES.get(flag);
    if (arg === "--help" || arg === "-h") isHelp = true;
    else if (name === undefined) problems.push(describeUnknown(flag));
    else if (given.has(name)) problems.push(`${flag} is given twice`);
    else {
      const value = inline ?? args[(at += 1)];
      if (value === undefined) problems.push(`${flag} needs a value`);
      else given.set(name, value);
    }
  }
  return { given, isHelp, problems };
}

function splitFlag(arg: string): readonly [string, string?] {
  const at = arg.indexOf("=");
  return arg.startsWith("--") && at > 0 ? [arg.slice(0, at), arg.slice(at + 1)] : [arg];
}

function describeUnknown(flag: string): string {
  if (!flag.startsWith("-")) return `"${flag}" is not understood: settings are given as flags, see --help`;
  const meant = findNearest(flag, [...NAMES.keys()]);
  return `${flag} is no flag of this command: ${meant === null ? "see --help" : `${meant} was meant?`}`;
}
