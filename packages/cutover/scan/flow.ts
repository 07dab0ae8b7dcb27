// Follows what ticket requests answer through a project: variables, parameters, returns, callbacks; and notes each field that
// is read of it. Passes over all files are repeated until nothing new is learnt. In: a project and its requests. Out: reads.
import type { CallExpression, Function as FunctionNode, Node } from "@babel/types";
import { type FunctionUnit, isFunction, type Project, propertyName } from "./project.ts";
import type { TicketRequest } from "./requests.ts";
import { childrenOf, lineOf, type Source } from "./source.ts";
import { callMethod, elementOf, mergeValues, readProperty, type Value, WALKS } from "./values.ts";

export interface FieldRead {
  /** A field's name; `*` when it is chosen at run time. */
  readonly field: string;
  readonly path: string;
  readonly line: number;
}

/** The reads that may come from each request, by its number. */
export type Reads = ReadonlyMap<number, readonly FieldRead[]>;

const MOST_PASSES = 12;

/** What stands around an expression and changes nothing at run time. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSNonNullExpression",
  "TSSatisfiesExpression",
  "TSTypeAssertion",
  "ParenthesizedExpression",
]);

/** `Promise.all(x)`, `JSON.parse(x)`, `structuredClone(x)`: what goes in comes out. */
function isPassingThrough({ callee }: CallExpression): boolean {
  if (callee.type === "Identifier") return callee.name === "structuredClone";
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return false;
  return callee.object.name === "Promise" || callee.object.name === "JSON";
}

export function followRequests(
  project: Project,
  sources: readonly Source[],
  requests: readonly TicketRequest[],
): Reads {
  const flow = new Flow(project, requests);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    flow.hasNews = false;
    for (const source of sources) flow.visit(source.program, { source, scopes: [source.program] });
    if (!flow.hasNews) break;
  }
  return flow.reads();
}

interface Place {
  readonly source: Source;
  /** The functions around, outermost first; the program is the first. */
  readonly scopes: readonly Node[];
}

class Flow {
  hasNews = false;
  readonly #project: Project;
  readonly #origins: Map<Node, number>;
  readonly #requests: readonly TicketRequest[];
  readonly #bindings = new Map<Node, Map<string, Value>>();
  readonly #returns = new Map<Node, Value>();
  readonly #reads = new Map<string, { readonly origin: number; readonly read: FieldRead }>();

  constructor(project: Project, requests: readonly TicketRequest[]) {
    this.#project = project;
    this.#requests = requests;
    this.#origins = new Map(requests.map(({ node }, index) => [node, index]));
  }

  reads(): Reads {
    const byOrigin = new Map<number, FieldRead[]>();
    for (const { origin, read } of this.#reads.values()) byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), read]);
    return byOrigin;
  }

  visit(node: Node, place: Place): void {
    const inner = isFunction(node) ? { ...place, scopes: [...place.scopes, node] } : place;
    this.#learn(node, inner);
    for (const child of childrenOf(node)) this.visit(child, inner);
  }

  #learn(node: Node, place: Place): void {
    switch (node.type) {
      case "VariableDeclarator":
        if (node.init) this.#bind(node.id, this.#valueOf(node.init, place), place);
        break;
      case "AssignmentExpression":
        this.#bind(node.left, this.#valueOf(node.right, place), place);
        break;
      case "ForOfStatement":
        this.#learnLoop(node.left, this.#valueOf(node.right, place), place);
        break;
      case "CallExpression":
        this.#learnCall(node, place);
        break;
      case "ReturnStatement":
        if (node.argument) this.#addReturn(place.scopes.at(-1), this.#valueOf(node.argument, place));
        break;
      case "ArrowFunctionExpression":
        if (node.body.type !== "BlockStatement") this.#addReturn(node, this.#valueOf(node.body, place));
        break;
      case "MemberExpression":
      case "OptionalMemberExpression":
        this.#valueOf(node, place);
        break;
      default:
    }
  }

  #learnLoop(left: Node, list: Value | null, place: Place): void {
    if (list === null) return;
    const target = left.type === "VariableDeclaration" ? left.declarations[0]?.id : left;
    if (target !== undefined) this.#bind(target, elementOf(list), place);
  }

  /** Arguments become parameters; what a list or a promise holds becomes the parameter of its callback. */
  #learnCall(node: CallExpression, place: Place): void {
    const name = propertyName(node.callee);
    if (name !== null && (WALKS.has(name) || name === "then")) {
      const value = this.#valueOf((node.callee as { object: Node } & Node).object, place);
      const [callback] = node.arguments;
      if (value !== null && callback !== undefined)
        this.#bindParameter(callback, name === "then" ? value : elementOf(value), place);
    }
    const unit = this.#project.resolve(node.callee, place.source);
    if (unit === null) return;
    for (const [index, argument] of node.arguments.entries()) {
      const value = this.#valueOf(argument, place);
      const parameter = unit.node.params[index];
      if (value !== null && parameter !== undefined) this.#bindIn(unit, parameter, value);
    }
  }

  #bindParameter(callback: Node, value: Value, { source }: Place): void {
    const unit = this.#project.resolve(callback, source);
    const parameter = unit?.node.params[0];
    if (unit !== null && parameter !== undefined) this.#bindIn(unit, parameter, value);
  }

  #bindIn(unit: FunctionUnit, parameter: Node, value: Value): void {
    this.#bind(parameter, value, { source: unit.source, scopes: [unit.source.program, unit.node] });
  }

  #bind(target: Node, value: Value | null, place: Place): void {
    if (value === null) return;
    switch (target.type) {
      case "Identifier":
        this.#set(this.#scopeOf(target.name, place), target.name, value);
        break;
      case "AssignmentPattern":
        this.#bind(target.left, value, place);
        break;
      case "ArrayPattern":
        for (const element of target.elements) if (element) this.#bind(element, elementOf(value), place);
        break;
      case "ObjectPattern":
        for (const property of target.properties) this.#bindProperty(property, value, place);
        break;
      case "MemberExpression": {
        const name = propertyName(target);
        if (name !== null && target.object.type === "ThisExpression")
          this.#set(place.source.program, `this.${name}`, value);
        break;
      }
      default:
    }
  }

  #bindProperty(property: Node, value: Value, place: Place): void {
    if (property.type !== "ObjectProperty" || property.computed) return;
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "StringLiteral" ? key.value : null;
    if (name === null) return;
    const reading = readProperty(value, name);
    if (reading.kind === "field") this.#note(reading.field, value, { node: property, place });
    if (reading.kind === "inner") this.#bind(property.value, reading.value, place);
  }

  /** A name belongs to the innermost function that knows it already, else to the one it stands in. */
  #scopeOf(name: string, { scopes }: Place): Node {
    const known = scopes.findLast((scope) => this.#bindings.get(scope)?.has(name));
    return known ?? (scopes.at(-1) as Node);
  }

  #set(scope: Node, name: string, value: Value): void {
    const names = this.#bindings.get(scope) ?? new Map<string, Value>();
    this.#bindings.set(scope, names);
    const merged = mergeValues(names.get(name) ?? null, value) as Value;
    if (merged.origins.size !== names.get(name)?.origins.size) this.hasNews = true;
    names.set(name, merged);
  }

  #addReturn(scope: Node | undefined, value: Value | null): void {
    if (scope === undefined || value === null) return;
    const merged = mergeValues(this.#returns.get(scope) ?? null, value) as Value;
    if (merged.origins.size !== this.#returns.get(scope)?.origins.size) this.hasNews = true;
    this.#returns.set(scope, merged);
  }

  #note(field: string, { origins }: Value, at: { readonly node: Node; readonly place: Place }): void {
    for (const origin of origins) {
      const read = { field, path: at.place.source.path, line: lineOf(at.node) };
      const key = `${origin} ${field} ${read.path} ${read.line}`;
      if (this.#reads.has(key)) continue;
      this.#reads.set(key, { origin, read });
      this.hasNews = true;
    }
  }

  #valueOf(node: Node, place: Place): Value | null {
    switch (node.type) {
      case "Identifier":
        return this.#lookUp(node.name, place);
      case "AwaitExpression":
        return node.argument ? this.#valueOf(node.argument, place) : null;
      case "LogicalExpression":
        return mergeValues(this.#valueOf(node.left, place), this.#valueOf(node.right, place));
      case "ConditionalExpression":
        return mergeValues(this.#valueOf(node.consequent, place), this.#valueOf(node.alternate, place));
      case "ArrayExpression":
        return this.#valueOfArray(node.elements, place);
      case "CallExpression":
      case "OptionalCallExpression":
        return this.#valueOfCall(node as CallExpression, place);
      case "MemberExpression":
      case "OptionalMemberExpression":
        return this.#valueOfMember(node, place);
      default:
        return WRAPPERS.has(node.type) && "expression" in node ? this.#valueOf(node.expression as Node, place) : null;
    }
  }

  #lookUp(name: string, { scopes }: Place): Value | null {
    const scope = scopes.findLast((one) => this.#bindings.get(one)?.has(name));
    return scope === undefined ? null : (this.#bindings.get(scope)?.get(name) ?? null);
  }

  #valueOfArray(elements: readonly (Node | null)[], place: Place): Value | null {
    const values = elements.map((element) => (element === null ? null : this.#valueOf(element, place)));
    const first = values.reduce(mergeValues, null);
    return first === null ? null : { ...first, shape: "list", element: first.shape };
  }

  #valueOfMember(
    node: Extract<Node, { type: "MemberExpression" | "OptionalMemberExpression" }>,
    place: Place,
  ): Value | null {
    const name = propertyName(node);
    if (node.object.type === "ThisExpression")
      return this.#bindings.get(place.source.program)?.get(`this.${name}`) ?? null;
    const value = this.#valueOf(node.object, place);
    if (value === null) return null;
    if (name === null) return this.#valueOfIndex(node, value, place);
    const reading = readProperty(value, name);
    if (reading.kind === "field") this.#note(reading.field, value, { node, place });
    return reading.kind === "inner" ? reading.value : null;
  }

  #valueOfIndex(node: Node, value: Value, place: Place): Value | null {
    if (value.shape === "list" || (value.shape === "body" && value.target !== "ticket")) return elementOf(value);
    if (value.shape === "record") this.#note("*", value, { node, place });
    return null;
  }

  #valueOfCall(node: CallExpression, place: Place): Value | null {
    const origin = this.#origins.get(node);
    if (origin !== undefined) {
      const { target } = this.#requests[origin] as TicketRequest;
      return { shape: "response", target, element: "record", origins: new Set([origin]) };
    }
    const [argument] = node.arguments;
    if (isPassingThrough(node)) return argument === undefined ? null : this.#valueOf(argument, place);
    return this.#valueOfMethod(node, place) ?? this.#returnOf(node.callee, place);
  }

  #valueOfMethod({ callee, arguments: [argument] }: CallExpression, place: Place): Value | null {
    const name = propertyName(callee);
    if (name === null || !("object" in callee) || callee.object === null) return null;
    const value = this.#valueOf(callee.object, place);
    if (argument !== undefined && (name === "map" || name === "flatMap")) return this.#valueOfMap(argument, place);
    if (value === null) return null;
    if (name !== "then") return callMethod(value, name);
    return argument === undefined ? value : this.#returnOf(argument, place);
  }

  #valueOfMap(callback: Node, place: Place): Value | null {
    const each = this.#returnOf(callback, place);
    return each === null ? null : { ...each, shape: "list", element: each.shape };
  }

  #returnOf(callee: Node, { source }: Place): Value | null {
    const unit: FunctionNode | undefined = this.#project.resolve(callee, source)?.node;
    return unit === undefined ? null : (this.#returns.get(unit) ?? null);
  }
}
