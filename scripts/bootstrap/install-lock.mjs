// One installation at a time. The lock belongs to an open file of this process, so the kernel frees it however the
// process ends. In: a file. Out: the result of the work that was done while holding it.
import { spawn } from "node:child_process";
import { closeSync, constants, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/** open(2) on macOS and libuv on Windows lock with a flag that Node has no name for. */
const OPEN_LOCKED = { darwin: 0x20, win32: 0x10000000 };

/** Waits for the lock, then does the work. Without the command flock (some minimal Linux) it goes on unlocked. */
export async function withInstallLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  const lock = await openLocked(file);
  try {
    return await work();
  } finally {
    closeSync(lock);
  }
}

async function openLocked(file) {
  const flags = constants.O_RDWR | constants.O_CREAT | (OPEN_LOCKED[process.platform] ?? 0);
  for (;;) {
    try {
      const lock = openSync(file, flags);
      if (process.platform === "linux") await flock(lock);
      return lock;
    } catch (error) {
      if (error.code !== "EBUSY") throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function flock(lock) {
  return new Promise((resolve) => {
    const child = spawn("flock", ["-x", "3"], { stdio: ["ignore", "ignore", "ignore", lock] });
    child.once("error", resolve);
    child.once("exit", resolve);
  });
}
