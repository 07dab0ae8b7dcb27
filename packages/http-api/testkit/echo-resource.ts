// Routes that only tests have: they answer with what reached the handler, so that the way to it can be looked at.
import { apiError } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { created, list, noContent, ok } from "../route/answer.ts";
import { requireMatch } from "../route/call.ts";
import { createdOne, listOf, nothing, one, type Resource, route } from "../route/route.ts";
import { named, nullable, oneOf, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";

const Echo = Type.Unsafe<unknown>({});

/** Counts how often each handler ran. */
export const runs = { created: 0, failing: 0 };

const Thing = record({
  name: text(1, 10),
  count: Type.Optional(Type.Integer({ minimum: 0, maximum: 5 })),
  kind: Type.Optional(oneOf(["a", "b"])),
  due: Type.Optional(nullable(Timestamp)),
  inner: Type.Optional(record({ flag: Type.Boolean() })),
  free: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});

const createThing = route({
  method: "POST",
  path: "/things",
  operationId: "createThing",
  summary: "Create a thing",
  scope: "tickets:write",
  body: Thing,
  success: createdOne("The thing.", Echo),
  handle: (call) => {
    runs.created++;
    if (call.body.name === "conflict") throw apiError("CONFLICT", "There is one already.");
    return created({ id: call.newId, body: call.body }, { headers: { location: "/things/1" } });
  },
});

const breakThing = route({
  method: "POST",
  path: "/things/break",
  operationId: "breakThing",
  summary: "Fail",
  scope: "tickets:write",
  success: nothing("Never."),
  handle: () => {
    runs.failing++;
    if (runs.failing % 2 === 1) throw new Error("the secret inside");
    return noContent();
  },
});

const readThing = route({
  method: "GET",
  path: "/things/{thing_id}",
  operationId: "readThing",
  conditional: true,
  summary: "Read a thing",
  scope: "tickets:read",
  params: record({ thing_id: Uuid }),
  query: record({
    flag: Type.Optional(Type.Boolean()),
    ids: Type.Optional(Type.Array(Uuid, { maxItems: 3 })),
    level: Type.Optional(Type.Integer()),
    word: Type.Optional(Type.String()),
  }),
  success: one("What came.", named("ThingRecord", record({ params: Echo, query: Echo, principal: Echo }))),
  handle: ({ params, query, principal }) =>
    ok(
      { params, query, principal: { tenant_id: principal.tenantId, user_id: principal.userId } },
      { etag: '"thing-1"' },
    ),
});

const writeThing = route({
  method: "PUT",
  path: "/things/{thing_id}",
  operationId: "writeThing",
  conditional: true,
  summary: "Write a thing",
  scope: "tickets:write",
  params: record({ thing_id: Uuid }),
  body: Thing,
  success: one("The thing.", Echo),
  handle: (call) => {
    requireMatch(call, '"thing-1"');
    return ok(call.body, { etag: '"thing-1"' });
  },
});

const removeThing = route({
  method: "DELETE",
  path: "/things/{thing_id}",
  operationId: "removeThing",
  summary: "Remove a thing",
  scope: "tickets:write",
  params: record({ thing_id: Uuid }),
  success: nothing("It is gone."),
  handle: () => noContent(),
});

const COUNT = 60;
const numbers = Array.from({ length: COUNT }, (_unused, index) => index + 1);

const listThings = route({
  method: "GET",
  path: "/things",
  operationId: "listThings",
  summary: "List things",
  scope: "tickets:read",
  query: record({ ...PAGE_QUERY, order: Type.Optional(oneOf(["asc", "desc"])) }),
  success: listOf("Numbers.", Type.Integer()),
  handle: (call) => {
    const page = readPage(call.query, Type.Tuple([Type.Integer()]));
    const from = page.after === null ? page.offset : page.after[0];
    const rows = numbers.slice(from, from + page.limit + 1);
    return list(pageOf(page, { rows, total: COUNT, positionOf: (row): [number] => [row], present: (row) => row }));
  },
});

const readAdmin = route({
  method: "GET",
  path: "/admin-only",
  operationId: "readAdmin",
  summary: "For admins",
  scope: "admin",
  success: one("Yes.", Echo),
  handle: () => ok("yes"),
});

export const echoResource: Resource = {
  name: "Things",
  description: "For tests.",
  routes: [createThing, breakThing, readThing, writeThing, removeThing, listThings, readAdmin],
};
