// The words in which routes describe themselves: small schemas that validate, document and type at once.
// In: names and limits. Out: TypeBox schemas, which are plain JSON Schema.
import { isUuid } from "@ticketwire/contract";
import { type Static, type TObject, type TProperties, type TSchema, type TUnsafe, Type } from "typebox";

export { type Static, Type } from "typebox";

/** Any UUID, upper or lower case. */
export const Uuid = Type.String({ format: "uuid" });

/** ISO 8601 with a zone: `2026-01-31T08:00:00.000Z`. */
export const Timestamp = Type.String({ format: "date-time" });

/** A text of `min` to `max` characters. */
export function text(min: number, max: number): ReturnType<typeof Type.String> {
  return Type.String({ minLength: min, maxLength: max });
}

/** The pattern of a text that holds more than white space. */
export const NOT_BLANK = String.raw`\S`;

/** An object that knows all its fields: any other is refused by name. */
export function record<Properties extends TProperties>(
  properties: Properties,
  options: { readonly description?: string } = {},
): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** The same schema under a name: it stands once in the OpenAPI file and is referred to from everywhere. */
export function named<Schema extends TSchema>(name: string, schema: Schema): Schema {
  return { ...schema, title: name };
}

/** One of these words. */
export function oneOf<const Words extends readonly string[]>(
  words: Words,
  options: { readonly description?: string } = {},
): TUnsafe<Words[number]> {
  return Type.Unsafe<Words[number]>({ type: "string", enum: [...words], ...options });
}

interface PlainSchema {
  readonly type?: unknown;
  readonly title?: unknown;
  readonly enum?: readonly unknown[];
}

/** This, or `null`. */
export function nullable<Schema extends TSchema>(schema: Schema): TUnsafe<Static<Schema> | null> {
  const plain: PlainSchema = schema;
  if (typeof plain.type !== "string" || plain.title !== undefined)
    return Type.Unsafe<Static<Schema> | null>({ anyOf: [schema, { type: "null" }] });
  const words = plain.enum === undefined ? {} : { enum: [...plain.enum, null] };
  return Type.Unsafe<Static<Schema> | null>({ ...schema, type: [plain.type, "null"], ...words });
}

const DATE_TIME =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** True for a moment that exists in the calendar and, in UTC, lies in the years 1 to 9999. */
export function isTimestamp(value: string): boolean {
  const parts = DATE_TIME.exec(value);
  if (parts === null || Number(parts[3]) > daysOf(Number(parts[1]), Number(parts[2]))) return false;
  const year = new Date(value).getUTCFullYear();
  return year >= 1 && year <= 9999;
}

// One @, something on both sides, no white space: what mail servers agree on. Delivery is the only real test.
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)*$/u;

/** The formats that schemas may name. */
export const FORMATS: Readonly<Record<string, (value: string) => boolean>> = {
  uuid: isUuid,
  "date-time": isTimestamp,
  email: (value) => value.length <= 254 && EMAIL.test(value),
  uri: (value) => URL.canParse(value),
};
