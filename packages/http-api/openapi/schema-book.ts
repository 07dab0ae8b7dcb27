// Named schemas, each written down once and referred to from everywhere. In: schemas as routes use them.
// Out: the same with references in place of what has a name, and the book of names.
import type { TSchema } from "typebox";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Collects the schemas that carry a title (`named`). */
export class SchemaBook {
  readonly #schemas = new Map<string, { readonly text: string; readonly schema: Json }>();

  /** The schema with a reference wherever a named one stands. */
  refer(schema: TSchema): Json {
    return this.#walk(schema);
  }

  /** All names, in alphabetical order. */
  list(): Readonly<Record<string, Json>> {
    const entries = [...this.#schemas].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([name, { schema }]) => [name, schema]));
  }

  #walk(value: unknown): Json {
    if (Array.isArray(value)) return value.map((inner) => this.#walk(inner));
    if (!isPlain(value)) return value as Json;
    const { title } = value;
    // A property may be called "title" too; then it is a schema itself and no text.
    return typeof title === "string" ? this.#enter(title, value) : this.#walkFields(value);
  }

  #walkFields(value: Plain): Json {
    const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(fields.map(([name, inner]) => [name, this.#walk(inner)]));
  }

  #enter(name: string, value: Plain): Json {
    const schema = this.#walkFields(value);
    const text = JSON.stringify(schema);
    const known = this.#schemas.get(name);
    if (known === undefined) this.#schemas.set(name, { text, schema });
    else if (known.text !== text)
      throw new Error(`Two different schemas are named ${name}; give one of them another name.`);
    return { $ref: `#/components/schemas/${name}` };
  }
}
