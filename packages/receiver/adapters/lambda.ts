// AWS Lambda behind API Gateway (REST and HTTP APIs), a function URL, or a load balancer. The event carries the body as
// text, or as base64 of its bytes, and says which.
import type { Answer } from "../receive/handling.ts";
import type { Receiver } from "../receive/receiver.ts";
import { answerMethod, bodyAlreadyParsed } from "./answers.ts";

/** What the four kinds of trigger have in common. */
export interface LambdaEvent {
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  readonly multiValueHeaders?: Readonly<Record<string, string[] | undefined>> | null | undefined;
  readonly httpMethod?: string | undefined;
  readonly requestContext?: object | undefined;
}

export interface LambdaResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

const ADVICE = "switch on proxy integration, so that no mapping template rewrites it";

/** @example export const handler = toLambdaHandler(receiver); */
export function toLambdaHandler(receiver: Receiver): (event: LambdaEvent) => Promise<LambdaResult> {
  return async (event) => {
    const method = methodOf(event);
    if (method !== "POST") return toResult(event, answerMethod(method));
    const { body = null } = event;
    if (body !== null && typeof body !== "string") return toResult(event, receiver.fault(bodyAlreadyParsed(ADVICE)));
    // Base64 is a third longer than its bytes, so this only spares decoding what can not fit.
    if ((body?.length ?? 0) > receiver.maxBodyBytes * 2) return toResult(event, receiver.tooLarge());
    try {
      const rawBody = event.isBase64Encoded === true ? fromBase64(body ?? "") : (body ?? "");
      return toResult(
        event,
        await receiver.handle({ rawBody, headers: { ...event.headers, ...event.multiValueHeaders } }),
      );
    } catch (error) {
      return toResult(event, receiver.fault(error));
    }
  };
}

/** The method stands in one of two places; an invocation by hand has none. */
function methodOf({ httpMethod, requestContext }: LambdaEvent): string {
  const http = (requestContext as { readonly http?: { readonly method?: string } } | undefined)?.http;
  return http?.method ?? httpMethod ?? "POST";
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function toResult(event: LambdaEvent, { status, headers: all, body }: Answer): LambdaResult {
  const { connection: _, ...headers } = all;
  const result = { statusCode: status, headers, body, isBase64Encoded: false } as const;
  // A load balancer set to multi-value headers only reads them in that form.
  if (!event.multiValueHeaders || event.headers) return result;
  return {
    ...result,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  };
}
