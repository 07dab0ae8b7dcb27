// Which calls read tickets over HTTP: a URL with /tickets in one of their arguments, and no method but GET.
// In: a call. Out: what it asks for, or null.
import type { CallExpression, Node } from "@babel/types";
import { calleeName, type Project } from "./project.ts";
import { lineOf, type Source, walk } from "./source.ts";

export type RequestTarget = "ticket" | "list" | "comments";

export interface TicketRequest {
  readonly source: Source;
  readonly node: CallExpression;
  readonly target: RequestTarget;
  readonly line: number;
  /** The URL as far as it is written out, with `{}` for what is put in. */
  readonly url: string;
}

/** Calls that take URLs and send nothing. */
const NO_REQUEST: ReadonlySet<string> = new Set([
  "log",
  "info",
  "warn",
  "error",
  "debug",
  "trace",
  "push",
  "join",
  "replace",
  "startsWith",
  "includes",
  "test",
  "match",
  "encodeURIComponent",
  "String",
  "expect",
  "describe",
  "it",
  "append",
  "set",
  "concat",
]);
const WRITING: ReadonlySet<string> = new Set(["post", "put", "patch", "delete", "del"]);

export function readRequest(node: Node, source: Source, project: Project): TicketRequest | null {
  if (node.type !== "CallExpression") return null;
  const name = calleeName(node);
  if (name === null || NO_REQUEST.has(name) || WRITING.has(name.toLowerCase()) || writes(node)) return null;
  for (const argument of node.arguments) {
    const url = urlIn(argument, source, project);
    const target = url === null ? null : targetOf(url);
    if (url !== null && target !== null) return { source, node, target, line: lineOf(node), url };
  }
  return null;
}

/** True when an option says another method than GET. */
function writes({ arguments: list }: CallExpression): boolean {
  return list.some(
    (argument) =>
      argument.type === "ObjectExpression" &&
      argument.properties.some(
        (property) =>
          property.type === "ObjectProperty" &&
          property.key.type === "Identifier" &&
          property.key.name === "method" &&
          property.value.type === "StringLiteral" &&
          property.value.value.toUpperCase() !== "GET",
      ),
  );
}

/** The first text in an expression that holds /tickets; functions and requests inside are other calls' business. */
function urlIn(argument: Node, source: Source, project: Project): string | null {
  let found: string | null = null;
  walk(argument, (inner, parents) => {
    if (found !== null || /Function/.test(inner.type)) return false;
    if (inner.type === "CallExpression" && (parents.length > 0 || readRequest(inner, source, project) !== null))
      return false;
    const text = textOf(inner, { source, project, depth: 0 });
    if (text !== null && /\/tickets(?![\w-])/.test(text)) found = text;
    return found === null;
  });
  return found;
}

interface TextContext {
  readonly source: Source;
  readonly project: Project;
  /** Names followed so far: one that leads to itself ends there. */
  readonly depth: number;
}

const MOST_NAMES = 4;

/** The text of an expression as far as it is written out; null when it is none. */
function textOf(node: Node, context: TextContext): string | null {
  const inner = (part: Node): string => textOf(part, context) ?? "{}";
  switch (node.type) {
    case "StringLiteral":
      return node.value;
    case "TemplateLiteral":
      return node.quasis
        .map(
          (quasi, index) =>
            `${quasi.value.cooked ?? ""}${node.expressions[index] ? inner(node.expressions[index]) : ""}`,
        )
        .join("");
    case "BinaryExpression":
      return node.operator === "+" ? `${inner(node.left)}${inner(node.right)}` : null;
    case "Identifier": {
      const value = context.depth < MOST_NAMES ? context.project.constant(node.name, context.source) : null;
      return value === null ? null : textOf(value, { ...context, depth: context.depth + 1 });
    }
    case "NewExpression": {
      const isUrl = node.callee.type === "Identifier" && node.callee.name === "URL";
      return isUrl && node.arguments[0] ? textOf(node.arguments[0], context) : null;
    }
    default:
      return null;
  }
}

const NOT_TICKETS = /^\/(statuses|priorities|stats|events)\b/;

function targetOf(url: string): RequestTarget | null {
  const rest = url.slice(url.indexOf("/tickets") + "/tickets".length);
  if (NOT_TICKETS.test(rest)) return null;
  if (/^\/[^/?]+\/comments\b/.test(rest)) return "comments";
  if (/^\/search\b/.test(rest)) return "list";
  if (/^\/[^/?]+\/[^/?]/.test(rest)) return null;
  return /^\/[^/?]/.test(rest) ? "ticket" : "list";
}
