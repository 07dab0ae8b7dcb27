// The field mapping is true: on a running server, at every version of a ticket, each mapped field of GET equals the field of the
// webhook, and each change is announced by the event types that the mapping names.
import { COMMENT_MAPPING, TICKET_MAPPING } from "@ticketwire/cutover";
import { EVENT_TYPES } from "@ticketwire/contract";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, openApi } from "./harness/api.ts";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

type Record_ = Readonly<Record<string, unknown>>;

interface Told {
  readonly event_type: string;
  readonly data: Record_ & { readonly version: number; readonly comment?: Record_ };
}

let server: ServerProcess;
let receiver: Receiver;
let api: Api;
let ticket: string;
/** What GET showed right after each write, by version. */
const polled = new Map<number, Record_>();

beforeAll(async () => {
  server = await startServerProcess();
  receiver = await startReceiver();
  receiver.replyWith({ status: 200 });
  api = openApi(server.url, TEST_KEY);
  const { status } = await api.call("POST", "/webhooks", {
    name: "Mapping",
    url: receiver.url("/"),
    event_types: EVENT_TYPES,
  });
  expect(status).toBe(201);
  await writeEverything();
});

afterAll(async () => {
  await server.stop();
  await receiver.close();
  await removeDataDir(server.dataDir);
});

async function look(): Promise<void> {
  const { body } = await api.call("GET", `/tickets/${ticket}`);
  polled.set(Number(body.data["version"]), body.data);
}

async function write(method: string, path: string, body: unknown): Promise<void> {
  const { status, body: answer } = await api.call(method, `/tickets/${ticket}${path}`, body);
  expect([status < 300, answer]).toEqual([true, answer]);
  await look();
}

async function ids(path: string, field: string): Promise<readonly string[]> {
  const { body } = await api.call<{ data: Record<string, string>[] }>("GET", path);
  return body.data.map((row) => String(row[field]));
}

/** A write of every kind, so that every field moves at least once. */
async function writeEverything(): Promise<void> {
  const [users, statuses, priorities, contacts, clients, categories, teams] = await Promise.all([
    ids("/users", "user_id"),
    ids("/tickets/statuses", "status_id"),
    ids("/priorities", "priority_id"),
    ids("/contacts", "contact_name_id"),
    ids("/clients", "client_id"),
    ids("/categories/ticket", "category_id"),
    ids("/teams", "team_id"),
  ]);
  const created = await api.call("POST", "/tickets", {
    title: "Printer",
    assigned_to: users[0],
    tags: ["a"],
    attributes: { seats: 1 },
  });
  expect(created.status).toBe(201);
  ticket = String(created.body.data["ticket_id"]);
  await look();
  await write("PUT", "", {
    title: "Printer on fire",
    description: "It burns.\n\nReally.",
    due_date: "2026-12-24T12:00:00+01:00",
  });
  await write("PUT", "", { tags: ["b", "ünï 💥"], attributes: { seats: 2, note: { deep: [1, "x"] } } });
  for (const priority_id of priorities.slice(0, 2))
    await write("PUT", "", { priority_id, title: `With ${priority_id}` });
  if (clients[0]) await write("PUT", "", { client_id: clients[0], title: "Client" });
  if (contacts[0]) await write("PUT", "", { contact_name_id: contacts[0] });
  if (categories[0]) await write("PUT", "", { category_id: categories[0] });
  if (teams[0]) await write("PUT", "", { assigned_team_id: teams[0] });
  await write("PUT", "/assignment", { assigned_to: null });
  await write("PUT", "/assignment", { assigned_to: users.at(-1) });
  for (const status_id of [...statuses.slice(1), ...statuses.slice(0, 1)]) await write("PUT", "/status", { status_id });
  await write("POST", "/comments", { comment_text: "On it, <b>now</b>", is_internal: true });
  await write("POST", "/comments", { comment_text: "Done", is_resolution: true });
  await write("PUT", "", {
    description: null,
    due_date: null,
    contact_name_id: null,
    category_id: null,
    assigned_team_id: null,
  });
}

/** Every event of the ticket, once all have been delivered. */
async function told(): Promise<readonly Told[]> {
  const { body } = await api.call<{ data: unknown[] }>("GET", `/tickets/${ticket}/events?limit=100`);
  await expect.poll(() => receiver.requests.length, { timeout: 15_000, interval: 20 }).toBe(body.data.length);
  return receiver.requests.map((request) => JSON.parse(request.body) as Told);
}

describe("the field mapping", () => {
  test("names every field that GET has", async () => {
    const fields = Object.keys([...polled.values()].at(-1) ?? {}).toSorted();
    expect(TICKET_MAPPING.map(({ field }) => field).toSorted()).toEqual(fields);
  });

  test.each(TICKET_MAPPING)("$field of GET is $webhook of every event at that version", async ({ field, webhook }) => {
    const events = await told();
    expect(events.length).toBeGreaterThan(polled.size);
    for (const { data } of events) {
      const path = String(webhook).split(".").slice(1);
      const value = path.reduce<unknown>((inner, name) => (inner as Record_)[name], data);
      expect([data.version, value]).toEqual([data.version, polled.get(data.version)?.[field]]);
    }
  });

  test.each(TICKET_MAPPING)("a change of $field is announced by $announcedBy", async ({ field, announcedBy }) => {
    const events = await told();
    const unannounced = [...polled].filter(([version, record]) => {
      const before = polled.get(version - 1)?.[field];
      if (version > 1 && JSON.stringify(before) === JSON.stringify(record[field])) return false;
      const types = events.filter(({ data }) => data.version === version).map(({ event_type }) => event_type);
      return !types.some((type) => (announcedBy as readonly string[]).includes(type));
    });
    expect(unannounced).toEqual([]);
  });

  test("comments: each mapped field of GET is the event's", async () => {
    const { body } = await api.call<{ data: Record_[] }>("GET", `/tickets/${ticket}/comments`);
    const events = (await told()).filter(({ event_type }) => event_type === "ticket.comment.added");
    expect(body.data).toHaveLength(events.length);
    for (const comment of body.data) {
      const event = events.find(({ data }) => data.comment?.["comment_id"] === comment["comment_id"]);
      for (const { field, webhook } of COMMENT_MAPPING) {
        if (webhook === null || !(field in comment)) continue;
        const value = webhook.split(".").reduce<unknown>((inner, name) => (inner as Record_)[name], event);
        expect([field, value]).toEqual([field, comment[field]]);
      }
    }
    const mapped = COMMENT_MAPPING.map(({ field }) => field);
    expect(Object.keys(body.data[0] ?? {}).filter((field) => !mapped.includes(field))).toEqual([]);
  });
});
