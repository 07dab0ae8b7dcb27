// `/docs`: the reference for people, built once, at the first look.
import type { FastifyInstance } from "fastify";
import type { OpenApiDocument } from "../openapi/document.ts";
import { buildReference, type ReferencePage } from "../docs-page/page.ts";

/** Adds `/docs`. */
export function mountReference(app: FastifyInstance, document: OpenApiDocument): void {
  let page: ReferencePage | undefined;
  app.get("/docs", async (_request, reply) => {
    page ??= buildReference(document);
    void reply.headers({ "content-security-policy": page.policy, "cache-control": "no-cache" });
    return reply.type("text/html; charset=utf-8").send(page.text);
  });
}
