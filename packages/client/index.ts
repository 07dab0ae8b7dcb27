// A typed client of the API. Paths, parameters, bodies and answers come from schema.generated.ts, which is generated from the
// OpenAPI description; `npm run generate` renews both. In: an address and a key. Out: calls that compile only if they are possible.
import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.generated.ts";

export type { components, operations, paths, webhooks } from "./schema.generated.ts";
export { TicketwireApiError, unwrap } from "./unwrap.ts";

/** All calls: `client.GET("/api/v1/tickets/{ticket_id}", { params: { path: { ticket_id } } })`. */
export type TicketwireClient = Client<paths>;

export interface ClientOptions {
  /** Where the API is reached: `http://127.0.0.1:4400`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Default: the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * Makes a client.
 * @example
 * const client = createTicketwireClient({ baseUrl: "http://127.0.0.1:4400", apiKey });
 * const { data: tickets } = unwrap(await client.GET("/api/v1/tickets", { params: { query: { is_open: true } } }));
 */
export function createTicketwireClient({ baseUrl, apiKey, fetch }: ClientOptions): TicketwireClient {
  return createFetchClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ""),
    headers: { "X-API-Key": apiKey },
    // Lists in query strings are written with commas, as the description says.
    querySerializer: { array: { style: "form", explode: false } },
    ...(fetch === undefined ? {} : { fetch }),
  });
}
