// The main job, end to end, as an integrator walks it: subscribe, test, read the delivery, change tickets, receive, rotate.
// One real server process, real HTTP on both sides.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { formatSignature, importSigningSecret } from "@ticketwire/contract";
import { type Receiver, type ReceivedRequest, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { type Api, openApi } from "./harness/api.ts";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

let server: ServerProcess;
let receiver: Receiver;
let api: Api;

beforeAll(async () => {
  server = await startServerProcess();
  receiver = await startReceiver();
  api = openApi(server.url, TEST_KEY);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await receiver.close();
  await removeDataDir(server.dataDir);
});
beforeEach(() => receiver.replyWith({ status: 200, body: "thanks" }));

interface Received {
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
  readonly tenant_id: string;
  readonly data: Record<string, unknown>;
}

const bodyOf = (request: ReceivedRequest): Received => JSON.parse(request.body) as Received;

async function subscribe(eventTypes: readonly string[], more: object = {}): Promise<Record<string, string>> {
  const { status, body } = await api.call("POST", "/webhooks", {
    name: "Integration",
    url: receiver.url("/hook"),
    event_types: eventTypes,
    is_active: true,
    verify_ssl: true,
    ...more,
  });
  expect(status).toBe(201);
  return body.data as Record<string, string>;
}

async function firstId(path: string, field: string): Promise<string> {
  const { body } = await api.call<{ data: Record<string, string>[] }>("GET", path);
  return body.data[0]?.[field] ?? "";
}

function signedBy(request: ReceivedRequest, secret: string): boolean {
  const timestamp = Number(request.headers["webhook-timestamp"]);
  return (
    request.headers["x-alga-signature"] === formatSignature([importSigningSecret(secret)], timestamp, request.body)
  );
}

describe("the subscribe loop", () => {
  test("list events, create a webhook, test it, read the test delivery", async () => {
    const events = await api.call<{ data: string[] }>("GET", "/webhooks/events");
    expect(events.body.data).toEqual([
      "ticket.created",
      "ticket.updated",
      "ticket.status_changed",
      "ticket.assigned",
      "ticket.closed",
      "ticket.comment.added",
    ]);
    const webhook = await subscribe(["ticket.created", "ticket.assigned"]);
    expect(webhook["signing_secret"]).toMatch(/^[\w-]{43}$/);
    const before = receiver.requests.length;
    const tested = await api.call("POST", `/webhooks/${webhook["webhook_id"]}/test`, {
      test_event_type: "ticket.assigned",
    });
    expect(tested).toMatchObject({
      status: 200,
      body: { data: { success: true, status_code: 200, response_body: "thanks" } },
    });
    const request = receiver.requests[before] as ReceivedRequest;
    expect(signedBy(request, webhook["signing_secret"] ?? "")).toBe(true);
    expect(bodyOf(request)).toMatchObject({ event_type: "ticket.assigned", data: { is_test: true } });
    const list = await api.call<{ data: Record<string, unknown>[] }>(
      "GET",
      `/webhooks/${webhook["webhook_id"]}/deliveries?limit=5`,
    );
    expect(list.body.data).toHaveLength(1);
    expect(list.body.data[0]).toMatchObject({ is_test: true, response_status_code: 200, response_body: "thanks" });
    expect(list.body.data[0]?.["request_body"]).toBe(request.body);
    const read = await api.call("GET", `/webhooks/${webhook["webhook_id"]}`);
    expect(JSON.stringify(read.body)).not.toContain(webhook["signing_secret"]);
    expect((await api.call("DELETE", `/webhooks/${webhook["webhook_id"]}`)).status).toBe(204);
  });

  test("create and assign a ticket, and receive both events signed within a second", async () => {
    const webhook = await subscribe(["ticket.created", "ticket.assigned"]);
    const userId = await firstId("/users", "user_id");
    const before = receiver.requests.length;
    const startedAt = Date.now();
    const created = await api.call("POST", "/tickets", { title: "Printer is on fire", tags: ["hot"] });
    expect(created.status).toBe(201);
    const ticketId = created.body.data["ticket_id"] as string;
    const assigned = await api.call("PUT", `/tickets/${ticketId}/assignment`, { assigned_to: userId });
    expect(assigned.status).toBe(200);
    const requests = (await receiver.waitForRequests(before + 2)).slice(before);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    const byType = new Map(requests.map((request) => [bodyOf(request).event_type, request]));
    expect([...byType.keys()].sort()).toEqual(["ticket.assigned", "ticket.created"]);
    for (const request of requests) expect(signedBy(request, webhook["signing_secret"] ?? "")).toBe(true);
    const assignedData = bodyOf(byType.get("ticket.assigned") as ReceivedRequest).data;
    expect(assignedData).toMatchObject({ ticket_id: ticketId, assigned_to: userId, version: 2, tags: ["hot"] });
    expect(assignedData["url"]).toBe(`${server.url}/msp/tickets/${ticketId}`);
    const current = await api.call("GET", `/tickets/${ticketId}`);
    for (const [field, value] of Object.entries(current.body.data)) expect(assignedData[field]).toEqual(value);
    await api.call("DELETE", `/webhooks/${webhook["webhook_id"]}`);
  });

  test("rotate: a new secret, both sign during the overlap, the old one alone no more", async () => {
    const webhook = await subscribe(["ticket.created"]);
    const rotated = await api.call("POST", `/webhooks/${webhook["webhook_id"]}/secret/rotate`, {});
    expect(rotated.status).toBe(200);
    const { signing_secret: fresh } = rotated.body.data as Record<string, string>;
    expect(fresh).not.toBe(webhook["signing_secret"]);
    const before = receiver.requests.length;
    await api.call("POST", "/tickets", { title: "After the rotation" });
    const [request] = (await receiver.waitForRequests(before + 1)).slice(before) as [ReceivedRequest];
    const keys = [webhook["signing_secret"], fresh, webhook["signing_secret"]].map((secret) =>
      importSigningSecret(secret ?? ""),
    );
    const timestamp = Number(request.headers["webhook-timestamp"]);
    expect(request.headers["x-alga-signature"]).toBe(formatSignature(keys, timestamp, request.body));
    await api.call("DELETE", `/webhooks/${webhook["webhook_id"]}`);
  });

  test("every kind of change makes exactly the events of the contract, in order", async () => {
    const webhook = await subscribe(
      [
        "ticket.created",
        "ticket.updated",
        "ticket.status_changed",
        "ticket.assigned",
        "ticket.closed",
        "ticket.comment.added",
      ],
      { ordering: "ticket" },
    );
    const userId = await firstId("/users", "user_id");
    const statuses = await api.call<{ data: { status_id: string; is_closed: boolean; name: string }[] }>(
      "GET",
      "/tickets/statuses",
    );
    const closed = statuses.body.data.find((status) => status.is_closed)?.status_id;
    const before = receiver.requests.length;
    const created = await api.call("POST", "/tickets", { title: "One", assigned_to: userId });
    const path = `/tickets/${created.body.data["ticket_id"] as string}`;
    await api.call("PUT", path, { title: "Two", tags: ["b", "a"] });
    await api.call("PUT", path, { tags: ["a", "b"] });
    await api.call("POST", `${path}/comments`, { comment_text: "Looking into it", is_internal: true });
    await api.call("PUT", `${path}/status`, { status_id: closed });
    await api.call("PUT", `${path}/assignment`, { assigned_to: null });
    const requests = (await receiver.waitForRequests(before + 8)).slice(before);
    const events = requests.map(bodyOf);
    expect(events.map((event) => event.event_type)).toEqual([
      "ticket.created",
      "ticket.assigned",
      "ticket.updated",
      "ticket.comment.added",
      "ticket.updated",
      "ticket.status_changed",
      "ticket.closed",
      "ticket.updated",
    ]);
    expect(requests.map((request) => request.headers["x-alga-sequence"])).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
    ]);
    expect(events.map((event) => event.data["version"])).toEqual([1, 1, 2, 3, 4, 4, 4, 5]);
    expect(events[2]?.data["changes"]).toMatchObject({ title: { previous: "One", new: "Two" } });
    expect(events[7]?.data["changes"]).toEqual({ assigned_to: { previous: userId, new: null } });
    expect(events[5]?.data).toMatchObject({ previous_status_name: "Open", is_closed: true });
    await api.call("DELETE", `/webhooks/${webhook["webhook_id"]}`);
  });
});

describe("bad input is refused with what and where", () => {
  const webhookOf = (more: object): object => ({
    name: "W",
    url: "http://127.0.0.1:9/",
    event_types: ["ticket.created"],
    ...more,
  });

  test.each([
    { what: "an unknown field", path: "/tickets", body: { title: "T", colour: "red" }, field: "colour" },
    { what: "a wrong type", path: "/tickets", body: { title: 5 }, field: "title" },
    { what: "a bad id in a body", path: "/tickets", body: { title: "T", client_id: "nope" }, field: "client_id" },
    { what: "a private target", path: "/webhooks", body: webhookOf({ url: "http://10.0.0.1/" }), field: "url" },
    { what: "a target's odd scheme", path: "/webhooks", body: webhookOf({ url: "ftp://example.com/" }), field: "url" },
    {
      what: "an unknown event type",
      path: "/webhooks",
      body: webhookOf({ event_types: ["ticket.exploded"] }),
      field: "event_types",
    },
  ])("$what", async ({ path, body, field }) => {
    const reply = await api.call("POST", path, body);
    expect(reply.status).toBe(400);
    expect(reply.body.error?.code).toBe("VALIDATION_ERROR");
    expect(reply.body.error?.details?.some((detail) => detail.path.includes(field))).toBe(true);
  });

  test("malformed JSON, a body beyond 256 KiB, an id that is none", async () => {
    const post = (body: string): Promise<Response> =>
      fetch(`${server.url}/api/v1/tickets`, {
        method: "POST",
        headers: { "X-API-Key": TEST_KEY, "Content-Type": "application/json" },
        body,
      });
    expect((await post("{")).status).toBe(400);
    expect((await post(JSON.stringify({ title: "T", description: "x".repeat(300_000) }))).status).toBe(413);
    expect([400, 404]).toContain((await api.call("GET", "/tickets/nope")).status);
  });

  test("a status of another board", async () => {
    const board = await api.call("POST", "/boards", { board_name: "Second" });
    const status = await api.call("POST", "/statuses", {
      name: "Open there",
      is_closed: false,
      board_id: board.body.data["board_id"],
    });
    const reply = await api.call("POST", "/tickets", { title: "T", status_id: status.body.data["status_id"] });
    expect(reply).toMatchObject({
      status: 400,
      body: { error: { code: "VALIDATION_ERROR", details: [{ path: "status_id" }] } },
    });
  });
});
