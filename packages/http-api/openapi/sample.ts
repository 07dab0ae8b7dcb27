// A plausible value for a schema: the examples of the description, of the reference and of the contract test.
// In: a schema with its references resolved or not. Out: the same value every time.
import { FIELD_SAMPLES } from "./field-samples.ts";
import type { Json } from "./schema-book.ts";

interface Schema {
  readonly $ref?: string;
  readonly examples?: readonly Json[];
  readonly default?: Json;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

const FORMAT_SAMPLES: Readonly<Record<string, string>> = {
  uuid: "01890a5d-ac96-774b-bcce-b302099a8057",
  "date-time": "2026-01-31T08:00:00.000Z",
  email: "ada@example.com",
  uri: "https://example.com/hook",
};

function sampleText(schema: Schema): string {
  const text = FORMAT_SAMPLES[schema.format ?? ""] ?? "text";
  return text.padEnd(schema.minLength ?? 0, "x");
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function isOfType(schema: Schema, value: Json): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((branch) => isOfType(branch, value));
  const wanted = [schema.type ?? "object"].flat().map((type) => (type === "integer" ? "number" : type));
  return wanted.includes(typeOf(value));
}

/** Takes samples; `resolve` finds what a reference names. */
export class Sampler {
  readonly #resolve: (ref: string) => Json;

  constructor(resolve: (ref: string) => Json) {
    this.#resolve = resolve;
  }

  /** A value that the schema allows. */
  sample(schema: Json): Json {
    return this.#sample(schema as Schema);
  }

  #sample(schema: Schema, name = ""): Json {
    if (schema.$ref !== undefined) return this.#sample(this.#resolve(schema.$ref) as Schema, name);
    const [given] = schema.examples ?? schema.enum ?? [];
    if (given !== undefined) return given;
    if (schema.const !== undefined) return schema.const;
    if (schema.default !== undefined) return schema.default;
    const known = FIELD_SAMPLES[name];
    if (known !== undefined && isOfType(schema, known)) return known;
    const [branch] = schema.anyOf ?? [];
    return branch === undefined ? this.#sampleType(schema) : this.#sample(branch);
  }

  #sampleType(schema: Schema): Json {
    const type = typeof schema.type === "string" ? schema.type : schema.type?.[0];
    switch (type) {
      case "string":
        return sampleText(schema);
      case "integer":
      case "number":
        return schema.minimum ?? 1;
      case "boolean":
        return true;
      case "array":
        return schema.items === undefined ? [] : [this.#sample(schema.items)];
      case "object":
        return this.#sampleObject(schema);
      default:
        return null;
    }
  }

  #sampleObject(schema: Schema): Json {
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([name, inner]) => [name, this.#sample(inner, name)]));
  }
}
