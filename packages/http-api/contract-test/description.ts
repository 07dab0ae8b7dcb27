// The description as the contract test reads it: operations with what they take, and a check of what they answer.
// In: the OpenAPI document. Out: operations, and the faults of an answer.
import { Ajv2020 } from "ajv/dist/2020.js";
import type { OpenApiDocument } from "../openapi/document.ts";
import type { Json } from "../openapi/schema-book.ts";
import { FORMATS } from "../route/schema.ts";
import type { SchemaNode } from "./value-maker.ts";

interface ParameterNode {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: SchemaNode;
}

interface OperationNode {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly ParameterNode[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, { schema: SchemaNode }>>;
  };
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly scope: string | undefined;
  readonly params: SchemaNode;
  readonly query: SchemaNode;
  readonly body: SchemaNode | undefined;
}

const METHODS: ReadonlySet<string> = new Set(["get", "post", "put", "delete"]);

function objectOf(parameters: readonly ParameterNode[], place: string): SchemaNode {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  };
}

export class Description {
  readonly #document: OpenApiDocument;
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS });

  constructor(document: OpenApiDocument) {
    this.#document = document;
    this.#ajv.addSchema(document as Record<string, unknown>, "openapi");
  }

  /** What a reference such as `#/components/schemas/Ticket` names. */
  resolve<Node>(ref: string): Node {
    let node: Json = this.#document;
    for (const part of ref.split("/").slice(1))
      node = (node as Readonly<Record<string, Json>>)[part.replaceAll("~1", "/").replaceAll("~0", "~")] ?? null;
    return node as unknown as Node;
  }

  /** Every operation that needs a key. */
  listOperations(): readonly Operation[] {
    const paths = this.#document["paths"] as unknown as Readonly<
      Record<string, Readonly<Record<string, OperationNode>>>
    >;
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method, node]) => METHODS.has(method) && node.security.length > 0)
        .map(([method, node]) => this.#readOperation(method, path, node)),
    );
  }

  #readOperation(method: string, path: string, node: OperationNode): Operation {
    const parameters = (node.parameters ?? []).map((parameter) =>
      parameter.$ref === undefined ? parameter : this.resolve<ParameterNode>(parameter.$ref),
    );
    return {
      method: method.toUpperCase(),
      path,
      operationId: node.operationId,
      scope: node.security[0]?.["ApiKey"]?.[0],
      params: objectOf(parameters, "path"),
      query: objectOf(parameters, "query"),
      body: node.requestBody?.content["application/json"]?.schema,
    };
  }

  /** What is wrong with an answer, by the description; empty when it is as described. */
  findFaults(operation: Operation, answer: { readonly status: number; readonly body: string }): readonly string[] {
    const { method, path } = operation;
    const place = `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method.toLowerCase()}/responses/${answer.status}`;
    const response = this.resolve<{ readonly $ref?: string; readonly content?: object } | null>(place);
    if (response === null) return [`status ${answer.status} is not described`];
    const pointer = response.$ref ?? place;
    const { content } = this.resolve<{ readonly content?: object }>(pointer);
    if (content === undefined) return answer.body === "" ? [] : ["a body where none is described"];
    const validate = this.#ajv.compile({ $ref: `openapi${pointer}/content/application~1json/schema` });
    if (validate(JSON.parse(answer.body))) return [];
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message ?? ""} ${JSON.stringify(error.params)}`,
    );
  }
}
