// The functions of a project, by the names they are called by. In: parsed sources. Out: a lookup from a call to the function
// it most likely reaches: in the same file, through an import, or by the only method of that name.
import { dirname, join, normalize } from "node:path";
import type { CallExpression, Function as FunctionNode, Node } from "@babel/types";
import { type Source, walk } from "./source.ts";

export interface FunctionUnit {
  readonly source: Source;
  readonly node: FunctionNode;
  readonly name: string | null;
}

export interface Project {
  readonly units: readonly FunctionUnit[];
  unitOf(node: Node): FunctionUnit | null;
  /** The function a call, or a reference to a function, reaches; null when it is not of this project. */
  resolve(callee: Node, source: Source): FunctionUnit | null;
  /** What a name of the top level of a file was set to; null when it is not known. */
  constant(name: string, source: Source): Node | null;
}

interface FileScope {
  readonly functions: Map<string, FunctionUnit>;
  readonly constants: Map<string, Node>;
  readonly imports: Map<string, { readonly from: string; readonly name: string }>;
}

export function readProject(sources: readonly Source[]): Project {
  const scopes = new Map<string, FileScope>();
  const byNode = new Map<Node, FunctionUnit>();
  const methods = new Map<string, FunctionUnit[]>();
  for (const source of sources) {
    const scope: FileScope = { functions: new Map(), constants: new Map(), imports: new Map() };
    scopes.set(source.path, scope);
    walk(source.program, (node, parents) => {
      noteImports(node, scope);
      noteConstant(node, scope);
      if (!isFunction(node)) return;
      const { name, isMethod } = nameOf(node, parents);
      const unit = { source, node, name };
      byNode.set(node, unit);
      if (name === null) return;
      if (!scope.functions.has(name)) scope.functions.set(name, unit);
      if (isMethod) methods.set(name, [...(methods.get(name) ?? []), unit]);
    });
  }
  const paths = new Set(sources.map(({ path }) => path));

  function imported(name: string, source: Source, depth = 0): FunctionUnit | null {
    const found = scopes.get(source.path)?.imports.get(name);
    const path = found === undefined ? null : resolvePath(source.path, found.from, paths);
    const scope = path === null ? undefined : scopes.get(path);
    if (found === undefined || scope === undefined || depth > 5) return null;
    const target = sources.find((one) => one.path === path) as Source;
    return scope.functions.get(found.name) ?? imported(found.name, target, depth + 1);
  }

  return {
    units: [...byNode.values()],
    unitOf: (node) => byNode.get(node) ?? null,
    constant: (name, source) => scopes.get(source.path)?.constants.get(name) ?? null,
    resolve(callee, source) {
      if (isFunction(callee)) return byNode.get(callee) ?? null;
      if (callee.type === "Identifier")
        return scopes.get(source.path)?.functions.get(callee.name) ?? imported(callee.name, source);
      const method = propertyName(callee);
      if (method === null) return boundFunction(callee, source, this);
      const local = scopes.get(source.path)?.functions.get(method);
      const named = methods.get(method) ?? [];
      return local ?? (named.length === 1 ? (named[0] ?? null) : null);
    },
  };
}

/** `this.poll.bind(this)` reaches `poll`. */
function boundFunction(callee: Node, source: Source, project: Project): FunctionUnit | null {
  if (callee.type !== "CallExpression" || propertyName(callee.callee) !== "bind") return null;
  return callee.callee.type === "MemberExpression" ? project.resolve(callee.callee.object, source) : null;
}

export function isFunction(node: Node): node is FunctionNode {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ObjectMethod|ClassMethod|ClassPrivateMethod)$/.test(
    node.type,
  );
}

/** `c` of `a.b.c` and `a.b?.["c"]`; null for anything else. */
export function propertyName(node: Node): string | null {
  if (node.type !== "MemberExpression" && node.type !== "OptionalMemberExpression") return null;
  const { property, computed } = node;
  if (!computed && property.type === "Identifier") return property.name;
  if (property.type === "PrivateName") return property.id.name;
  return property.type === "StringLiteral" ? property.value : null;
}

/** The last word of what is called: `get` of `axios.get(…)`, `fetch` of `fetch(…)`. */
export function calleeName({ callee }: CallExpression): string | null {
  return callee.type === "Identifier" ? callee.name : propertyName(callee);
}

interface FunctionName {
  readonly name: string | null;
  /** Called through an object. */
  readonly isMethod: boolean;
}

function nameOf(node: FunctionNode, parents: readonly Node[]): FunctionName {
  if ("key" in node) return { name: keyName(node.key), isMethod: true };
  if ("id" in node && node.id?.type === "Identifier") return { name: node.id.name, isMethod: false };
  const parent = parents.at(-1);
  switch (parent?.type) {
    case "VariableDeclarator":
      return { name: parent.id.type === "Identifier" ? parent.id.name : null, isMethod: false };
    case "ObjectProperty":
    case "ClassProperty":
      return { name: keyName(parent.key), isMethod: true };
    case "AssignmentExpression":
      return { name: propertyName(parent.left), isMethod: true };
    default:
      return { name: null, isMethod: false };
  }
}

function keyName(key: Node): string | null {
  if (key.type === "PrivateName") return key.id.name;
  if (key.type === "StringLiteral") return key.value;
  return key.type === "Identifier" ? key.name : null;
}

function noteConstant(node: Node, { constants }: FileScope): void {
  if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init && !isFunction(node.init))
    constants.set(node.id.name, node.init);
}

function noteImports(node: Node, { imports }: FileScope): void {
  if (node.type === "ImportDeclaration") {
    for (const specifier of node.specifiers) {
      if (specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier")
        imports.set(specifier.local.name, { from: node.source.value, name: specifier.imported.name });
    }
  } else if (node.type === "ExportNamedDeclaration" && node.source) {
    for (const specifier of node.specifiers) {
      const name = specifier.type === "ExportSpecifier" ? keyName(specifier.local) : null;
      if (specifier.type === "ExportSpecifier" && specifier.exported.type === "Identifier" && name !== null)
        imports.set(specifier.exported.name, { from: node.source.value, name });
    }
  } else if (node.type === "VariableDeclarator" && node.id.type === "ObjectPattern" && node.init)
    noteRequire(node.id.properties, node.init, imports);
}

function noteRequire(properties: readonly Node[], init: Node, imports: FileScope["imports"]): void {
  if (init.type !== "CallExpression" || calleeName(init) !== "require") return;
  const [from] = init.arguments;
  if (from?.type !== "StringLiteral") return;
  for (const property of properties) {
    if (
      property.type === "ObjectProperty" &&
      property.key.type === "Identifier" &&
      property.value.type === "Identifier"
    )
      imports.set(property.value.name, { from: from.value, name: property.key.name });
  }
}

const ENDINGS = ["", ".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs", ".cjs", "/index.ts", "/index.js"];

function resolvePath(from: string, to: string, paths: ReadonlySet<string>): string | null {
  if (!to.startsWith(".")) return null;
  const base = normalize(join(dirname(from), to));
  // TypeScript sources import `./x.js` and mean x.ts.
  const bases = [base, base.replace(/\.([cm]?)jsx?$/, ".$1ts"), base.replace(/\.jsx?$/, ".tsx")];
  for (const candidate of bases)
    for (const ending of ENDINGS) if (paths.has(candidate + ending)) return candidate + ending;
  return null;
}
