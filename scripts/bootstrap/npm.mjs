// Runs npm: the one that started us when there is one, else the one in PATH. In: arguments. Out: its exit code and
// what it said, which is shown only when it failed.
import { spawn } from "node:child_process";

/** @returns {Promise<{ code: number, output: string }>} */
export function runNpm(args, cwd) {
  const { npm_execpath: ownNpm } = process.env;
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--loglevel=error"];
  const isScript = ownNpm !== undefined && /\.c?js$/.test(ownNpm);
  const [file, before] = isScript ? [process.execPath, [ownNpm]] : ["npm", []];
  return new Promise((resolve) => {
    const child = spawn(file, [...before, ...args, ...quiet], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      shell: !isScript && process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 127, output: `npm could not be started: ${error.message}` }));
    child.once("close", (code) => resolve({ code: code ?? 128, output: output.trim() }));
  });
}
