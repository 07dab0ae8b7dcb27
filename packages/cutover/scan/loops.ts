// What runs again and again: intervals, loops that sleep, functions that set their own timer, cron schedules, queries that
// refetch. In: a project. Out: the code that is repeated, with how and how often.
import type { CallExpression, Function as FunctionNode, Node } from "@babel/types";
import { calleeName, isFunction, type Project, propertyName } from "./project.ts";
import { childrenOf, lineOf, type Source, walk } from "./source.ts";

export interface Loop {
  readonly source: Source;
  readonly line: number;
  /** What repeats it, for example `setInterval` or `cron`. */
  readonly by: string;
  /** As written: `60000`, a cron pattern, or null when it is not written out. */
  readonly every: string | null;
  /** The code that is repeated. */
  readonly body: Node;
}

const SLEEPS = /^(sleep|delay|wait|pause|setTimeout|timeout|waitFor)/i;
const SCHEDULES: ReadonlySet<string> = new Set([
  "schedule",
  "scheduleJob",
  "CronJob",
  "cron",
  "Cron",
  "addCronJob",
  "addInterval",
]);
const REFETCHES: ReadonlySet<string> = new Set([
  "refetchInterval",
  "refreshInterval",
  "pollInterval",
  "pollingInterval",
]);

export function findLoops(source: Source, project: Project): Loop[] {
  const loops: Loop[] = [];
  walk(source.program, (node, parents) => {
    const found = loopOf(node, parents, { source, project });
    if (found !== null) loops.push({ source, line: lineOf(node), ...found });
  });
  return loops;
}

type Found = Pick<Loop, "by" | "every" | "body">;

interface Place {
  readonly source: Source;
  readonly project: Project;
}

function loopOf(node: Node, parents: readonly Node[], place: Place): Found | null {
  switch (node.type) {
    case "CallExpression":
      return callLoop(node, parents, place);
    case "NewExpression":
      return scheduleLoop(node.callee.type === "Identifier" ? node.callee.name : null, node.arguments, place);
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      return sleepingLoop(node.body, place);
    case "ForOfStatement":
      return node.await ? tickingLoop(node.right, node.body, place) : null;
    case "ClassMethod":
      return decoratedMethod(node, place);
    default:
      return null;
  }
}

function callLoop(node: CallExpression, parents: readonly Node[], place: Place): Found | null {
  const name = calleeName(node);
  if (name === "setInterval") return timerLoop("setInterval", node, place);
  if (name === "setTimeout") return ownTimer(node, parents, place);
  return refetchLoop(node) ?? scheduleLoop(name, node.arguments, place);
}

function timerLoop(
  by: string,
  { arguments: [callback, ms] }: CallExpression,
  { source, project }: Place,
): Found | null {
  if (callback === undefined) return null;
  return {
    by,
    every: ms === undefined ? null : durationText(ms, source, project),
    body: bodyOf(callback, source, project),
  };
}

/** A function that sets a timer for itself, by name or through a small function that calls it. */
function ownTimer(node: CallExpression, parents: readonly Node[], { source, project }: Place): Found | null {
  const owner = parents.findLast(isFunction);
  const [callback, ms] = node.arguments;
  if (owner === undefined || callback === undefined) return null;
  const enclosing = parents.filter(isFunction);
  const isSelf = callsOf(callback).some((callee) => {
    const target = project.resolve(callee, source)?.node;
    return target !== undefined && enclosing.includes(target);
  });
  return isSelf
    ? {
        by: "setTimeout",
        every: ms === undefined ? null : durationText(ms, source, project),
        body: outermostCalled(callback, enclosing, { source, project }),
      }
    : null;
}

function outermostCalled(callback: Node, enclosing: readonly FunctionNode[], { source, project }: Place): Node {
  const targets = callsOf(callback).map((callee) => project.resolve(callee, source)?.node);
  return enclosing.find((unit) => targets.includes(unit)) ?? callback;
}

/** What is called when this value is called: itself when it is a name, else the calls in it. */
function callsOf(callback: Node): Node[] {
  if (!isFunction(callback)) return [callback];
  const callees: Node[] = [];
  walk(callback, (inner) => {
    if (inner.type === "CallExpression") callees.push(inner.callee);
  });
  return callees;
}

function sleepingLoop(body: Node, { source, project }: Place): Found | null {
  let sleep: CallExpression | null = null;
  walk(body, (inner) => {
    if (isFunction(inner)) return isPromiseTimer(inner);
    if (inner.type === "CallExpression" && SLEEPS.test(calleeName(inner) ?? "")) sleep ??= inner;
    return true;
  });
  if (sleep === null) return null;
  const { arguments: list } = sleep as CallExpression;
  const every = list.map((argument) => durationText(argument, source, project)).find((text) => text !== null);
  return { by: "a loop that sleeps", every: every ?? null, body };
}

/** `new Promise((resolve) => setTimeout(resolve, ms))` is a sleep written out. */
function isPromiseTimer(node: FunctionNode): boolean {
  return node.type === "ArrowFunctionExpression" && node.params.length <= 2 && childrenOf(node).length <= 3;
}

function tickingLoop(right: Node, body: Node, { source, project }: Place): Found | null {
  if (right.type !== "CallExpression" || calleeName(right) !== "setInterval") return null;
  const [ms] = right.arguments;
  return { by: "setInterval", every: ms === undefined ? null : durationText(ms, source, project), body };
}

function scheduleLoop(name: string | null, list: readonly Node[], { source, project }: Place): Found | null {
  if (name === null || !SCHEDULES.has(name)) return null;
  const pattern = list.find((argument) => argument.type === "StringLiteral");
  const callback = list.find(
    (argument) =>
      isFunction(argument) ||
      ((argument.type === "Identifier" || propertyName(argument) !== null) &&
        project.resolve(argument, source) !== null),
  );
  if (callback === undefined) return null;
  return {
    by: "a schedule",
    every: pattern?.type === "StringLiteral" ? pattern.value : null,
    body: bodyOf(callback, source, project),
  };
}

function refetchLoop(node: CallExpression): Found | null {
  for (const argument of node.arguments) {
    if (argument.type !== "ObjectExpression") continue;
    for (const property of argument.properties) {
      if (property.type !== "ObjectProperty" || property.key.type !== "Identifier" || !REFETCHES.has(property.key.name))
        continue;
      return {
        by: property.key.name,
        every: property.value.type === "NumericLiteral" ? String(property.value.value) : null,
        body: node,
      };
    }
  }
  return null;
}

function decoratedMethod(node: Extract<Node, { type: "ClassMethod" }>, { source, project }: Place): Found | null {
  for (const { expression } of node.decorators ?? []) {
    if (expression.type !== "CallExpression") continue;
    const name = calleeName(expression);
    if (name !== "Cron" && name !== "Interval") continue;
    const [first] = expression.arguments;
    const every =
      first?.type === "StringLiteral" ? first.value : first === undefined ? null : durationText(first, source, project);
    return { by: `@${name}`, every, body: node };
  }
  return null;
}

function bodyOf(callback: Node, source: Source, project: Project): Node {
  return project.resolve(callback, source)?.node ?? callback;
}

const MOST_NAMES = 4;

/** A number of milliseconds when it is written out: `60000`, `60 * 1000`, or a constant of the file. */
function durationText(node: Node, source: Source, project: Project): string | null {
  const numberOf = (part: Node, depth: number): number | null => {
    if (part.type === "NumericLiteral") return part.value;
    if (depth > MOST_NAMES) return null;
    if (part.type === "Identifier") {
      const value = project.constant(part.name, source);
      return value === null ? null : numberOf(value, depth + 1);
    }
    if (part.type !== "BinaryExpression" || part.operator !== "*") return null;
    const [left, right] = [numberOf(part.left, depth + 1), numberOf(part.right, depth + 1)];
    return left === null || right === null ? null : left * right;
  };
  const ms = numberOf(node, 0);
  return ms === null ? null : String(ms);
}
