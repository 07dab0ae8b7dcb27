// Short ways to call an app in tests and to look at its answers.
import type { TestApp, TestKey } from "./test-app.ts";

export interface Reply {
  readonly status: number;
  readonly text: string;
  /** The parsed answer; empty when there was none. Fields that are missing are undefined. */
  readonly body: {
    readonly data: Record<string, unknown>;
    readonly meta: Record<string, unknown>;
    readonly pagination: { readonly next_cursor: string | null; readonly total: number };
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly details: readonly { readonly path: string; readonly code: string }[];
    };
  };
}

export type Caller = (method: "GET" | "POST" | "PUT" | "DELETE", path: string, payload?: unknown) => Promise<Reply>;

/** Calls below `/api/v1` with this key, or with the app's admin key. */
export function makeCaller(test: TestApp, key: TestKey = test.admin): Caller {
  return async (method, path, payload) => {
    const response = await test.call({
      method,
      url: `/api/v1${path}`,
      headers: { "x-api-key": key.key },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const body = response.body === "" ? {} : (JSON.parse(response.body) as unknown);
    return { status: response.statusCode, text: response.body, body: body as Reply["body"] };
  };
}

/** The rows of a list. */
export function rowsOf<Row>(reply: Reply): readonly Row[] {
  return reply.body.data as unknown as readonly Row[];
}
