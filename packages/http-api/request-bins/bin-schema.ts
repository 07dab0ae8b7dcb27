// Request bins on the wire.
import { BIN_LIMITS, type BinRecord } from "@ticketwire/engine/request-bin/request-bins";
import { named, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";
import { BIN_PATH } from "./catch-request.ts";

const ANSWER = {
  response_status: Type.Integer({ minimum: 200, maximum: 599, default: 200, description: "Status of its answers." }),
  response_body: Type.String({ maxLength: 1000, default: "", description: "Body of its answers." }),
  response_delay_ms: Type.Integer({ minimum: 0, maximum: BIN_LIMITS.delayMs, default: 0, description: "Wait before." }),
} as const;

const Name = Type.String({ minLength: 1, maxLength: 100, default: "Request bin" });

export const BinWish = record({
  name: Type.Optional(Name),
  response_status: Type.Optional(ANSWER.response_status),
  response_body: Type.Optional(ANSWER.response_body),
  response_delay_ms: Type.Optional(ANSWER.response_delay_ms),
});

export const Bin = named(
  "RequestBin",
  record({
    bin_id: Uuid,
    url: Type.String({ description: "Takes any request, without a key. Who knows it can send to it." }),
    name: text(1, 100),
    ...ANSWER,
    total_requests: Type.Integer({ minimum: 0 }),
    created_at: Timestamp,
  }),
);

export const BinRequest = named(
  "BinRequest",
  record({
    request_id: Uuid,
    received_at: Timestamp,
    method: Type.String(),
    path: Type.String(),
    headers: Type.Record(Type.String(), Type.String(), { description: "Keys and cookies are masked." }),
    body: Type.String(),
    is_truncated: Type.Boolean({ description: `True when the body is longer than ${BIN_LIMITS.bodyBytes} bytes.` }),
    response_status: Type.Integer(),
  }),
);

export function presentBin({ token, ...bin }: BinRecord, baseUrl: string) {
  return { ...bin, url: `${baseUrl}${BIN_PATH}/${token}` };
}
