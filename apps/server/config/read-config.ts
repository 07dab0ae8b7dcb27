// What the operator set, from flags and environment, as one checked value. A flag wins over its variable; an empty
// variable counts as not set. In: arguments, environment, working folder. Out: a configuration to run with, a text to
// print, or one line for each wrong value. Pure: reads no file and prints nothing.
import { resolve } from "node:path";
import { readArguments } from "./arguments.ts";
import { findNearest } from "./nearest.ts";
import { REFUSED } from "./parsers.ts";
import { renderHelp } from "./reference.ts";
import type { ServerConfig } from "./server-config.ts";
import { flagOf, listSettings, type Setting } from "./settings.ts";

export interface ConfigSource {
  /** What stands after `ticketwire serve`. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** A relative data folder starts here. */
  readonly cwd: string;
}

/** The exit code for wrong use: what to end with after printing the problems of a `wrong`. */
export const WRONG_USE_EXIT_CODE = 2;

export type ConfigReading =
  | { readonly kind: "run"; readonly config: ServerConfig; readonly warnings: readonly string[] }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "wrong"; readonly problems: readonly string[] };

export function readConfig({ args, env, cwd }: ConfigSource): ConfigReading {
  const { given, isHelp, problems: misuse } = readArguments(args);
  if (isHelp) return { kind: "help", text: renderHelp() };
  const values: Record<string, unknown> = {};
  const problems = [...misuse];
  for (const [name, setting] of listSettings()) {
    const flag = given.get(name);
    const source = flag === undefined ? setting.variable : flagOf(setting);
    const value = valueOf(setting, flag ?? env[setting.variable] ?? "");
    if (value === REFUSED) problems.push(describeRefusal(source, setting, flag ?? env[setting.variable] ?? ""));
    values[name] = value;
  }
  if (problems.length > 0) return { kind: "wrong", problems };
  const config = values as unknown as ServerConfig;
  const warnings = findMisspelled(env);
  return { kind: "run", config: { ...config, dataDir: resolve(cwd, config.dataDir) }, warnings };
}

function valueOf(setting: Setting<unknown>, text: string): unknown {
  return text === "" ? setting.fallback : setting.parse(text);
}

/** A secret is never repeated, not even a wrong one: it may be the right one in the wrong place. */
function describeRefusal(source: string, setting: Setting<unknown>, text: string): string {
  const shown = setting.isSecret ? "has a value that can not be used" : `is ${JSON.stringify(text)}`;
  return `${source} ${shown}: it must be ${setting.allowed}`;
}

/** A variable of ours with a slip in its name would have no effect and nobody would notice. */
function findMisspelled(env: NodeJS.ProcessEnv): readonly string[] {
  const known = listSettings().map(([, setting]) => setting.variable as string);
  return Object.keys(env)
    .filter((name) => name.startsWith("TICKETWIRE_") && !known.includes(name))
    .flatMap((name) => {
      const meant = findNearest(name, known);
      return meant === null ? [] : [`${name} is not a variable of Ticketwire and has no effect: ${meant} was meant?`];
    });
}
