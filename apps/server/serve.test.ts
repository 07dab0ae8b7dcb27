// What a person sees of a start, at the edges of the process: what it prints, and that Ctrl-C before it listens is no failure.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

test("a stop that comes while it still waits for its database ends it with 0 and says so", async () => {
  let told = "";
  const isStopping = (): boolean => told.includes('"stopping"');
  const sockets: Socket[] = [];
  // Takes calls and says nothing; once the stop has come it hangs up.
  const silent = createServer((socket) => {
    sockets.push(socket.on("error", () => undefined));
    if (isStopping()) socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  await using folder = await mkdtempDisposable(join(tmpdir(), "ticketwire-test-"));
  const server = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      TICKETWIRE_DATA_DIR: folder.path,
      TICKETWIRE_DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/x`,
      TICKETWIRE_PORT: "0",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(server, "close");
  server.stderr.setEncoding("utf8").on("data", (text: string) => {
    told += text;
    if (isStopping()) for (const socket of sockets) socket.destroy();
  });
  await once(silent, "connection");
  server.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  expect(told).toContain("ticketwire: stopped before it had started");
  silent.close();
});
