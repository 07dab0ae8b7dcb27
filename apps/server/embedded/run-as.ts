// Under which user, and through which command in front, PostgreSQL runs: it refuses to run as root. Also how it is
// tied to our life, so that a kill -9 of this process takes it along.
// In: who we are and who owns the data. Out: ways to try, the most restricted first; the first that works is used.
import { userInfo } from "node:os";
import { runCommand, type CommandLine } from "./run-command.ts";

export interface UserId {
  readonly uid: number;
  readonly gid: number;
}

/** One way to run a PostgreSQL program. */
export interface RunAs {
  /** What a log line calls it. */
  readonly name: string;
  /** Who must own the data for it; null: whoever we are, nothing to change. */
  readonly owner: UserId | null;
  /** Whether the kernel ends the program when we die; otherwise a watcher has to. */
  readonly endsWithUs: boolean;
  command(program: string, args: readonly string[]): CommandLine;
}

const USER_NAME = "ticketwire";
const OTHER_USERS = ["postgres", "nobody"];
/** SIGINT is the fast shutdown: sessions are ended, a checkpoint is written, the next start need not recover. */
const END_WITH_US = ["--pdeathsig", "INT"];

/** The ways to try, in order. `dataOwner`: who owns the data of an earlier run, null on a first start. */
export async function listWaysToRun(dataOwner: UserId | null): Promise<readonly RunAs[]> {
  const hasSetpriv = (await runCommand({ file: "setpriv", args: [...END_WITH_US, "--", "true"] })).code === 0;
  if (process.geteuid?.() !== 0) return listOwnWays(hasSetpriv, dataOwner);
  const user = dataOwner !== null && dataOwner.uid !== 0 ? dataOwner : await findUnprivilegedUser();
  if (user === null) return [];
  return hasSetpriv ? [...listDroppedWays(user), inUserNamespace(user, { uid: 0, gid: 0 })] : [direct(user)];
}

/** As an ordinary user nothing changes, except for initdb when this user has no name, as in many containers. */
function listOwnWays(hasSetpriv: boolean, dataOwner: UserId | null): readonly RunAs[] {
  if (!hasSetpriv) return [direct(null)];
  const plain = inFront("as the current user", null, ["setpriv", ...END_WITH_US, "--"]);
  return dataOwner === null && !hasName() ? [inUserNamespace({ uid: 65_534, gid: 65_534 }, null)] : [plain];
}

/**
 * As root: another user without any privilege; and where a folder above the data or the programs is closed to that
 * user (a clone under /root), one capability to pass through it. `no_setuid_fixup` is needed because access(2), which
 * PostgreSQL asks about its own file, otherwise leaves the capabilities of an ordinary user out of account.
 */
function listDroppedWays(user: UserId): readonly RunAs[] {
  const asUser = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups", "--no-new-privs"];
  const withCapability = (capability: string) => [
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
    "--securebits=+no_setuid_fixup",
  ];
  const way = (name: string, extra: readonly string[]) =>
    inFront(`as user ${user.uid}${name}`, user, ["setpriv", ...asUser, ...extra, ...END_WITH_US, "--"]);
  return [
    way("", ["--inh-caps=-all"]),
    way(" with leave to read", withCapability("dac_read_search")),
    way(" with leave to read and write", withCapability("dac_override")),
  ];
}

/** Where the user can not be changed at all: a user namespace in which we are seen under another number. */
function inUserNamespace(seenAs: UserId, owner: UserId | null): RunAs {
  const unshare = ["unshare", "--user", `--map-user=${seenAs.uid}`, `--map-group=${seenAs.gid}`, "--"];
  return inFront("in a user namespace", owner, [...unshare, "setpriv", ...END_WITH_US, "--"]);
}

function inFront(name: string, owner: UserId | null, front: readonly string[]): RunAs {
  const [file = "setpriv", ...before] = front;
  return { name, owner, endsWithUs: true, command: (program, args) => ({ file, args: [...before, program, ...args] }) };
}

function direct(user: UserId | null): RunAs {
  return {
    name: user === null ? "as the current user" : `as user ${user.uid}`,
    owner: user,
    endsWithUs: false,
    command: (program, args) => ({ file: program, args, ...user }),
  };
}

function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

async function findUnprivilegedUser(): Promise<UserId | null> {
  const own = await lookUpUser(USER_NAME);
  if (own !== null) return own;
  const noLogin = ["--home-dir", "/nonexistent", "--no-create-home", "--shell", "/usr/sbin/nologin"];
  await runCommand({ file: "useradd", args: ["--system", "--user-group", ...noLogin, USER_NAME] });
  for (const name of [USER_NAME, ...OTHER_USERS]) {
    const user = await lookUpUser(name);
    if (user !== null) return user;
  }
  return null;
}

async function lookUpUser(name: string): Promise<UserId | null> {
  const [uid, gid] = await Promise.all([
    runCommand({ file: "id", args: ["-u", name] }),
    runCommand({ file: "id", args: ["-g", name] }),
  ]);
  if (uid.code !== 0 || gid.code !== 0 || Number(uid.stdout) === 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
