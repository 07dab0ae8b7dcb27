// Signing in and out: a key is exchanged for a cookie. The form of the sign-in page posts here; so may a script, with JSON.
// In: a key. Out: a session cookie and the page that was asked for, or the sign-in page again with the reason.
import type { ApiKeyRecord } from "@ticketwire/engine/access/find-api-key";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { apiError } from "../fault/api-error.ts";
import { type PlainPage, signInPage } from "./plain-pages.ts";
import { isFromOurPage, requireOurPage } from "./same-origin.ts";
import { dropCookie, setCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

export const SESSION_PATH = "/msp/session";

const HOME = "/msp";
const FORM_TYPE = "application/x-www-form-urlencoded";

export interface SignInParts {
  readonly sessions: Sessions;
  readonly baseUrl: string;
  /** The key's record; undefined when it does not hold. Counts failures against the address, and throws when there are too many. */
  findKey(key: string, request: FastifyRequest, reply: FastifyReply): Promise<ApiKeyRecord | undefined>;
}

interface Credentials {
  readonly key: string;
  readonly next: string;
  readonly isForm: boolean;
}

/** Only a page of ours is opened after signing in. */
function pathWithin(next: string | null): string {
  return next !== null && /^\/msp(?:[/?#][^\\\r\n]*)?$/.test(next) && !next.startsWith(SESSION_PATH) ? next : HOME;
}

function readForm(text: string): Credentials {
  const form = new URLSearchParams(text);
  return { key: form.get("api_key") ?? "", next: pathWithin(form.get("next")), isForm: true };
}

function readJson(text: string): Credentials {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw apiError("BAD_REQUEST", 'The body is not JSON; send {"api_key": "…"}.');
  }
  const { api_key: key } = (body ?? {}) as { readonly api_key?: unknown };
  if (typeof key !== "string") throw apiError("BAD_REQUEST", 'Send {"api_key": "…"}.');
  return { key, next: HOME, isForm: false };
}

function readCredentials(request: FastifyRequest): Credentials {
  const text = (request.body as Buffer | undefined)?.toString("utf8") ?? "";
  const { key, ...rest } = request.headers["content-type"]?.startsWith(FORM_TYPE) ? readForm(text) : readJson(text);
  return { ...rest, key: key.trim() };
}

/** Sends one of the plain pages. */
export function sendPage(reply: FastifyReply, page: PlainPage): FastifyReply {
  return reply
    .headers({ "content-security-policy": page.policy, "referrer-policy": "same-origin" })
    .type("text/html; charset=utf-8")
    .send(page.text);
}

function refuse(reply: FastifyReply, { isForm, next }: Credentials): FastifyReply {
  const problem = "This key is not known, has expired or was revoked.";
  if (!isForm) throw apiError("UNAUTHORIZED", problem);
  return sendPage(reply.code(401), signInPage(next, `${problem} Enter another one.`));
}

async function signIn(parts: SignInParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  // Another site must not sign somebody in to a tenant of its own.
  const { origin, "sec-fetch-site": site } = request.headers;
  if ((origin !== undefined || site !== undefined) && !isFromOurPage(request, parts.baseUrl))
    throw apiError("FORBIDDEN", "Sign in on the dashboard's own page.");
  const credentials = readCredentials(request);
  const record = await parts.findKey(credentials.key, request, reply);
  if (record === undefined) return refuse(reply, credentials);
  await parts.sessions.end(request);
  const token = await parts.sessions.open(record);
  void reply.header("set-cookie", setCookie(parts.baseUrl, token));
  return credentials.isForm ? reply.redirect(credentials.next, 303) : reply.code(204).send();
}

/** Adds the endpoint to an app of its own, whose bodies may be forms. */
export function mountSignIn(app: FastifyInstance, parts: SignInParts): void {
  app.addContentTypeParser<Buffer>(FORM_TYPE, { parseAs: "buffer" }, (_request, bytes, done) => done(null, bytes));
  app.post(SESSION_PATH, (request, reply) => signIn(parts, request, reply));
  app.delete(SESSION_PATH, async (request, reply) => {
    requireOurPage(request, parts.baseUrl);
    await parts.sessions.end(request);
    return reply.code(204).header("set-cookie", dropCookie(parts.baseUrl)).send();
  });
}
