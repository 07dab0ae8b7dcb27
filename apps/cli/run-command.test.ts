// A wrong command line at every command: exit code 2 and what is wrong, in words for people and in JSON for programs.
import type { Command } from "commander";
import { afterEach, expect, it, vi } from "vitest";
import { createProgram } from "./program.ts";
import { runCommand } from "./run-command.ts";
import { Terminal } from "./terminal/terminal.ts";

/** Nothing is reached: no test here gets as far as a call. */
const ENV = { TICKETWIRE_CONFIG_DIR: "/nonexistent", TICKETWIRE_URL: "http://127.0.0.1:1" };

/** Each command that does something and knows `--json`, as the words that name it. */
async function namesOf(): Promise<readonly (readonly string[])[]> {
  const host = { terminal: new Terminal(process, {}), env: {}, exitCode: 0 };
  const walk = (command: Command, words: readonly string[]): readonly (readonly string[])[] =>
    command.commands.length === 0
      ? command.options.some((option) => option.long === "--json")
        ? [words]
        : []
      : command.commands.flatMap((each) => walk(each, [...words, each.name()]));
  return walk(await createProgram(host, ["cutover"]), []);
}

async function run(...args: readonly string[]) {
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  const code = await runCommand(args, ENV);
  vi.restoreAllMocks();
  return { code, ...written };
}

afterEach(() => vi.restoreAllMocks());

const names = await namesOf();

it("knows all commands", () => {
  expect(names.length).toBeGreaterThan(45);
});

it.each(names.map((words) => [words.join(" "), words] as const))("%s", async (_, words) => {
  const forPrograms = await run(...words, "--json", "--no-such-option");
  expect(forPrograms).toMatchObject({ code: 2, stdout: "" });
  expect(JSON.parse(forPrograms.stderr)).toEqual({ error: { code: "WRONG_USE", message: expect.any(String) } });
  const forPeople = await run(...words, "--no-such-option");
  expect(forPeople).toMatchObject({ code: 2, stdout: "" });
  expect(forPeople.stderr).toMatch(/^ticketwire: .*(missing|not specified|unknown option)/);
});

it.each([
  [["mock", "send", "exploded", "--to", "3000"], '"exploded" is no event type: there are ticket.created'],
  [["mock", "fixtures", "exploded"], '"exploded" is no event type: there are ticket.created'],
  [["events", "tail", "--for", "25d"], '"25d" is longer than a command can wait: at most 24d'],
  [["inspect", "--for", "60d"], "at most 24d"],
])("%j is refused in words and in JSON", async (args, words) => {
  const forPeople = await run(...args);
  expect(forPeople).toMatchObject({ code: 2, stdout: "" });
  expect(forPeople.stderr).toContain(words);
  const forPrograms = await run(...args, "--json");
  expect(JSON.parse(forPrograms.stderr)).toMatchObject({ error: { code: "WRONG_USE" } });
  expect((JSON.parse(forPrograms.stderr) as { readonly error: { readonly message: string } }).error.message).toContain(
    words,
  );
});
