// The API as tests call it: JSON in, status and JSON out. Nothing is retried and nothing is hidden.

export interface Reply<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Api {
  call<Body = Answer>(method: string, path: string, body?: unknown): Promise<Reply<Body>>;
}

/** What the API answers, as far as tests look into it. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly details?: readonly { path: string; message: string; code: string }[];
  };
  readonly [key: string]: unknown;
}

/** Calls under `/api/v1` of a server with a key. */
export function openApi(url: string, apiKey: string): Api {
  return {
    async call<Body>(method: string, path: string, body?: unknown): Promise<Reply<Body>> {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          "X-API-Key": apiKey,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: (text === "" ? null : JSON.parse(text)) as Body,
      };
    },
  };
}
