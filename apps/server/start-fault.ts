// Why a start failed, in one line: what is wrong and what to do. In: what was thrown. Out: the line; never an address of a
// database, which may hold a password.
import { isDatabaseAway, sqlStateOf } from "@ticketwire/engine/db/errors";

const REFUSALS: Readonly<Record<string, string>> = {
  "53300":
    "the database takes no more connections: raise its max_connections (up to 28 for each process of Ticketwire), or stop one",
  "28P01": "the database refused the password in TICKETWIRE_DATABASE_URL",
  "28000": "the database refused the user in TICKETWIRE_DATABASE_URL",
  "3D000":
    "the database named in TICKETWIRE_DATABASE_URL does not exist: create it, owned by the user that is named there",
  "42501": "the database user may not do what a start needs: it has to own the schema ticketwire, or may create it",
  "53100": "the disk of the database is full: make room, nothing that was accepted is lost",
};

const LISTEN_REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    "something listens there already: stop it, or set TICKETWIRE_PORT to another one (0 picks one that is free)",
  EACCES: "that port is not for this user: set TICKETWIRE_PORT to one from 1024 on",
  EADDRNOTAVAIL: "this machine has no such address: set TICKETWIRE_HOST to one it has, or to 0.0.0.0",
};

// What node throws when a server can not listen.
function listenRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return error.syscall === "listen" ? LISTEN_REFUSALS[String(error.code)] : undefined;
}

/** What an error says; of several that were one, each. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}

/** One line for the person who started the server. */
export function describeStartFault(error: unknown): string {
  const told = messageOf(error);
  const refusal = REFUSALS[sqlStateOf(error) ?? ""];
  if (refusal !== undefined) return `${refusal} (${told})`;
  const listening = listenRefusal(error);
  if (listening !== undefined) return `${told}: ${listening}`;
  if (!isDatabaseAway(error)) return told;
  return `the database can not be reached: check that it runs and what TICKETWIRE_DATABASE_URL says (${told})`;
}
