// API keys on the wire. In: what the engine keeps. Out: records without any secret.
import { API_SCOPES } from "@ticketwire/contract";
import type { ApiKeyEntry } from "@ticketwire/engine/access/api-keys";
import type { KeyRateLimit } from "@ticketwire/engine/access/find-api-key";
import { named, nullable, oneOf, record, type Static, text, Timestamp, Type, Uuid } from "../route/schema.ts";

/** Of a key's own limit; more than anyone needs, so that it stays exact. */
const HIGHEST_LIMIT = 1_000_000;

const KeyLimit = named(
  "KeyRateLimit",
  record({
    burst: Type.Integer({ minimum: 1, maximum: HIGHEST_LIMIT, description: "Calls that may come at once." }),
    per_minute: Type.Integer({ minimum: 1, maximum: HIGHEST_LIMIT, description: "Calls that come back a minute." }),
  }),
);

const RateLimitField = Type.Union([KeyLimit, Type.Literal("off"), Type.Null()], {
  description: "`null`: the installation's limit; `off`: none.",
});

const KEY_PROPERTIES = {
  api_key_id: Uuid,
  name: Type.String({ examples: ["Integration"] }),
  user_id: Type.String({ format: "uuid", description: "Who acts when the key is used." }),
  scopes: Type.Array(oneOf(API_SCOPES)),
  is_installation_admin: Type.Boolean({ description: "May make and list tenants." }),
  rate_limit: RateLimitField,
  key_hint: Type.String({ description: "The end of the key, to tell keys apart.", examples: ["…x8Q2"] }),
  created_at: Timestamp,
  expires_at: nullable(Timestamp),
  revoked_at: nullable(Timestamp),
  last_used_at: Type.Unsafe<string | null>({
    type: ["string", "null"],
    format: "date-time",
    description: "Some seconds late.",
  }),
};

/** A key as it is listed. */
export const ApiKey = named("ApiKey", record(KEY_PROPERTIES));

/** A key in the one answer that holds its secret. */
export const CreatedKey = named(
  "CreatedApiKey",
  record({ ...KEY_PROPERTIES, api_key: Type.String({ description: "Shown this once; only its hash is kept." }) }),
);

/** What a key is made from. */
export const NewKey = record({
  name: text(1, 255),
  scopes: Type.Array(oneOf(API_SCOPES), { minItems: 1, maxItems: API_SCOPES.length, uniqueItems: true }),
  user_id: Type.Optional(Type.String({ format: "uuid", description: "Default: the user of the calling key." })),
  expires_at: Type.Optional(nullable(Timestamp)),
  rate_limit: Type.Optional(RateLimitField),
  is_installation_admin: Type.Optional(Type.Boolean({ default: false })),
});

type WireLimit = Static<typeof RateLimitField>;

function toWire(limit: KeyRateLimit | null): WireLimit {
  return limit === null || limit === "off" ? limit : { burst: limit.burst, per_minute: limit.perMinute };
}

/** A key's own limit as the engine keeps it. */
export function readKeyLimit(limit: WireLimit): KeyRateLimit | null {
  return limit === null || limit === "off" ? limit : { burst: limit.burst, perMinute: limit.per_minute };
}

/** A key's record. */
export function presentKey(entry: ApiKeyEntry): object {
  return { ...entry, rate_limit: toWire(entry.rate_limit) };
}
