// Which server and which key: named profiles in one private file. In: the environment. Out: profiles, written back whole.
// The folder is $TICKETWIRE_CONFIG_DIR, else ticketwire/ under $XDG_CONFIG_HOME, %APPDATA% or ~/.config.
import { homedir } from "node:os";
import { join } from "node:path";
import { Failure } from "../failure.ts";
import { readPrivateFile, writePrivateFile } from "./private-file.ts";

export interface Profile {
  readonly url: string;
  readonly api_key: string;
}

export interface Profiles {
  /** The one that is used when none is named. */
  readonly current: string | null;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const NONE: Profiles = { current: null, profiles: {} };

export function profileFolder(env: NodeJS.ProcessEnv): string {
  if ((env["TICKETWIRE_CONFIG_DIR"] ?? "") !== "") return env["TICKETWIRE_CONFIG_DIR"] as string;
  const base =
    env["XDG_CONFIG_HOME"] || (process.platform === "win32" ? env["APPDATA"] : "") || join(homedir(), ".config");
  return join(base, "ticketwire");
}

export function profileFile(env: NodeJS.ProcessEnv): string {
  return join(profileFolder(env), "profiles.json");
}

export function readProfiles(env: NodeJS.ProcessEnv): Profiles {
  const path = profileFile(env);
  const text = readPrivateFile(path);
  if (text === null) return NONE;
  const parsed = parseJson(text);
  if (!isProfiles(parsed))
    throw new Failure(`${path} is not a profile file: repair it, or remove it and run \`ticketwire login\``);
  return parsed;
}

export function writeProfiles(env: NodeJS.ProcessEnv, profiles: Profiles): void {
  writePrivateFile(profileFile(env), `${JSON.stringify(profiles, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isProfiles(value: unknown): value is Profiles {
  if (typeof value !== "object" || value === null || !("profiles" in value)) return false;
  const { profiles } = value;
  if (typeof profiles !== "object" || profiles === null) return false;
  return Object.values(profiles as Record<string, Partial<Profile> | null>).every(
    (each) => typeof each?.url === "string" && typeof each.api_key === "string",
  );
}
