// Values that a schema allows, by chance: of every length and corner the schema names. In: a schema. Out: a value.
import type { Json } from "../openapi/schema-book.ts";
import type { Chance } from "./chance.ts";

export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly examples?: readonly Json[];
}

/** Values that make sense under a name: ids that exist, addresses that may be called. Grows while answers come in. */
export type Pool = Map<string, Json[]>;

const CHARACTERS = [
  "a",
  "Z",
  "7",
  " ",
  "-",
  "é",
  "ß",
  "漢",
  "😀",
  "\u202E",
  "'",
  '"',
  "\\",
  "<",
  "%",
  "\n",
  "\u2028",
  "\uFFFD",
];

const LONGEST_TEXT = 3_000;
const MOST_TRIES = 50;

const STRANGE_MOMENTS = [
  "0001-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
  "2024-02-29T23:59:59.123456789-23:59",
  "1969-12-31T23:59:59+14:00",
];

/** Share of known values among those under a name that has some. */
const KNOWN = 0.95;

/** How often an optional id is sent of which none is known. */
const STRANGE = 0.05;

export interface MakerParts {
  readonly chance: Chance;
  readonly pool: Pool;
  readonly resolve: (ref: string) => SchemaNode;
}

/** Makes values by chance. */
export class ValueMaker {
  readonly #parts: MakerParts;

  constructor(parts: MakerParts) {
    this.#parts = parts;
  }

  /** A value that the schema allows; `name` is the field it is for. */
  make(schema: SchemaNode, name: string): Json {
    const { chance, pool, resolve } = this.#parts;
    if (schema.$ref !== undefined) return this.make(resolve(schema.$ref), name);
    if (schema.const !== undefined) return schema.const;
    if (schema.anyOf !== undefined) return this.make(chance.pick(schema.anyOf), name);
    const isNullable = Array.isArray(schema.type) && schema.type.includes("null");
    if (isNullable && chance.isTrue(0.2)) return null;
    if (schema.enum !== undefined) return chance.pick(schema.enum);
    const known = pool.get(name);
    if (known !== undefined && known.length > 0 && chance.isTrue(KNOWN)) return chance.pick(known);
    return this.#makeType(schema, name);
  }

  #makeType(schema: SchemaNode, name: string): Json {
    const { chance } = this.#parts;
    switch (typeOf(schema)) {
      case "string":
        return this.#makeText(schema);
      case "integer":
      case "number":
        return this.#makeNumber(schema);
      case "boolean":
        return chance.isTrue(0.5);
      case "array":
        return this.#makeList(schema, name);
      case "object":
        return this.#makeObject(schema);
      case "null":
        return null;
      default:
        return chance.pick<Json>([null, true, 1.5, "any", [], { a: 1 }]);
    }
  }

  #makeText(schema: SchemaNode): string {
    const { chance } = this.#parts;
    if (schema.examples !== undefined) return String(chance.pick(schema.examples));
    switch (schema.format) {
      case "uuid":
        return crypto.randomUUID();
      case "date-time":
        return this.#makeMoment();
      case "email":
        return "someone@example.com";
      case "uri":
        return "https://example.com/hook";
      default:
        return this.#makeWord(schema);
    }
  }

  #makeMoment(): string {
    const { chance } = this.#parts;
    const usual = new Date(Date.UTC(chance.between(2020, 2030), chance.between(0, 11), 3)).toISOString();
    return chance.isTrue(0.1) ? chance.pick(STRANGE_MOMENTS) : usual;
  }

  #makeWord(schema: SchemaNode): string {
    const pattern = new RegExp(schema.pattern ?? "", "u");
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const word = this.#makeAnyWord(schema);
      if (pattern.test(word)) return word;
    }
    throw new Error(`chance gives no text for the pattern ${schema.pattern}; put an example into the schema`);
  }

  #makeAnyWord({ minLength = 0, maxLength = LONGEST_TEXT }: SchemaNode): string {
    const { chance } = this.#parts;
    const most = Math.min(maxLength, LONGEST_TEXT);
    const length = chance.pick([minLength, most, chance.between(minLength, Math.max(minLength, Math.min(most, 20)))]);
    return Array.from({ length }, () => chance.pick(CHARACTERS)).join("");
  }

  #makeNumber({ minimum = -Number.MAX_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: SchemaNode): number {
    const { chance } = this.#parts;
    const some = chance.between(Math.max(minimum, -1_000), Math.min(maximum, 1_000));
    return chance.pick([minimum, maximum, some, some]);
  }

  #makeList(schema: SchemaNode, name: string): Json {
    const { items = {}, minItems = 0, maxItems = 3, uniqueItems = false, examples } = schema;
    if (examples !== undefined && items.pattern !== undefined) return this.#parts.chance.pick(examples);
    const length = this.#parts.chance.between(minItems, Math.max(minItems, Math.min(maxItems, 3)));
    const single = name.replace(/_?ids$/, "_id");
    const values = Array.from({ length }, () => this.make(items, single));
    if (!uniqueItems) return values;
    return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  }

  #makeObject({ properties = {}, required = [], patternProperties }: SchemaNode): Json {
    const { chance, pool } = this.#parts;
    const names = Object.keys(properties).filter((name) => {
      const isStrange = properties[name]?.format === "uuid" && !pool.has(name);
      return required.includes(name) || chance.isTrue(isStrange ? STRANGE : 0.5);
    });
    const fields = names.map((name): [string, Json] => [name, this.make(properties[name] ?? {}, name)]);
    const [free] = Object.values(patternProperties ?? {});
    if (free !== undefined) fields.push(["free", this.make(free, "free")]);
    return Object.fromEntries(fields);
  }
}

/** The main type of a schema: the first that is not null. */
export function typeOf(schema: SchemaNode): string | undefined {
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return types.find((type) => type !== "null") ?? types[0];
}
