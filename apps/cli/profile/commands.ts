// `ticketwire login`, `logout`, `profiles`: which server and which key, remembered in a private file. The key is typed
// without being shown, or comes from a pipe; never as an argument, where every process could read it.
import type { Command } from "commander";
import type { Me } from "../api/records.ts";
import { Failure, wrongUse } from "../failure.ts";
import { addPlainLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { askSecret, readStandardInput } from "../terminal/ask.ts";
import { oneLine } from "../terminal/printable.ts";
import { printTable } from "../terminal/table.ts";
import { readKey } from "./connection.ts";
import { profileFile, type Profiles, readProfiles, writeProfiles } from "./profiles.ts";

const DEFAULT_NAME = "default";

export function addLogin(program: Command, host: CommandHost): void {
  const login = addPlainLeaf(program, {
    name: "login",
    summary: "remember a server and its API key",
    notes: "The key is asked for, or read from standard input. It is tried before it is kept.",
    examples: ["ticketwire login --url https://tickets.example.com", "ticketwire login --name work < key.txt"],
  })
    .option("--url <url>", "the server (TICKETWIRE_URL; default http://127.0.0.1:4400)")
    .option("--name <profile>", "the profile to keep it in", DEFAULT_NAME);
  runLeaf<{ readonly name: string }>(login, host, async (session, { name }) => {
    if (!/^[\w.-]{1,64}$/.test(name)) throw wrongUse(`"${name}" is no name for a profile: letters, digits, . _ -`);
    const apiKey = readKey(await readSecret(session));
    if (apiKey === null) throw wrongUse("no key was given");
    const { url } = session.connection;
    const { tenant } = await session.apiWith(apiKey).get<Me>("/api/v1/me");
    const { profiles } = readProfiles(session.env);
    writeProfiles(session.env, { current: name, profiles: { ...profiles, [name]: { url, api_key: apiKey } } });
    session.show({ profile: name, url, tenant: tenant.name }, () =>
      session.terminal.print(`kept as profile "${name}": ${oneLine(tenant.name)} on ${url}`),
    );
  });
  addLogout(program, host);
  addProfiles(program, host);
}

async function readSecret(session: Session): Promise<string> {
  const { terminal } = session;
  if (!terminal.isInteractive) return (await readStandardInput(terminal)).toString("utf8");
  return askSecret(terminal, { message: `API key for ${session.connection.url}:`, otherwise: "pipe the key in" });
}

function addLogout(program: Command, host: CommandHost): void {
  const leaf = addPlainLeaf(program, {
    name: "logout [profile]",
    summary: "forget a server and its key; the key itself goes on working until it is revoked",
  });
  runLeaf(leaf, host, (session, _options, [given]) => {
    const kept = readProfiles(session.env);
    const name = given ?? kept.current ?? DEFAULT_NAME;
    requireProfile(kept, name);
    const profiles = Object.fromEntries(Object.entries(kept.profiles).filter(([each]) => each !== name));
    const current = kept.current === name ? (Object.keys(profiles)[0] ?? null) : kept.current;
    writeProfiles(session.env, { current, profiles });
    session.show({ profile: name, current }, () => session.terminal.print(`forgot profile "${name}"`));
  });
}

function requireProfile(kept: Profiles, name: string): void {
  if (Object.hasOwn(kept.profiles, name)) return;
  const known = Object.keys(kept.profiles).join(", ") || "none";
  throw new Failure(`there is no profile "${name}": known are ${known}`, { code: "NOT_FOUND" });
}

function addProfiles(program: Command, host: CommandHost): void {
  const profiles = program.command("profiles").description("Remembered servers.");
  const list = addPlainLeaf(profiles, { name: "list", summary: "list remembered servers, without their keys" });
  runLeaf(list, host, (session) => {
    const kept = readProfiles(session.env);
    const rows = Object.entries(kept.profiles).map(([name, { url }]) => ({
      name,
      url,
      current: name === kept.current,
    }));
    session.show(rows, () => {
      if (rows.length === 0) return session.terminal.remark("none yet: `ticketwire login`");
      printTable(session.terminal, COLUMNS, rows);
      session.terminal.remark(`kept in ${profileFile(session.env)}`);
    });
  });
  const use = addPlainLeaf(profiles, { name: "use <profile>", summary: "use this one when none is named" });
  runLeaf(use, host, (session, _options, [name = ""]) => {
    const kept = readProfiles(session.env);
    requireProfile(kept, name);
    writeProfiles(session.env, { ...kept, current: name });
    session.show({ current: name }, () => session.terminal.print(`"${name}" is used from now on`));
  });
}

interface ProfileRow {
  readonly name: string;
  readonly url: string;
  readonly current: boolean;
}

const COLUMNS = [
  { title: "NAME", of: (row: ProfileRow) => row.name },
  { title: "URL", of: (row: ProfileRow) => row.url, width: 80 },
  { title: "USED", of: (row: ProfileRow) => (row.current ? "yes" : "") },
];
