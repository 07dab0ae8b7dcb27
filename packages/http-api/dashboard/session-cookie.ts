// The cookie that stands for a signed-in person: random, unreadable for scripts, never sent by other sites.
// In: a request. Out: its session token; and the header that sets or removes it.
import { randomBytes } from "node:crypto";
import type { FastifyRequest } from "fastify";

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** Over TLS the browser itself holds the cookie to this host (`__Host-`). */
function nameOf(baseUrl: string): string {
  return baseUrl.startsWith("https:") ? "__Host-ticketwire_session" : "ticketwire_session";
}

function attributesOf(baseUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Strict${baseUrl.startsWith("https:") ? "; Secure" : ""}`;
}

/** A new random token: 256 bits, base64url. */
export function makeToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** The token a request carries; undefined when there is none, or none that could be one. */
export function readSessionToken(request: FastifyRequest, baseUrl: string): string | undefined {
  const wanted = `${nameOf(baseUrl)}=`;
  const cookie = request.headers.cookie?.split(";").find((part) => part.trim().startsWith(wanted));
  const token = cookie?.trim().slice(wanted.length);
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

/** The value of `Set-Cookie`. It ends with the browser; how long it holds is up to the session. */
export function setCookie(baseUrl: string, token: string): string {
  return `${nameOf(baseUrl)}=${token}; ${attributesOf(baseUrl)}`;
}

/** The value of `Set-Cookie` that removes it. */
export function dropCookie(baseUrl: string): string {
  return `${nameOf(baseUrl)}=; ${attributesOf(baseUrl)}; Max-Age=0`;
}
