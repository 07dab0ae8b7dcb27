// The whole reference as one HTML page, built from the OpenAPI document; nothing is fetched from anywhere.
// In: the document. Out: the page and the policy under which a browser shows it.
import { createHash } from "node:crypto";
import type { OpenApiDocument } from "../openapi/document.ts";
import { Html, html } from "./html.ts";
import { markdown } from "./markdown.ts";
import {
  type OperationNode,
  operationView,
  type Placed,
  type Resolve,
  type ResponseNode,
  responseView,
} from "./operation-view.ts";
import { fieldList, type SchemaNode } from "./schema-view.ts";
import { FILTER_SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

interface ReferenceDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationNode>>>>;
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, OperationNode>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, SchemaNode>>;
    readonly responses: Readonly<Record<string, ResponseNode>>;
  };
}

function listPlaced(document: ReferenceDocument): readonly Placed[] {
  const all = [...Object.entries(document.paths), ...Object.entries(document.webhooks)];
  return all.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

function resolverOf(document: ReferenceDocument): Resolve {
  return <Node>(ref: string): Node => {
    let node: unknown = document;
    for (const part of ref.split("/").slice(1)) node = (node as Readonly<Record<string, unknown>>)[part];
    return node as Node;
  };
}

function navigation(document: ReferenceDocument, placed: readonly Placed[]): Html {
  const groups = document.tags.map(({ name }) => {
    const links = placed
      .filter(({ operation }) => operation.tags.includes(name))
      .map(
        ({ method, path, operation }) =>
          html`<li data-words="${`${operation.summary} ${path} ${operation.operationId}`.toLowerCase()}">
            <a href="#${operation.operationId}"
              ><span class="method ${method}">${path.startsWith("/") ? method : "event"}</span> ${operation.summary}</a
            >
          </li>`,
      );
    return html`<section>
      <h2>${name}</h2>
      <ul>
        ${links}
      </ul>
    </section>`;
  });
  return html`<nav>
    <p class="title">${document.info.title} <small>${document.info.version}</small></p>
    <input type="search" id="filter" placeholder="Filter" aria-label="Filter operations" />${groups}
    <section>
      <h2><a href="#refusals">Refusals</a></h2>
      <h2><a href="#schemas">Schemas</a></h2>
    </section>
  </nav>`;
}

function refusalsView(document: ReferenceDocument): Html[] {
  const statuses = new Map(
    listPlaced(document).flatMap(({ operation }) =>
      Object.entries(operation.responses).map(([status, { $ref = "" }]) => [
        $ref.slice($ref.lastIndexOf("/") + 1),
        status,
      ]),
    ),
  );
  return Object.entries(document.components.responses).map(
    ([name, response]) => html`<div id="refusal-${name}">${responseView(statuses.get(name) ?? "", response)}</div>`,
  );
}

function body(document: ReferenceDocument, placed: readonly Placed[]): Html {
  const options = { baseUrl: document.servers[0]?.url ?? "", resolve: resolverOf(document) };
  const groups = document.tags.map(({ name, description }) => {
    const operations = placed.filter(({ operation }) => operation.tags.includes(name));
    return html`<section>
      <h2>${name}</h2>
      ${markdown(description)}${operations.map((one) => operationView(one, options))}
    </section>`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      html`<article id="schema-${name}">
        <h3><a href="#schema-${name}">${name}</a></h3>
        ${fieldList(schema)}
      </article>`,
  );
  return html`<main>
    <h1>${document.info.title} API</h1>
    ${markdown(document.info.description)}
    <p>Machine-readable: <a href="/openapi.json">openapi.json</a></p>
    ${groups}
    <section id="refusals">
      <h2>Refusals</h2>
      ${refusalsView(document)}
    </section>
    <section id="schemas">
      <h2>Schemas</h2>
      ${schemas}
    </section>
  </main>`;
}

// Their hashes stand in the policy, so not a blank may be added.
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);
const SCRIPT_ELEMENT = new Html(`<script>${FILTER_SCRIPT}</script>`);

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

export interface ReferencePage {
  readonly text: string;
  /** Content-Security-Policy: this style, this script, nothing else. */
  readonly policy: string;
}

/** Builds the page. */
export function buildReference(openApi: OpenApiDocument): ReferencePage {
  const document = openApi as unknown as ReferenceDocument;
  const placed = listPlaced(document);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API ${document.info.version}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        ${navigation(document, placed)}${body(document, placed)} ${SCRIPT_ELEMENT}
      </body>
    </html> `;
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(FILTER_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return { text: page.text, policy };
}
