// package.json as it is published: entries point at dist/, development is left out.

const DEVELOPMENT_ONLY = ["devDependencies", "scripts", "private", "ticketwire", "workspaces"];

/** The sources that exports and bin name, relative to the workspace; a pattern names every source it fits. */
export function findEntries(manifest, sources) {
  const targets = [...Object.values(publicExports(manifest)), ...Object.values(manifest.bin ?? {})].map(stripDot);
  const entries = sources.filter((file) => targets.some((target) => fits(target, file)));
  const missing = targets.filter((target) => target.endsWith(".ts") && !sources.some((file) => fits(target, file)));
  if (missing.length > 0)
    throw new Error(`${manifest.name} names ${missing.join(", ")} as an entry, which does not exist`);
  if (entries.length === 0) throw new Error(`${manifest.name} has neither exports nor bin: there is nothing to pack`);
  return entries;
}

export function publishedManifest(manifest) {
  const kept = Object.entries(manifest).filter(([name]) => !DEVELOPMENT_ONLY.includes(name));
  return {
    ...Object.fromEntries(kept),
    ...(manifest.exports !== undefined && { exports: mapValues(publicExports(manifest), publishedExport) }),
    ...(manifest.bin !== undefined && { bin: mapValues(manifest.bin, (target) => toDist(target)) }),
    files: ["dist"],
    sideEffects: manifest.sideEffects ?? false,
  };
}

/** Without the testkit, which other workspaces use and the package leaves at home. */
function publicExports(manifest) {
  const entries = Object.entries(manifest.exports ?? {});
  return Object.fromEntries(entries.filter(([, target]) => !stripDot(target).startsWith("testkit/")));
}

function publishedExport(target) {
  if (!target.endsWith(".ts")) return toDist(target);
  return { types: toDist(target).replace(/\.js$/, ".d.ts"), default: toDist(target) };
}

function toDist(target) {
  return `./dist/${stripDot(target).replace(/\.ts$/, ".js")}`;
}

function fits(target, file) {
  const [before, after] = target.split("*");
  if (after === undefined) return target === file;
  return file.startsWith(before) && file.endsWith(after) && file.length > before.length + after.length;
}

function stripDot(target) {
  return target.replace(/^\.\//, "");
}

function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
