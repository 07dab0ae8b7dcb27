// What is sent is what the description says: events of generated writes, byte for byte as receivers get them, and test
// deliveries with their headers (EVENT_WRITES tries more). Against the described schemas, closed: a field that nobody described is a fault.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import { sql } from "@ticketwire/engine/db/sql";
import { startReceiver } from "@ticketwire/engine/testkit/receiver";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCommittedDocument } from "../openapi/committed-document.ts";
import type { Json } from "../openapi/schema-book.ts";
import { FORMATS } from "../route/schema.ts";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";
import { Chance } from "./chance.ts";
import { Description, type Operation } from "./description.ts";
import { makeGood, toRequest } from "./request-maker.ts";
import { type SchemaNode, ValueMaker } from "./value-maker.ts";
import { makeWorld, type World } from "./world.ts";

const { EVENT_WRITES: givenWrites = "800" } = process.env;

/** Operations that make events, with their share of the writes. */
const SHARES = { createTicket: 3, updateTicket: 6, setTicketStatus: 3, assignTicket: 2, addTicketComment: 2 } as const;

const document = buildCommittedDocument();
const description = new Description(document);
const operations = new Map(description.listOperations().map((operation) => [operation.operationId, operation]));

/** The same with every object of an event closed; what has no fields of its own names stays open. */
function close(node: Json): Json {
  if (Array.isArray(node)) return node.map((inner) => close(inner as Json));
  if (typeof node !== "object" || node === null) return node;
  const closed = Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, close(inner as Json)]));
  const isOpen = closed["type"] === "object" && closed["properties"] !== undefined;
  return isOpen && closed["additionalProperties"] === undefined ? { ...closed, additionalProperties: false } : closed;
}

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS });
ajv.addSchema(close(document) as Record<string, unknown>, "openapi");

function compileEvent(type: string): ValidateFunction {
  return ajv.compile({ $ref: `openapi#/webhooks/${type}/post/requestBody/content/application~1json/schema` });
}

const validators = new Map([...EVENT_TYPES, "webhook.test"].map((type) => [type, compileEvent(type)]));

function findFaults(body: string): readonly string[] {
  const { event_type: type, ...event } = JSON.parse(body) as { readonly event_type: string };
  const validate = validators.get(type);
  if (validate === undefined) return [`${type} is not described`];
  if (validate({ event_type: type, ...event })) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${type}${instancePath} ${message ?? ""}: ${body}`);
}

let t: TestApp;
let world: World;
let maker: ValueMaker;
beforeAll(async () => {
  t = await openTestApp();
  const lists = [...operations.values()].filter(({ method, path }) => method === "GET" && !path.includes("{"));
  world = await makeWorld(
    t,
    lists.map(({ path }) => path),
  );
  const resolve = (ref: string): SchemaNode => description.resolve<SchemaNode>(ref);
  maker = new ValueMaker({ chance: new Chance(23), pool: world.pool, resolve });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

function operationOf(id: string): Operation {
  const operation = operations.get(id);
  if (operation === undefined) throw new Error(`the description has no ${id}`);
  return operation;
}

it("every event of hundreds of generated writes is as described, to the last field", async () => {
  const ids = Object.entries(SHARES).flatMap(([id, share]) => Array.from({ length: share }, () => id));
  const chance = new Chance(5);
  const write = async (): Promise<void> => {
    const operation = operationOf(chance.pick(ids));
    await world.call(toRequest(operation, makeGood(operation, maker, world.companions)));
  };
  for (let done = 0; done < Number(givenWrites); done += 20) await Promise.all(Array.from({ length: 20 }, write));
  const events = await t.db.engine.query<{ body: string; event_type: EventType }>(
    sql`SELECT body, event_type FROM ticketwire.events`,
  );
  expect(events.flatMap(({ body }) => findFaults(body)).slice(0, 3)).toEqual([]);
  const kinds = Map.groupBy(events, (event) => event.event_type);
  for (const type of EVENT_TYPES) expect(kinds.get(type)?.length ?? 0).toBeGreaterThan(10);
});

it.each([undefined, ...EVENT_TYPES])("a test delivery of %s is as described, headers included", async (type) => {
  await using receiver = await startReceiver();
  const webhook = { name: "Looked at", url: receiver.url(), event_types: EVENT_TYPES };
  const made = await world.call({ method: "POST", url: "/api/v1/webhooks", payload: webhook });
  const { webhook_id: id } = made.json<{ data: { webhook_id: string } }>().data;
  const payload = type === undefined ? {} : { test_event_type: type };
  await world.call({ method: "POST", url: `/api/v1/webhooks/${id}/test`, payload });
  const [request] = await receiver.waitForRequests(1);
  expect(findFaults(request?.body ?? "")).toEqual([]);
  const place = `#/webhooks/${type ?? "webhook.test"}/post/parameters`;
  const parameters = description.resolve<readonly { name: string; required: boolean; schema: SchemaNode }[]>(place);
  for (const { name, required, schema } of parameters) {
    const value = request?.headers[name.toLowerCase()];
    expect({ name, isThere: value !== undefined || !required }).toEqual({ name, isThere: true });
    const sent = schema.type === "integer" ? Number(value) : value;
    if (value !== undefined) expect({ name, isRight: ajv.validate(schema, sent) }).toEqual({ name, isRight: true });
  }
});
