// The dashboard's pages below /msp: one document for every address, so that each works after a reload and as a deep link.
// Without a session the answer is the sign-in page, which then opens what was asked for. In: requests. Out: documents, files.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { apiError } from "../fault/api-error.ts";
import type { DashboardBuild } from "./build.ts";
import { buildingPage, failedPage, signInPage } from "./plain-pages.ts";
import { mountSignIn, sendPage, type SignInParts } from "./sign-in.ts";

/** Stands in the built document wherever the nonce of an answer belongs. */
const NONCE_PLACE = "__TICKETWIRE_NONCE__";

const YEAR_SECONDS = 31_536_000;

function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // What the components write into style elements of their own.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export interface DashboardParts extends SignInParts {
  readonly build: DashboardBuild;
}

// A build never changes in its folder, so its document is read once.
const documents = new Map<string, string>();

async function readDocument(folder: string): Promise<string> {
  const known = documents.get(folder);
  if (known !== undefined) return known;
  const text = await readFile(join(folder, "index.html"), "utf8");
  documents.set(folder, text);
  return text;
}

async function sendDocument(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString("base64");
  const text = (await readDocument(folder)).replaceAll(NONCE_PLACE, nonce);
  return reply
    .headers({ "content-security-policy": policyOf(nonce), "referrer-policy": "same-origin" })
    .type("text/html; charset=utf-8")
    .send(text);
}

async function sendDashboard(parts: DashboardParts, request: FastifyRequest, reply: FastifyReply) {
  // Asked first, so that a build begins while somebody types a key.
  const state = parts.build.state();
  if ((await parts.sessions.find(request)) === undefined) return sendPage(reply, signInPage(request.url));
  if (state.kind === "building") return sendPage(reply, buildingPage());
  if (state.kind === "failed") return sendPage(reply, failedPage(state.message));
  return sendDocument(reply, state.folder);
}

function sendFile(parts: DashboardParts, name: string, reply: FastifyReply): FastifyReply {
  const state = parts.build.state();
  if (state.kind !== "ready") throw apiError("NOT_FOUND", "The dashboard is not built yet.");
  // Names carry a hash of their contents.
  return reply.sendFile(`assets/${name}`, state.folder, { maxAge: YEAR_SECONDS * 1000, immutable: true });
}

/** Adds the pages, in an app of their own. */
export function mountDashboard(app: FastifyInstance, parts: DashboardParts): void {
  void app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: import.meta.dirname, serve: false, preCompressed: true });
    mountSignIn(scope, parts);
    scope.get<{ Params: { "*": string } }>("/msp/assets/*", (request, reply) =>
      sendFile(parts, request.params["*"], reply),
    );
    for (const path of ["/msp", "/msp/*"]) scope.get(path, (request, reply) => sendDashboard(parts, request, reply));
    scope.get("/", (_request, reply) => reply.redirect("/msp", 302));
  });
}
