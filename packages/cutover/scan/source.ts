// The files of a folder that may hold a polling loop, parsed. In: a folder. Out: parsed sources, and what could not be read.
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { type File, type Node, VISITOR_KEYS } from "@babel/types";
import { parse } from "@babel/parser";
import { badOption } from "../errors.ts";

export interface Source {
  /** Relative to the folder. */
  readonly path: string;
  readonly program: Node;
}

export interface Unread {
  readonly path: string;
  readonly problem: string;
}

export interface Sources {
  readonly sources: readonly Source[];
  readonly unread: readonly Unread[];
}

const EXTENSIONS: ReadonlySet<string> = new Set([".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"]);
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", "dist", "build", "coverage", "vendor", "out"]);
/** Larger files are bundles, not something a person wrote. */
const MAX_BYTES = 1024 * 1024;

/** @throws CutoverError `bad_option` when there is no such folder. */
export function readSources(folder: string): Sources {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isDirectory()) throw badOption("dir", `${folder} is not a folder`);
  const sources: Source[] = [];
  const unread: Unread[] = [];
  for (const path of listFiles(realpathSync(folder))) {
    const shown = relative(realpathSync(folder), path);
    try {
      sources.push({ path: shown, program: parseSource(path).program });
    } catch (error) {
      unread.push({ path: shown, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return { sources, unread };
}

function* listFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) yield* listFiles(path);
    } else if (
      entry.isFile() &&
      EXTENSIONS.has(extname(entry.name)) &&
      !/\.d\.[cm]?ts$|\.min\.[cm]?js$/.test(entry.name)
    ) {
      if (statSync(path).size <= MAX_BYTES) yield path;
    }
  }
}

function parseSource(path: string): File {
  const extension = extname(path);
  const isTypeScript = extension.endsWith("ts") || extension === ".tsx";
  const hasJsx = extension.endsWith("x") || !isTypeScript;
  return parse(readFileSync(path, "utf8"), {
    sourceType: "unambiguous",
    allowReturnOutsideFunction: true,
    errorRecovery: true,
    plugins: [...(isTypeScript ? (["typescript"] as const) : []), ...(hasJsx ? (["jsx"] as const) : []), "decorators"],
  }) as unknown as File;
}

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const keys = VISITOR_KEYS[node.type] ?? [];
  return keys.flatMap((key) => {
    const value = (node as unknown as Record<string, unknown>)[key];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.filter(isNode);
  });
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** Visits a node and everything below; `enter` returning false leaves out what is below. */
export function walk(
  node: Node,
  enter: (node: Node, parents: readonly Node[]) => boolean | void,
  parents: readonly Node[] = [],
): void {
  if (enter(node, parents) === false) return;
  const below = [...parents, node];
  for (const child of childrenOf(node)) walk(child, enter, below);
}

export function lineOf(node: Node): number {
  return node.loc?.start.line ?? 0;
}
