// The gate before a package leaves: every import in what was built must be a file of the package, a module of Node.js, or
// a declared dependency. A source path or an undeclared package would only be noticed by whoever installs it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

// Not the end of a text, such as "created_from".
const SPECIFIER = /(?<![\w"])(?:from|import)\s*\(?\s*"([^"\n]+)"/g;

/** The compiler turns `./x.ts` into `./x.js` in code and leaves it in declarations, where nobody would find it. */
export function turnDeclarations(folder) {
  for (const file of builtFiles(join(folder, "dist")).filter((name) => name.endsWith(".d.ts"))) {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/((?:from|import)\s*\(?\s*"\.[^"\n]+)\.ts"/g, '$1.js"'));
  }
}

export function checkImports(folder, manifest) {
  const declared = new Set([manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })]);
  const problems = builtFiles(join(folder, "dist")).flatMap((file) =>
    specifiersOf(readFileSync(file, "utf8"))
      .filter((specifier) => !isFound({ specifier, file, declared }))
      .map((specifier) => `${relative(folder, file)} imports "${specifier}"`),
  );
  if (problems.length > 0)
    throw new Error(`${manifest.name} would not work where it is installed:\n${problems.join("\n")}`);
}

function builtFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|d\.ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Imports in code; those in comments are examples. */
function specifiersOf(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(SPECIFIER)].map(([, specifier]) => specifier);
}

function isFound({ specifier, file, declared }) {
  if (specifier.startsWith("node:")) return true;
  if (specifier.startsWith(".")) return existsSync(join(dirname(file), specifier));
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  return declared.has(name);
}
