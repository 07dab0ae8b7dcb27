// The description is whole: every route is in it, a linter finds nothing, and its examples are valid.
import { readFile } from "node:fs/promises";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { BASE_PATH } from "../route/mount.ts";
import { record, named, text } from "../route/schema.ts";
import { route, one } from "../route/route.ts";
import { ok } from "../route/answer.ts";
import { RESOURCES } from "../resources.ts";
import { echoResource } from "../testkit/echo-resource.ts";
import { COMMITTED_FILE, committedText } from "./committed-document.ts";
import { buildOpenApi } from "./document.ts";
import type { Json } from "./schema-book.ts";

const options = { version: "1.2.3", baseUrl: "https://tickets.example.org" };

describe("the description", () => {
  const document = buildOpenApi({ ...options, resources: [...RESOURCES, echoResource] });

  it("has no findings of the linter's strict rules", async () => {
    const problems = await lintFromString({
      source: JSON.stringify(document),
      absoluteRef: "openapi.json",
      config: await createConfig({ extends: ["recommended-strict"] }),
    });
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });

  it("has every route under its own operationId", () => {
    const paths = document["paths"] as Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>;
    const routes = RESOURCES.flatMap((resource) => resource.routes);
    for (const { method, path, operationId } of routes)
      expect(paths[BASE_PATH + path]?.[method.toLowerCase()]?.operationId).toBe(operationId);
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has a sentence for every parameter, and an example for every body in either direction, refusals in both forms", () => {
    const bare: string[] = [];
    const walk = (place: string, value: Json): void => {
      if (typeof value !== "object" || value === null) return;
      const node = value as Readonly<Record<string, Json>>;
      const isParameter = typeof node["in"] === "string" && typeof node["name"] === "string";
      if (isParameter && node["description"] === undefined) bare.push(`${place} has no description`);
      const isBody = /\/content\/application~1(problem\+)?json$/.test(place);
      if (isBody && node["example"] === undefined && node["examples"] === undefined)
        bare.push(`${place} has no example`);
      for (const [name, inner] of Object.entries(node)) walk(`${place}/${name.replaceAll("/", "~1")}`, inner);
    };
    const own = buildOpenApi({ ...options, resources: RESOURCES });
    for (const part of ["paths", "webhooks", "components"]) walk(part, own[part] ?? null);
    expect(bare).toEqual([]);
  });

  it("names the six events and the test event", () => {
    expect(Object.keys(document["webhooks"] as Record<string, Json>)).toEqual([
      "ticket.created",
      "ticket.updated",
      "ticket.status_changed",
      "ticket.assigned",
      "ticket.closed",
      "ticket.comment.added",
      "webhook.test",
    ]);
  });
});

describe("the committed description", () => {
  it("is what the routes say now", async () => {
    const committed = await readFile(COMMITTED_FILE, "utf8");
    expect(committed === committedText(), "out of date: run `npm run generate -w packages/http-api`").toBe(true);
  });
});

describe("two schemas of one name", () => {
  it("are refused when they differ", () => {
    const routeWith = (path: string, max: number) =>
      route({
        method: "GET",
        path,
        operationId: `read${max}`,
        summary: "x",
        scope: null,
        success: one("x", named("Same", record({ a: text(1, max) }))),
        handle: () => ok(null),
      });
    const build = (routes: ReturnType<typeof route>[]) =>
      buildOpenApi({ ...options, resources: [{ name: "X", description: "x", routes }] });
    expect(() => build([routeWith("/a", 1), routeWith("/b", 1)])).not.toThrow();
    expect(() => build([routeWith("/a", 1), routeWith("/b", 2)])).toThrow("Two different schemas are named Same");
  });
});
