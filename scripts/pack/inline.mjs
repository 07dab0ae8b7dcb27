// Workspaces that a package takes along instead of depending on them (`"ticketwire": {"inline": [...]}` in its manifest):
// their sources are put under inlined/, and imports are turned to them. The compiler then takes just what is reached.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { listSources } from "./sources.mjs";

export function inlineWorkspaces({ folder, sources, names, workspaces }) {
  for (const name of names) {
    const workspace = workspaces.get(name);
    if (workspace === undefined) throw new Error(`${name} is to be inlined, but it is no workspace`);
    const place = join("inlined", name.split("/").at(-1));
    for (const file of listSources(workspace)) {
      mkdirSync(dirname(join(folder, place, file)), { recursive: true });
      cpSync(join(workspace, file), join(folder, place, file));
    }
    for (const file of sources) turnImports({ folder, file, name, place });
  }
}

/** `from "@ticketwire/contract/events"` becomes a relative path to the copy. */
function turnImports({ folder, file, name, place }) {
  const text = readFileSync(join(folder, file), "utf8");
  const pattern = new RegExp(`(from\\s+|import\\s*\\(\\s*)"${name}(/[^"]+)?"`, "g");
  const turned = text.replace(pattern, (_, before, path = "/index") => {
    const target = relative(dirname(file), `${join(place, path)}.ts`);
    return `${before}"${target.startsWith(".") ? target : `./${target}`}"`;
  });
  if (turned !== text) writeFileSync(join(folder, file), turned);
}
