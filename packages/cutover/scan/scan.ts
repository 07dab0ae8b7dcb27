// `cutover scan`: finds the polling loops of a project, the fields read of what they fetch, and where a webhook has each.
// A hint, not a proof: what is built at run time it can not see. In: a folder. Out: loops with their fields.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import type { Node } from "@babel/types";
import { type FieldMapping, mappingFor } from "../mapping/fields.ts";
import { type FieldRead, followRequests, type Reads } from "./flow.ts";
import { findLoops, type Loop } from "./loops.ts";
import { type Project, readProject } from "./project.ts";
import { readRequest, type RequestTarget, type TicketRequest } from "./requests.ts";
import { readSources, type Unread, walk } from "./source.ts";

export interface ScannedField extends FieldMapping {
  /** `file:line` of each place. */
  readonly reads: readonly string[];
}

export interface ScannedRequest {
  readonly at: string;
  readonly target: RequestTarget;
  readonly url: string;
}

export interface ScannedLoop {
  readonly at: string;
  /** What repeats it, and how often where that is written out: milliseconds, or a cron pattern. */
  readonly by: string;
  readonly every: string | null;
  readonly requests: readonly ScannedRequest[];
  readonly fields: readonly ScannedField[];
  /** The event types that announce changes of these fields. */
  readonly eventTypes: readonly EventType[];
  /** Fields that no event carries. */
  readonly followUps: readonly string[];
  /** Places that choose a field at run time: look there yourself. */
  readonly dynamic: readonly string[];
}

export interface Scan {
  readonly files: number;
  readonly loops: readonly ScannedLoop[];
  /** Requests for tickets outside of any loop that was found. */
  readonly otherRequests: readonly ScannedRequest[];
  readonly unread: readonly Unread[];
}

/** @throws CutoverError `bad_option` when there is no such folder. */
export function scan(folder: string): Scan {
  const { sources, unread } = readSources(folder);
  const project = readProject(sources);
  const requests: TicketRequest[] = [];
  const loops: Loop[] = [];
  for (const source of sources) {
    walk(source.program, (node) => {
      const request = readRequest(node, source, project);
      if (request !== null) requests.push(request);
    });
    loops.push(...findLoops(source, project));
  }
  const reads = followRequests(project, sources, requests);
  const scanned = loops
    .map((loop) => ({ loop, reached: reachedFrom(loop, project, requests) }))
    .filter(({ reached }) => reached.length > 0);
  const merged = mergeNested(scanned);
  const inLoops = new Set(merged.flatMap(({ reached }) => reached));
  return {
    files: sources.length,
    loops: merged.map(({ loop, reached }) => describeLoop(loop, reached, { requests, reads })),
    otherRequests: requests.filter((_, index) => !inLoops.has(index)).map(describeRequest),
    unread,
  };
}

interface Scanned {
  readonly loop: Loop;
  /** Numbers of the requests that the loop repeats. */
  readonly reached: readonly number[];
}

/** Of loops that repeat the same requests at the same body only the first counts. */
function mergeNested(scanned: readonly Scanned[]): Scanned[] {
  const seen = new Set<string>();
  return scanned.filter(({ loop, reached }) => {
    const key = `${loop.source.path} ${loop.body.start} ${reached.join()}`;
    return !seen.has(key) && seen.add(key);
  });
}

const MOST_CALLS = 8;

/** The requests that a body reaches, itself or through the functions it calls. */
function reachedFrom(loop: Loop, project: Project, requests: readonly TicketRequest[]): number[] {
  const numbers = new Map<Node, number>(requests.map(({ node }, index) => [node, index]));
  const found = new Set<number>();
  const visited = new Set<Node>();
  const visit = (body: Node, source: Loop["source"], depth: number): void => {
    if (visited.has(body) || depth > MOST_CALLS) return;
    visited.add(body);
    walk(body, (node) => {
      const number = numbers.get(node);
      if (number !== undefined) found.add(number);
      const target = node.type === "CallExpression" ? project.resolve(node.callee, source) : null;
      if (target !== null) visit(target.node, target.source, depth + 1);
      for (const argument of node.type === "CallExpression" ? node.arguments : []) {
        const passed = argument.type === "Identifier" ? project.resolve(argument, source) : null;
        if (passed !== null) visit(passed.node, passed.source, depth + 1);
      }
    });
  };
  visit(loop.body, loop.source, 0);
  return [...found].toSorted((a, b) => a - b);
}

interface Evidence {
  readonly requests: readonly TicketRequest[];
  readonly reads: Reads;
}

function describeLoop(loop: Loop, reached: readonly number[], { requests, reads }: Evidence): ScannedLoop {
  const all = reached.flatMap((number) => {
    const kind = requests[number]?.target === "comments" ? ("comment" as const) : ("ticket" as const);
    return (reads.get(number) ?? []).map((read) => ({ read, kind }));
  });
  const byField = Map.groupBy(
    all.filter(({ read }) => read.field !== "*"),
    ({ read, kind }) => `${kind} ${read.field}`,
  );
  const fields = [...byField.values()].flatMap((list): ScannedField[] => {
    const [first] = list;
    if (first === undefined) return [];
    return [{ ...mappingFor(first.read.field, first.kind), reads: places(list.map(({ read }) => read)) }];
  });
  const announced = new Set(
    fields.flatMap(({ announcedBy }) => (announcedBy.length === EVENT_TYPES.length ? [] : announcedBy)),
  );
  return {
    at: `${loop.source.path}:${loop.line}`,
    by: loop.by,
    every: loop.every,
    requests: reached.map((number) => describeRequest(requests[number] as TicketRequest)),
    fields: fields.toSorted((a, b) => (a.field < b.field ? -1 : 1)),
    eventTypes: EVENT_TYPES.filter((type) => announced.has(type)),
    followUps: fields.filter(({ webhook }) => webhook === null).map(({ field }) => field),
    dynamic: places(all.filter(({ read }) => read.field === "*").map(({ read }) => read)),
  };
}

function places(reads: readonly FieldRead[]): string[] {
  return [...new Set(reads.map(({ path, line }) => `${path}:${line}`))].toSorted();
}

function describeRequest({ source, line, target, url }: TicketRequest): ScannedRequest {
  return { at: `${source.path}:${line}`, target, url };
}
