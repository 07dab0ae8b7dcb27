// The master key: one per data folder, whoever comes first, and never replaced by accident.
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadMasterKey } from "./master-key.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "ticketwire-key-"));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

it("is generated into a file that only its owner can read, and found again", async () => {
  const folder = join(dataDir, "not", "there", "yet");
  const made = await loadMasterKey({ dataDir: folder, masterKey: null });
  expect(made.isNew).toBe(true);
  expect(made.bytes).toHaveLength(32);
  expect((await stat(join(folder, "master.key"))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["master.key"]);
  const again = await loadMasterKey({ dataDir: folder, masterKey: null });
  expect(again).toEqual({ bytes: made.bytes, isNew: false });
});

it("is one and the same for all who start at the same moment", async () => {
  const keys = await Promise.all(Array.from({ length: 20 }, () => loadMasterKey({ dataDir, masterKey: null })));
  expect(new Set(keys.map((key) => Buffer.from(key.bytes).toString("hex"))).size).toBe(1);
  expect(keys.filter((key) => key.isNew)).toHaveLength(1);
  expect(await readdir(dataDir)).toEqual(["master.key"]);
});

it("that the operator gives needs no file", async () => {
  const masterKey = new Uint8Array(32).fill(7);
  expect(await loadMasterKey({ dataDir, masterKey })).toEqual({ bytes: masterKey, isNew: false });
  expect(await readdir(dataDir)).toEqual([]);
});

it("in a damaged file is refused and left as it is", async () => {
  await writeFile(join(dataDir, "master.key"), "half a key\n");
  await expect(loadMasterKey({ dataDir, masterKey: null })).rejects.toThrow(
    /master\.key can not be used: it does not hold 32 bytes .*; bring it back from a backup, or set TICKETWIRE_MASTER_KEY$/,
  );
  expect(await readFile(join(dataDir, "master.key"), "utf8")).toBe("half a key\n");
});

it("in a file that others could read is closed to them", async () => {
  await writeFile(join(dataDir, "master.key"), `${"ab".repeat(32)}\n`);
  await chmod(join(dataDir, "master.key"), 0o644);
  const { bytes } = await loadMasterKey({ dataDir, masterKey: null });
  expect(Buffer.from(bytes).toString("hex")).toBe("ab".repeat(32));
  expect((await stat(join(dataDir, "master.key"))).mode & 0o777).toBe(0o600);
});

it("that can not be kept anywhere is told with what to set", async () => {
  await writeFile(join(dataDir, "a-file"), "");
  await expect(loadMasterKey({ dataDir: join(dataDir, "a-file", "x"), masterKey: null })).rejects.toThrow(
    /TICKETWIRE_MASTER_KEY/,
  );
});
