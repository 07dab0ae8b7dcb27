// `ticketwire keys create`. In: a name, scopes and limits. Out: the key, shown this once; `--only-key` prints nothing else, for
// scripts that keep it in a file.
import { API_SCOPES } from "@ticketwire/contract";
import { type Command, InvalidArgumentError } from "commander";
import type { CreatedApiKey } from "../api/records.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { parseDuration, parseList } from "../terminal/parse-values.ts";
import { findId, USERS } from "../tickets/find-by-name.ts";

interface KeyOptions {
  readonly scopes: readonly string[];
  readonly user?: string;
  readonly expiresIn?: number;
  readonly rateLimit?: KeyLimit;
  readonly installationAdmin?: boolean;
  readonly onlyKey?: boolean;
}

type KeyLimit = "off" | { readonly burst: number; readonly per_minute: number };

export function addKeyCreate(
  keys: Command,
  host: CommandHost,
  show: (session: Session, key: CreatedApiKey) => void,
): void {
  const leaf = addLeaf(keys, {
    name: "create <name>",
    summary: "make a key and show it, this once",
    examples: [
      "ticketwire keys create integration --scopes tickets:read,webhooks:read,webhooks:write",
      "ticketwire keys create ci --scopes admin --expires-in 1d --only-key > key.txt",
    ],
  })
    .requiredOption("--scopes <list>", `of ${API_SCOPES.join(", ")}`, parseScopes)
    .option("--user <user>", "who acts with it, by mail address, name or id; default: you")
    .option("--expires-in <duration>", "until it ends by itself: 30d", parseDuration)
    .option("--rate-limit <burst:per-minute>", "its own limit: 500:300, or off", parseLimit)
    .option("--installation-admin", "may make and list tenants")
    .option("--only-key", "print the key alone");
  runLeaf<KeyOptions>(leaf, host, async (session, options, [name = ""]) => {
    const api = session.api();
    const { expiresIn, user } = options;
    const key = await api.post<CreatedApiKey>("/api/v1/api-keys", {
      name,
      scopes: options.scopes,
      user_id: user === undefined ? undefined : await findId(api, USERS, { wanted: user }),
      expires_at: expiresIn === undefined ? undefined : new Date(Date.now() + expiresIn).toISOString(),
      rate_limit: options.rateLimit,
      is_installation_admin: options.installationAdmin,
    });
    if (options.onlyKey === true) session.terminal.print(key.api_key);
    else show(session, key);
  });
}

function parseScopes(text: string): readonly string[] {
  const scopes = parseList(text);
  const unknown = scopes.find((scope) => !(API_SCOPES as readonly string[]).includes(scope));
  if (unknown === undefined) return scopes;
  throw new InvalidArgumentError(`"${unknown}" is no scope: there are ${API_SCOPES.join(", ")}.`);
}

function parseLimit(text: string): KeyLimit {
  if (text === "off") return text;
  const [, burst, minute] = /^(\d{1,7}):(\d{1,7})$/.exec(text) ?? [];
  if (burst === undefined) throw new InvalidArgumentError(`"${text}" is no limit: write it like 120:60, or off.`);
  return { burst: Number(burst), per_minute: Number(minute) };
}
