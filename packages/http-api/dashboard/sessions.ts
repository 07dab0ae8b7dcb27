// Sessions for the edge of the API: who is behind a cookie, opening and ending one.
// In: requests. Out: the record of the key that a session speaks for.
import type { ApiKeyRecord } from "@ticketwire/engine/access/find-api-key";
import { deleteSession, insertSession, type SessionRecord, useSession } from "@ticketwire/engine/access/sessions";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import type { FastifyRequest } from "fastify";
import { hashKey } from "../auth/key-directory.ts";
import { makeToken, readSessionToken } from "./session-cookie.ts";

export interface Sessions {
  /** The key behind the request's cookie; undefined without a cookie, or when session or key have ended. */
  find(request: FastifyRequest): Promise<SessionRecord | undefined>;
  /** Opens a session; returns the token for the cookie. */
  open(key: ApiKeyRecord): Promise<string>;
  /** Ends the session of the request, if it has one. */
  end(request: FastifyRequest): Promise<void>;
}

export interface SessionOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly baseUrl: string;
}

export function openSessions({ database, clock, baseUrl }: SessionOptions): Sessions {
  return {
    async find(request) {
      const token = readSessionToken(request, baseUrl);
      return token === undefined
        ? undefined
        : useSession(database.engine, { tokenHash: hashKey(token), now: clock.now() });
    },
    async open(key) {
      const token = makeToken();
      await insertSession(database.engine, { key, tokenHash: hashKey(token), now: clock.now() });
      return token;
    },
    async end(request) {
      const token = readSessionToken(request, baseUrl);
      if (token !== undefined) await deleteSession(database.engine, hashKey(token));
    },
  };
}
