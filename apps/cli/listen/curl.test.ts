// The copied line does in a shell what the listener did: the same headers, the same bytes.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { toCurl } from "./curl.ts";

it("survives quotes, dollars, line breaks and back slashes in a shell", () => {
  const body = `{"a":"it's $HOME \`x\` \\\\ \\"q\\" \n ü"}`;
  const line = toCurl("http://127.0.0.1:1/x?a=1&b='2'", { method: "POST", headers: { "X-A": "it's" }, body });
  const shown = line.replace(/^curl -i -X POST/, "printf '%s\\0'");
  const { stdout } = spawnSync("sh", ["-c", shown], { encoding: "utf8" });
  const words = ["http://127.0.0.1:1/x?a=1&b='2'", "-H", "X-A: it's", "--data-raw", body];
  expect(stdout.split("\0").slice(0, -1)).toEqual(words);
});
