// The recipes of docs/recipes, run: the first code block of each page is taken out and held to every vector by a small
// driver in its language. Python and the shell always, the others where the language is installed.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ALGA_VECTORS, type Vector } from "./cases.ts";

interface Language {
  readonly page: string;
  /** The fence of its code block. */
  readonly fence: string;
  /** Where recipe and driver go in a folder of their own. */
  readonly recipe: string;
  readonly driver: string;
  /** The program that must be there, and how it tells its version. */
  readonly probe: readonly [program: string, ...args: string[]];
  /** Commands in that folder; the last prints the numbers of the accepted vectors. */
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
  readonly files?: Readonly<Record<string, string>>;
}

const CSHARP = { page: "csharp.md", fence: "csharp", recipe: "recipe.cs", driver: "driver.cs" } as const;
const PROJECT = `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType>
<TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework></PropertyGroup></Project>\n`;

const LANGUAGES: Readonly<Record<string, Language>> = {
  Python: {
    page: "python.md",
    fence: "python",
    recipe: "recipe.py",
    driver: "driver.py",
    probe: ["python3", "--version"],
    commands: [["python3", "driver.py", "vectors.tsv"]],
  },
  shell: {
    page: "shell.md",
    fence: "sh",
    recipe: "recipe.sh",
    driver: "driver.sh",
    probe: ["openssl", "version"],
    commands: [["sh", "driver.sh", "vectors.tsv"]],
  },
  Go: {
    page: "go.md",
    fence: "go",
    recipe: "recipe/recipe.go",
    driver: "driver.go",
    probe: ["go", "version"],
    commands: [["go", "run", ".", "vectors.tsv"]],
    files: { "go.mod": "module recipe\n\ngo 1.21\n" },
  },
  PHP: {
    page: "php.md",
    fence: "php",
    recipe: "recipe.php",
    driver: "driver.php",
    probe: ["php", "--version"],
    commands: [["php", "driver.php", "vectors.tsv"]],
  },
  Ruby: {
    page: "ruby.md",
    fence: "ruby",
    recipe: "recipe.rb",
    driver: "driver.rb",
    probe: ["ruby", "--version"],
    commands: [["ruby", "driver.rb", "vectors.tsv"]],
  },
  "C# on .NET": {
    ...CSHARP,
    probe: ["dotnet", "--version"],
    commands: [["dotnet", "run", "--project", "check.csproj", "vectors.tsv"]],
    files: { "check.csproj": PROJECT },
  },
  "C# on Mono": {
    ...CSHARP,
    probe: ["mcs", "--version"],
    commands: [
      ["mcs", "-out:check.exe", "recipe.cs", "driver.cs"],
      ["mono", "check.exe", "vectors.tsv"],
    ],
  },
};
const ALWAYS = ["Python", "shell"];

const folder = mkdtempSync(join(tmpdir(), "ticketwire-recipes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const field = (text: string): string => (text === "" ? "-" : Buffer.from(text).toString("base64"));
const line = ({ now, headers, secrets, body_base64 }: Vector): string =>
  [
    now,
    field(headers["X-Alga-Signature"] ?? ""),
    secrets.map(field).join(","),
    body_base64 === "" ? "-" : body_base64,
  ].join("\t");

function firstBlock(page: string, fence: string): string {
  const text = readFileSync(new URL(`../../../docs/recipes/${page}`, import.meta.url), "utf8");
  const block = new RegExp(`^\`\`\`${fence}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/recipes/${page} has no code block in ${fence}`);
  return block;
}

function prepare(name: string, { page, fence, recipe, driver, files = {} }: Language): string {
  const place = join(folder, name.replaceAll(/[^A-Za-z]/g, ""));
  mkdirSync(dirname(join(place, recipe)), { recursive: true });
  writeFileSync(join(place, recipe), firstBlock(page, fence));
  cpSync(new URL(`drivers/${driver}`, import.meta.url), join(place, driver));
  writeFileSync(join(place, "vectors.tsv"), `${ALGA_VECTORS.map(line).join("\n")}\n`);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  return place;
}

function isInstalled([program, ...args]: Language["probe"]): boolean {
  return spawnSync(program, args).status === 0;
}

function accepted(place: string, commands: Language["commands"]): readonly string[] {
  let output = "";
  // Nothing may be fetched: a recipe has no dependency.
  const env = { ...process.env, GOPROXY: "off", GOTOOLCHAIN: "local", GOFLAGS: "-mod=mod" };
  for (const [program, ...args] of commands) {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: place,
      encoding: "utf8",
      env,
      timeout: 100_000,
    });
    if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}${stderr}`);
    output = stdout;
  }
  return output
    .split("\n")
    .filter((number) => number !== "")
    .map((number) => ALGA_VECTORS[Number(number)]?.name ?? number);
}

describe.each(Object.entries(LANGUAGES))("the recipe for %s", (name, language) => {
  const isHere = isInstalled(language.probe);
  if (!isHere && !ALWAYS.includes(name)) {
    process.stderr.write(`SKIPPED: the recipe for ${name} was not run, since ${language.probe[0]} is not in PATH\n`);
  }

  it.runIf(isHere || ALWAYS.includes(name))(
    "accepts exactly the vectors that are valid",
    () => {
      const valid = ALGA_VECTORS.filter((vector) => vector.expect === "valid").map((vector) => vector.name);
      expect(accepted(prepare(name, language), language.commands)).toEqual(valid);
    },
    120_000,
  );
});
