// One operation for the eye: what it is, what it takes, how it is called, what it answers. In: an operation. Out: HTML.
import { type Html, html } from "./html.ts";
import { markdown } from "./markdown.ts";
import { fieldList, fieldRow, type SchemaNode } from "./schema-view.ts";

interface MediaType {
  readonly schema: SchemaNode;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface ParameterNode {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: SchemaNode;
}

export interface ResponseNode {
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface OperationNode {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters?: readonly ParameterNode[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, MediaType>> };
  readonly responses: Readonly<Record<string, ResponseNode>>;
}

/** An operation and where it stands. */
export interface Placed {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationNode;
}

/** Finds what a reference names. */
export type Resolve = <Node>(ref: string) => Node;

function exampleOf(content: MediaType | undefined): unknown {
  if (content === undefined) return undefined;
  return content.example ?? Object.values(content.examples ?? {})[0]?.value;
}

function code(value: unknown): Html {
  return html`<pre><code>${typeof value === "string" ? value : JSON.stringify(value, null, 2)}</code></pre>`;
}

function curl(placed: Placed, baseUrl: string): string {
  const { method, path, operation } = placed;
  const lines = [`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}'${baseUrl}${path}'`];
  if (operation.security.length > 0) lines.push("-H 'X-API-Key: <your key>'");
  const body = exampleOf(operation.requestBody?.content["application/json"]);
  if (body !== undefined) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d '${JSON.stringify(body, null, 2).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

const PLACES = [
  ["path", "In the path"],
  ["query", "In the query string"],
] as const;

function parameterList(parameters: readonly ParameterNode[]): Html {
  const rows = parameters.map(({ name, required = false, schema, description }) =>
    fieldRow({ name, isRequired: required, schema, ...(description === undefined ? {} : { description }) }),
  );
  return html`<dl class="fields">${rows}</dl>`;
}

// Headers are nearly the same everywhere, so they are folded away.
function parametersView(parameters: readonly ParameterNode[]): Html {
  const lists = PLACES.map(([place, title]) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    return (
      here.length > 0 &&
      html`<h4>${title}</h4>
        ${parameterList(here)}`
    );
  });
  const headers = parameters.filter((parameter) => parameter.in === "header");
  const folded = html`<details>
    <summary>Headers: ${headers.map(({ name }) => name).join(", ")}</summary>
    ${parameterList(headers)}
  </details>`;
  return html`${lists}${headers.length > 0 && folded}`;
}

function bodyView(operation: OperationNode, resolve: Resolve): Html | null {
  const content = operation.requestBody?.content["application/json"];
  if (content === undefined) return null;
  const schema = content.schema.$ref === undefined ? content.schema : resolve<SchemaNode>(content.schema.$ref);
  return html`<h4>Body${operation.requestBody?.required === false && " (may be left out)"}</h4>
    ${fieldList(schema)}`;
}

/** Renders one answer, folded. */
export function responseView(status: string, response: ResponseNode): Html {
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
  const example = exampleOf(content);
  const kind = status.startsWith("2") ? "good" : status.startsWith("3") ? "same" : "bad";
  return html`<details>
    <summary>
      <span class="status ${kind}">${status}</span> ${response.description.replaceAll(/[*`]/g, "").split("\n")[0]}
    </summary>
    ${markdown(response.description)}${
      content &&
      html`<p class="type">${type}</p>
        ${fieldList(content.schema)}`
    }${example !== undefined && code(example)}
  </details>`;
}

// Refusals are the same everywhere: each stands once, at the end of the page, and is linked to.
function answersView(operation: OperationNode): Html {
  const answers = Object.entries(operation.responses);
  const own = answers.map(([status, node]) => node.$ref === undefined && responseView(status, node));
  const refusals = answers.map(([status, { $ref }]) => {
    const name = $ref?.slice($ref.lastIndexOf("/") + 1);
    return name !== undefined && html` <a class="status bad" href="#refusal-${name}">${status}</a>`;
  });
  return html`${own}${refusals.some(Boolean) && html`<p class="refusals">Refusals:${refusals}</p>`}`;
}

/** Renders one operation; `anchor` is its id on the page. */
export function operationView(placed: Placed, options: { readonly baseUrl: string; readonly resolve: Resolve }): Html {
  const { method, path, operation } = placed;
  const { resolve, baseUrl } = options;
  const parameters = (operation.parameters ?? []).map((node) =>
    node.$ref === undefined ? node : resolve<ParameterNode>(node.$ref),
  );
  const isEvent = !path.startsWith("/");
  return html`<article id="${operation.operationId}">
    <h3><a href="#${operation.operationId}">${operation.summary}</a></h3>
    <p class="place"><span class="method ${method}">${isEvent ? "event" : method}</span> <code>${path}</code></p>
    ${operation.description !== undefined && markdown(operation.description)}
    ${parametersView(parameters)}${bodyView(operation, resolve)}
    <h4>${isEvent ? "What is sent" : "Example"}</h4>
    ${code(isEvent ? exampleOf(operation.requestBody?.content["application/json"]) : curl(placed, baseUrl))}
    <h4>Answers</h4>
    ${answersView(operation)}
  </article>`;
}
