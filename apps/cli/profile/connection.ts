// Where a command's calls go and with which key: flags, then environment, then profile. A key of a profile is only ever
// sent to the server of that profile. In: flags and environment. Out: an address and a key, or what is missing.
import { Failure, wrongUse } from "../failure.ts";
import { type Profile, readProfiles } from "./profiles.ts";

const DEFAULT_URL = "http://127.0.0.1:4400";

export interface ConnectionFlags {
  readonly url?: string;
  readonly profile?: string;
}

export interface Connection {
  readonly url: string;
  /** Null when none is known: enough for health pages. */
  readonly apiKey: string | null;
}

/** @throws Failure with exit code 2 for an address or profile that is none. */
export function findConnection(flags: ConnectionFlags, env: NodeJS.ProcessEnv): Connection {
  const profile = findProfile(flags, env);
  // A profile that is named on purpose is used whole, whatever the environment says.
  const named = flags.profile === undefined ? undefined : profile;
  const url = readUrl(flags.url ?? named?.url ?? env["TICKETWIRE_URL"] ?? "", profile?.url ?? DEFAULT_URL);
  const fromEnvironment = named === undefined ? readKey(env["TICKETWIRE_API_KEY"] ?? "") : null;
  const fromProfile = profile !== undefined && readUrl(profile.url, "") === url ? profile.api_key : null;
  return { url, apiKey: fromEnvironment ?? fromProfile };
}

export function requireKey({ url, apiKey }: Connection): string {
  if (apiKey !== null) return apiKey;
  throw new Failure(`there is no API key for ${url}: run \`ticketwire login\`, or set TICKETWIRE_API_KEY`, {
    exitCode: 2,
    code: "NO_API_KEY",
  });
}

function findProfile(flags: ConnectionFlags, env: NodeJS.ProcessEnv): Profile | undefined {
  const { current, profiles } = readProfiles(env);
  const name = flags.profile ?? (env["TICKETWIRE_PROFILE"] || current);
  if (name === null) return undefined;
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile !== undefined) return profile;
  const known = Object.keys(profiles).join(", ") || "none yet";
  if (flags.profile !== undefined || env["TICKETWIRE_PROFILE"])
    throw wrongUse(
      `there is no profile "${name}": known are ${known}; \`ticketwire login --profile ${name}\` makes it`,
    );
  return undefined;
}

/** Without a slash or `/api/v1` at the end. */
function readUrl(given: string, fallback: string): string {
  const text = given === "" ? fallback : given;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(url.protocol === "http:" || url.protocol === "https:") || url.username !== "")
    throw wrongUse(`"${text}" is no address of a server: write it like https://tickets.example.com`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "").replace(/\/api\/v1$/, "");
}

/** A header can not carry other characters; a pasted line break is the usual slip. */
export function readKey(text: string): string | null {
  const key = text.trim();
  if (key === "") return null;
  if (!/^[\x21-\x7e]+$/.test(key))
    throw wrongUse("the API key has characters that no key has: copy it again, it is one word of letters and digits");
  return key;
}
