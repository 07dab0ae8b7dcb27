// The routes of one kind of reference rows: list, create, read, change. Every kind has the same four, built here from what
// tells them apart. In: a kind with its schemas. Out: routes.
import type { ApiScope } from "@ticketwire/contract";
import type { ReferenceKind, ReferenceRow } from "@ticketwire/engine/ticket/reference/kinds";
import type { ReferenceChanged, ReferenceCreated } from "@ticketwire/engine/ticket/reference/reference";
import { listReferences, selectReference } from "@ticketwire/engine/ticket/reference/statements";
import type { TObject, TProperties } from "typebox";
import { notFound, validationError } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { type Answer, created, list, ok } from "../route/answer.ts";
import type { Call } from "../route/call.ts";
import { createdOne, listOf, one, type Route, route } from "../route/route.ts";
import { named, record, Timestamp, Type, Uuid } from "../route/schema.ts";

/** What tells the routes of a kind apart. */
export interface ReferenceRoutes<Fields extends object> {
  readonly kind: ReferenceKind<Fields>;
  /** `Client`: the name of the schema, and of the operations. */
  readonly name: string;
  /** `Clients`: names the list. */
  readonly plural: string;
  readonly path: string;
  /** Further paths of the list alone. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** What writing asks for. */
  readonly scope: ApiScope;
  /** The fields as they are answered. */
  readonly fields: TProperties;
  /** The body that makes a row. */
  readonly draft: TObject;
  /** The body that changes one. */
  readonly change: TObject;
  /** Query fields that narrow the list, with the names of the kind's filters. */
  readonly filters: TProperties;
  /** Query fields that are accepted for callers of the published API and say nothing. */
  readonly constants?: TProperties;
  /** An example of a draft. */
  readonly example: object;
  readonly description?: string;
  create(call: Call, draft: object): Promise<ReferenceCreated<Fields>>;
  update(call: Call, row: { readonly id: string; readonly change: object }): Promise<ReferenceChanged<Fields>>;
}

const SEARCH = {
  search: Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, description: "Contains this, whatever its case." }),
  ),
} as const;

const Position = Type.Tuple([Uuid]);

type ListCall = Call<
  unknown,
  Readonly<Record<string, unknown>> & { limit?: number; page?: number; cursor?: string; search?: string }
>;

async function answerList<Fields extends object>(spec: ReferenceRoutes<Fields>, call: ListCall): Promise<Answer> {
  const { kind } = spec;
  const page = readPage(call.query, Position);
  const { search } = call.query;
  const filters = Object.fromEntries(
    kind.filters.filter((name) => call.query[name] !== undefined).map((name) => [name, call.query[name]]),
  );
  const found = await listReferences(
    call.tenant,
    { kind, tenantId: call.principal.tenantId },
    {
      limit: page.limit,
      offset: page.offset,
      after: page.after === null ? null : { id: page.after[0] },
      filters: filters as Partial<Fields>,
      ...(search === undefined ? {} : { search }),
    },
  );
  const positionOf = (row: ReferenceRow<Fields>): [string] => [String(row[kind.id])];
  return list(pageOf(page, { ...found, positionOf, present: (row) => row }));
}

function listRoute<Fields extends object>(
  spec: ReferenceRoutes<Fields>,
  at: { readonly path: string; readonly operationId: string },
  row: TObject,
): Route {
  return route({
    ...at,
    method: "GET",
    summary: `List ${spec.plural.toLowerCase()}`,
    description: `In the order they were made.${at.path === spec.path ? "" : ` The same list as \`GET ${spec.path}\`.`}`,
    scope: "tickets:read",
    query: record({ ...spec.filters, ...spec.constants, ...SEARCH, ...PAGE_QUERY }),
    success: listOf(`${spec.plural}.`, row),
    handle: (call) => answerList(spec, call as unknown as ListCall),
  });
}

function idOf(call: Call, name: string): string {
  return String((call.params as Readonly<Record<string, unknown>>)[name]).toLowerCase();
}

function createRoute<Fields extends object>(spec: ReferenceRoutes<Fields>, row: TObject): Route {
  return route({
    method: "POST",
    path: spec.path,
    operationId: `create${spec.name}`,
    summary: `Create a ${spec.kind.noun}`,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    scope: spec.scope,
    body: spec.draft,
    examples: { typical: spec.example },
    success: createdOne(`The ${spec.kind.noun}.`, row),
    handle: async (call) => {
      const outcome = await spec.create(call as Call, call.body as object);
      if (outcome.kind === "refused") throw validationError(outcome.findings);
      return created(outcome.row);
    },
  });
}

function readRoute<Fields extends object>(spec: ReferenceRoutes<Fields>, row: TObject): Route {
  const { kind } = spec;
  return route({
    method: "GET",
    path: `${spec.path}/{${kind.id}}`,
    operationId: `read${spec.name}`,
    summary: `Read a ${kind.noun}`,
    scope: "tickets:read",
    params: record({ [kind.id]: Uuid }),
    success: one(`The ${kind.noun}.`, row),
    handle: async (call) => {
      const id = idOf(call as Call, kind.id);
      const found = await selectReference(call.tenant, { kind, tenantId: call.principal.tenantId }, id);
      if (found === undefined) throw notFound(kind.noun, id);
      return ok(found);
    },
  });
}

function updateRoute<Fields extends object>(spec: ReferenceRoutes<Fields>, row: TObject): Route {
  const { kind } = spec;
  return route({
    method: "PUT",
    path: `${spec.path}/{${kind.id}}`,
    operationId: `update${spec.name}`,
    summary: `Change a ${kind.noun}`,
    description:
      "Any subset of fields. Makes no event: tickets show the new name from now on, what was sent before keeps the old one." +
      (kind.fixed.length === 0 ? "" : ` What is set at creation stays: ${kind.fixed.join(", ")}.`),
    scope: spec.scope,
    params: record({ [kind.id]: Uuid }),
    body: spec.change,
    success: one(`The ${kind.noun} as it is now.`, row),
    handle: async (call) => {
      const id = idOf(call as Call, kind.id);
      const outcome = await spec.update(call as Call, { id, change: call.body as object });
      if (outcome.kind === "not_found") throw notFound(kind.noun, id);
      if (outcome.kind === "refused") throw validationError(outcome.findings);
      return ok(outcome.row);
    },
  });
}

/** Builds the routes of a kind. */
export function referenceRoutes<Fields extends object>(spec: ReferenceRoutes<Fields>): readonly Route[] {
  const { kind, name, plural, path, aliases = {} } = spec;
  const row = named(name, record({ [kind.id]: Uuid, ...spec.fields, created_at: Timestamp, updated_at: Timestamp }));
  return [
    listRoute(spec, { path, operationId: `list${plural}` }, row),
    ...Object.entries(aliases).map(([alias, operationId]) => listRoute(spec, { path: alias, operationId }, row)),
    createRoute(spec, row),
    readRoute(spec, row),
    updateRoute(spec, row),
  ];
}
