// A cookie comes along with whatever a browser sends, so a call that relies on one must prove that our own page sent it:
// the browser says so (`Sec-Fetch-Site`, `Origin`), and what changes something carries a header that only a script of this
// origin can set. In: a request. Out: nothing, or a refusal.
import type { FastifyRequest } from "fastify";
import { apiError } from "../fault/api-error.ts";

/** Our page sends it with every call; any value will do. */
export const PAGE_HEADER = "X-Requested-With";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** True when a browser says that a page of this very origin sent it; false when it says another, or nothing. */
export function isFromOurPage(request: FastifyRequest, baseUrl: string): boolean {
  const { origin, host, "sec-fetch-site": site } = request.headers;
  if (typeof site === "string" && site !== "same-origin") return false;
  if (origin === undefined) return site === "same-origin";
  const from = hostOf(origin);
  // Behind a proxy the Host header may be another than the one people see.
  return from !== null && (from === host || from === hostOf(baseUrl));
}

/** Refuses a call with a session cookie that another site may have caused. */
export function requireOurPage(request: FastifyRequest, baseUrl: string): void {
  const { "sec-fetch-site": site, origin } = request.headers;
  const isForeign = (site !== undefined || origin !== undefined) && !isFromOurPage(request, baseUrl);
  const isUnsafe = !SAFE_METHODS.has(request.method);
  if (isForeign || (isUnsafe && !isFromOurPage(request, baseUrl)))
    throw apiError(
      "FORBIDDEN",
      "A session cookie works from the dashboard's own pages only; use an API key elsewhere.",
    );
  if (isUnsafe && request.headers[PAGE_HEADER.toLowerCase()] === undefined)
    throw apiError("FORBIDDEN", `Calls with a session cookie that change something need the header ${PAGE_HEADER}.`);
}
