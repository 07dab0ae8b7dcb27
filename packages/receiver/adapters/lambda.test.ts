// AWS Lambda: events as the four kinds of trigger send them.
import type {
  ALBEvent,
  ALBResult,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyResult,
  APIGatewayProxyResultV2,
} from "aws-lambda";
import { describe, expect, it } from "vitest";
import type { Receiver } from "../receive/receiver.ts";
import { describeAdapter, recordingReceiver, type Serve } from "../testkit/adapter-suite.ts";
import { signedRequest } from "../testkit/signed-request.ts";
import { type LambdaEvent, toLambdaHandler } from "./lambda.ts";

type Shape = (method: string, headers: Record<string, string>, body: string | null) => LambdaEvent;

const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const listed = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

const shapes: Readonly<Record<string, Shape>> = {
  "HTTP API or function URL": (method, headers, body) =>
    ({
      version: "2.0",
      headers: lower(headers),
      requestContext: { http: { method } },
      ...(body !== null && { body }),
    }) as Partial<APIGatewayProxyEventV2> as LambdaEvent,
  "REST API": (httpMethod, headers, body) =>
    ({ httpMethod, headers, multiValueHeaders: listed(headers), body }) as Partial<APIGatewayProxyEvent> as LambdaEvent,
  "load balancer": (httpMethod, headers, body) =>
    ({ httpMethod, headers: lower(headers), body }) as Partial<ALBEvent> as LambdaEvent,
  "load balancer with multi-value headers": (httpMethod, headers, body) =>
    ({ httpMethod, multiValueHeaders: listed(lower(headers)), body }) as Partial<ALBEvent> as LambdaEvent,
};

const serveAs =
  (shape: Shape): Serve =>
  async (receiver) => ({
    async send({ method = "POST", headers = {}, body }) {
      const isText = typeof body === "string";
      const text = body === undefined ? null : isText ? body : Buffer.from(body).toString("base64");
      const event = { ...shape(method, { ...headers }, text), isBase64Encoded: body !== undefined && !isText };
      const result = await toLambdaHandler(receiver)(event);
      expect(result.isBase64Encoded).toBe(false);
      return { status: result.statusCode, headers: new Headers(result.headers), body: result.body };
    },
    close: async () => {},
  });

for (const [name, shape] of Object.entries(shapes)) describeAdapter(`Lambda, ${name}`, serveAs(shape));

// What TypeScript users write: the handler fits the types of every trigger.
type Fits<Event, Result> = (event: Event) => Promise<Result>;
const typed = (receiver: Receiver) => {
  const handler = toLambdaHandler(receiver);
  return [
    handler satisfies Fits<APIGatewayProxyEventV2, APIGatewayProxyResultV2>,
    handler satisfies Fits<APIGatewayProxyEvent, APIGatewayProxyResult>,
    handler satisfies Fits<ALBEvent, ALBResult>,
  ];
};

describe("Lambda", () => {
  it("fits every trigger's types", () => {
    expect(typed(recordingReceiver().receiver)).toHaveLength(3);
  });

  const { rawBody, headers } = signedRequest({ data: { ticket_id: "t", title: "Grüße 🖨️" } });

  it("takes a body that comes as base64", async () => {
    const { receiver, events } = recordingReceiver();
    const body = Buffer.from(rawBody).toString("base64");
    const result = await toLambdaHandler(receiver)({ headers, body, isBase64Encoded: true });
    expect([result.statusCode, events]).toEqual([200, [JSON.parse(rawBody)]]);
  });

  it("answers a load balancer in the form it reads", async () => {
    const { receiver } = recordingReceiver();
    const result = await toLambdaHandler(receiver)({ multiValueHeaders: listed({ ...headers }), body: rawBody });
    expect(result.multiValueHeaders).toMatchObject({ "content-type": ["application/json; charset=utf-8"] });
  });

  it("says so when a mapping template parsed the body", async () => {
    const { receiver, errors } = recordingReceiver();
    const result = await toLambdaHandler(receiver)({ headers, body: JSON.parse(rawBody) });
    expect([result.statusCode, JSON.parse(result.body).error.code]).toEqual([500, "body_already_parsed"]);
    expect(errors).toHaveLength(1);
  });

  it("answers 500 to base64 that is none, so that the sender keeps the event", async () => {
    const { receiver } = recordingReceiver();
    const result = await toLambdaHandler(receiver)({ headers, body: "{not base64}", isBase64Encoded: true });
    expect(result.statusCode).toBe(500);
  });
});
