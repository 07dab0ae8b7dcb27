// The command where things are not as they should be: what answers is no Ticketwire server, or fails; the folder for profiles is
// none. As processes: what, why and what to do, in one line, and never a word of the program's own insides.
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { chmod, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Cli, openCli } from "./harness/cli-process.ts";
import { TEST_KEY } from "./harness/server-process.ts";

// Each line starts a process; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

let cli: Cli;
beforeAll(async () => {
  cli = await openCli({ url: "http://127.0.0.1:9", apiKey: TEST_KEY });
});
afterAll(() => cli.remove());

/** Something that listens where a server should be. */
async function answerWith(listener: RequestListener): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const json = (status: number, text: string): RequestListener => {
  return (_request, response) => void response.writeHead(status, { "content-type": "application/json" }).end(text);
};

const COMMANDS: readonly (readonly string[])[] = [
  ["webhooks", "list"],
  ["trigger", "created"],
  ["listen", "--forward-to", "9", "--exit-after", "1", "--for", "1s"],
];

describe("what answers", () => {
  it.each<readonly [string, RequestListener, string]>([
    ["a page", (_request, response) => void response.end("<html>Welcome</html>"), "is that a Ticketwire server?"],
    ["nothing", (_request, response) => void response.end(), "is that a Ticketwire server?"],
    ["other JSON", json(200, '{"hello":"world"}'), "is that a Ticketwire server?"],
    ["no data", json(200, '{"data":null}'), "is that a Ticketwire server?"],
    ["a proxy without its server", (_request, response) => void response.writeHead(502).end("<html>"), "answered 502"],
    ["a fault", json(500, '{"error":{"code":"INTERNAL_ERROR","message":"It broke."}}'), "It broke."],
    ["a cut connection", (request) => void request.socket.destroy(), "the connection was cut"],
  ])("is %s", async (_, listener, said) => {
    await using server = await answerWith(listener);
    const env = { TICKETWIRE_URL: server.url };
    const runs = await Promise.all(COMMANDS.map((args) => cli.run(args, { env })));
    for (const { code, stdout, stderr } of runs) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect(stderr).toContain(said);
      expect(stderr).not.toMatch(/undefined|Cannot read|without id/);
    }
    const doctor = await cli.run(["doctor"], { env });
    expect(doctor).toMatchObject({ code: 3, stderr: "" });
    expect(doctor.stdout).toContain("✗ server");
  });
});

describe("the folder for profiles", () => {
  it("can not be one: says which setting to change", async () => {
    const file = join(cli.folder, "a-file");
    await writeFile(file, "");
    const { code, stderr } = await cli.run(["listen", "--print-secret"], { env: { TICKETWIRE_CONFIG_DIR: file } });
    expect(code).toBe(1);
    expect(stderr).toContain("(ENOTDIR): set TICKETWIRE_CONFIG_DIR to a folder that is yours");
  });

  it("holds a file that others can read: closes it again", async () => {
    const file = join(cli.folder, "profiles.json");
    const profiles = { current: "a", profiles: { a: { url: "http://127.0.0.1:9", api_key: TEST_KEY } } };
    await writeFile(file, JSON.stringify(profiles));
    await chmod(file, 0o644);
    expect(await cli.run(["profiles", "list"])).toMatchObject({ code: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("holds something else: says so and leaves it", async () => {
    const file = join(cli.folder, "profiles.json");
    await writeFile(file, "{broken", { mode: 0o600 });
    const { code, stderr } = await cli.run(["login"], { stdin: TEST_KEY });
    expect(code).toBe(1);
    expect(stderr).toContain("is not a profile file: repair it, or remove it");
  });
});
