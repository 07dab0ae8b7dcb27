// CPU seconds of this process and of a tree of others, read from the kernel; Linux only, zero elsewhere.
import { readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

function statOf(pid: string): { readonly parent: number; readonly ticks: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    // utime, stime and those of children that have ended.
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
    return { parent: Number(fields[1]), ticks };
  } catch {
    return null;
  }
}

/** CPU seconds spent so far by a process and its children. */
export function cpuSecondsOf(rootPid: number): number {
  let ticks = 0;
  try {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const stat = statOf(pid);
      if (stat && (Number(pid) === rootPid || stat.parent === rootPid)) ticks += stat.ticks;
    }
  } catch {
    return 0;
  }
  return ticks / TICKS_PER_SECOND;
}

/** CPU seconds spent so far by this process. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
