// A schema for the eye: a list of fields with their types and limits; named schemas become links. In: a schema. Out: HTML.
import { type Html, html } from "./html.ts";
import { markdownLine } from "./markdown.ts";

export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** The type in one line, with links to named schemas. */
export function typeLine(schema: SchemaNode): Html {
  if (schema.$ref !== undefined) return html`<a href="#schema-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`;
  if (schema.anyOf !== undefined)
    return html`${schema.anyOf.map((branch, index) => html`${index > 0 && " or "}${typeLine(branch)}`)}`;
  if (schema.items !== undefined) return html`list of ${typeLine(schema.items)}`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["any"]);
  const names = types.map((type) => (type === "string" && schema.format !== undefined ? schema.format : type));
  return html`${names.join(" or ")}`;
}

function range(what: string, least: number | undefined, most: number | undefined): string | null {
  if (least === undefined && most === undefined) return null;
  if (least === undefined) return `at most ${most}${what}`;
  return most === undefined ? `at least ${least}${what}` : `${least} to ${most}${what}`;
}

function limitsOf(schema: SchemaNode): Html {
  const notes = [
    range(" characters", schema.minLength, schema.maxLength),
    range(" entries", schema.minItems, schema.maxItems),
    range("", schema.minimum, schema.maximum),
    schema.default === undefined ? null : `default ${JSON.stringify(schema.default)}`,
  ].filter((note) => note !== null);
  const words = schema.enum ?? schema.items?.enum ?? [];
  return html`${notes.length > 0 && html`<span class="limits">${notes.join(", ")}</span>`}${
    words.length > 0 && html`<span class="words">${words.map((word) => html`<code>${String(word)}</code> `)}</span>`
  }`;
}

/** What stands beside a field's name. */
export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: SchemaNode;
  readonly description?: string;
}

function innerOf(schema: SchemaNode): SchemaNode | undefined {
  if (schema.properties !== undefined) return schema;
  return schema.items?.properties === undefined ? undefined : schema.items;
}

/** One line of a field list, with inner fields below it. */
export function fieldRow({ name, isRequired, schema, description = schema.description }: Field): Html {
  const inner = innerOf(schema);
  return html`<div class="field">
    <dt>
      <code>${name}</code>
      <span class="type">${typeLine(schema)}</span>${isRequired && html` <span class="required">required</span>`}
    </dt>
    <dd>
      ${description !== undefined && html`<span>${markdownLine(description)}</span>`}${limitsOf(schema)}${inner && fieldList(inner)}
    </dd>
  </div>`;
}

/** All fields of an object. */
export function fieldList(schema: SchemaNode): Html {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return html`<p class="type">${typeLine(schema)}</p>`;
  const rows = fields.map(([name, inner]) =>
    fieldRow({ name, isRequired: schema.required?.includes(name) ?? false, schema: inner }),
  );
  return html`<dl class="fields">${rows}</dl>`;
}
