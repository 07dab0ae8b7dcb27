// Tracing as an operator gets it: a real server, a collector that takes OTLP over HTTP, a receiver that sees `traceparent`.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openTestServer } from "../testkit/open-server.ts";
import { readTracing } from "./read-tracing.ts";

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Collector extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly {
    readonly path: string;
    readonly type: string;
    readonly key: string;
    readonly body: Buffer;
  }[];
  spans(): readonly OtlpSpan[];
  resource(): Readonly<Record<string, unknown>>;
}

function flatten(attributes: OtlpSpan["attributes"]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

async function openCollector(): Promise<Collector> {
  const requests: { path: string; type: string; key: string; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { "content-type": type = "", "x-key": key = "" } = request.headers;
      requests.push({ path: request.url ?? "", type, key: String(key), body: Buffer.concat(chunks) });
      response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const parsed = () =>
    requests.map(
      ({ body }) =>
        JSON.parse(body.toString("utf8")) as {
          resourceSpans: { resource: { attributes: OtlpSpan["attributes"] }; scopeSpans: { spans: OtlpSpan[] }[] }[];
        },
    );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans: () =>
      parsed().flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
    resource: () => flatten(parsed()[0]?.resourceSpans[0]?.resource.attributes ?? []),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

let database: TestDatabase;
let receiver: Receiver;
beforeAll(async () => {
  database = await openTestDatabase();
  receiver = await startReceiver();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await receiver.close();
  await database[Symbol.asyncDispose]();
});

/** A server that delivers one event and stops, which flushes its spans. */
async function deliverOnce(
  env: Readonly<Record<string, string>>,
  status: number,
): Promise<Readonly<Record<string, string>>> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const server = await openTestServer(database.url);
  const { data } = await server.call("GET", "/webhooks");
  if ((data as unknown as unknown[]).length === 0) {
    const input = { name: "CRM", url: receiver.url("/token-in-the-path"), event_types: ["ticket.created"] };
    await server.call("POST", "/webhooks", input);
  }
  const before = receiver.requests.length;
  receiver.replyWith({ status });
  await server.call("POST", "/tickets", { title: "Printer" });
  const request = (await receiver.waitForRequests(before + 1)).at(-1);
  await server[Symbol.asyncDispose]();
  vi.unstubAllEnvs();
  return request?.headers ?? {};
}

describe("tracing", () => {
  it("is off unless it is asked for: no header, no library", async () => {
    const headers = await deliverOnce({}, 200);
    expect(headers["x-alga-event-id"]).toBeDefined();
    expect(headers["traceparent"]).toBeUndefined();
  });

  it("makes one span of each attempt, in a trace that the event's id names, and tells the receiver", async () => {
    await using collector = await openCollector();
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_HEADERS: "x-key=collector-key",
      OTEL_SERVICE_NAME: "helpdesk",
    };
    const headers = await deliverOnce(env, 503);
    const traceId = headers["x-alga-event-id"]?.replaceAll("-", "");
    expect(collector.requests[0]).toMatchObject({ path: "/v1/traces", key: "collector-key" });
    const [span, ...others] = collector.spans();
    expect(others).toEqual([]);
    expect(headers["traceparent"]).toBe(`00-${traceId}-${span?.spanId}-01`);
    expect(span).toMatchObject({ traceId, name: "POST", kind: 3, status: { code: 2 } });
    expect(flatten(span?.attributes ?? [])).toMatchObject({
      "ticketwire.event_id": headers["x-alga-event-id"],
      "ticketwire.delivery_id": headers["x-alga-delivery-id"],
      "ticketwire.webhook_id": headers["x-alga-webhook-id"],
      "ticketwire.outcome": "retrying",
      "http.response.status_code": 503,
      "error.type": "status",
      "server.address": "127.0.0.1",
      "server.port": receiver.port,
    });
    expect(collector.resource()).toMatchObject({ "service.name": "helpdesk", "service.version": "0.1.0" });
    expect(JSON.stringify(collector.spans())).not.toContain("token-in-the-path");
  });

  it("speaks protobuf by default", async () => {
    await using collector = await openCollector();
    const headers = await deliverOnce({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/otel` }, 200);
    const [request] = collector.requests;
    expect(request).toMatchObject({ path: "/otel", type: "application/x-protobuf" });
    expect(request?.body.includes(headers["x-alga-event-id"] ?? "none")).toBe(true);
  });

  it("says so to the receiver when a trace is not sampled, and sends no span", async () => {
    await using collector = await openCollector();
    const headers = await deliverOnce(
      { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER: "always_off" },
      200,
    );
    expect(headers["traceparent"]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(collector.requests).toEqual([]);
  });

  it("stops the start with one line when it can not do what it is told", async () => {
    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317");
    vi.stubEnv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
    await expect(openTestServer(database.url)).rejects.toThrow(
      'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc": use one of http/protobuf, http/json',
    );
    vi.unstubAllEnvs();
  });
});

describe("the variables", () => {
  it.each([
    [{}, "off"],
    [{ OTEL_TRACES_EXPORTER: "none", OTEL_EXPORTER_OTLP_ENDPOINT: "http://x" }, "off"],
    [{ OTEL_SDK_DISABLED: "true", OTEL_EXPORTER_OTLP_ENDPOINT: "http://x" }, "off"],
    [{ OTEL_TRACES_EXPORTER: "otlp" }, "on"],
    [{ OTEL_TRACES_EXPORTER: "zipkin" }, "wrong"],
    [{ OTEL_TRACES_EXPORTER: "otlp", OTEL_TRACES_SAMPLER: "sometimes" }, "wrong"],
    [{ OTEL_TRACES_EXPORTER: "otlp", OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "7" }, "wrong"],
    [{ OTEL_TRACES_EXPORTER: "otlp", OTEL_BSP_MAX_QUEUE_SIZE: "0" }, "wrong"],
  ])("%j: %s", (env, kind) => {
    expect(readTracing(env).kind).toBe(kind);
  });

  it("choose exporter, sampler and batches", () => {
    const env = {
      OTEL_TRACES_EXPORTER: "console",
      OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.25",
      OTEL_BSP_MAX_QUEUE_SIZE: "100",
    };
    expect(readTracing(env)).toEqual({
      kind: "on",
      plan: {
        exporter: "console",
        sampler: { isParentBased: true, kind: "traceidratio", ratio: 0.25 },
        batch: { scheduledDelayMillis: 5000, maxQueueSize: 100, maxExportBatchSize: 100, exportTimeoutMillis: 30_000 },
      },
    });
  });
});
