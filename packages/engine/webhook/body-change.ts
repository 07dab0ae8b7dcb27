// Pure: in which way a body differs from the one that was signed, said so that a person finds what changed it.

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withSortedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, withSortedKeys(value[name] ?? null)]),
  );
}

/** The path of the first field that differs, `data.title`; undefined when none does. */
function firstDifference(before: Json | undefined, after: Json | undefined, path = ""): string | undefined {
  if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const difference = firstDifference(before[name], after[name], path === "" ? name : `${path}.${name}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : path;
}

/** Says how `after` differs from `before`, which was signed; completes "The body was changed: …". */
export function describeBodyChange(before: string, after: string): string {
  const [was, is] = [parse(before), parse(after)];
  if (after.trim() === before) return "white space was added at its ends";
  if (was === undefined || is === undefined) return "it is no JSON any more";
  if (JSON.stringify(was) === JSON.stringify(is))
    return /\s/.test(after.replaceAll(/"(?:[^"\\]|\\.)*"/g, ""))
      ? "white space was added between its parts (it was parsed and printed again)"
      : "characters were escaped or numbers written in another way (it was parsed and printed again)";
  if (JSON.stringify(withSortedKeys(was)) === JSON.stringify(withSortedKeys(is)))
    return "the order of its keys is another (it was parsed and printed again)";
  return `the value of ${firstDifference(was, is) || "the whole"} is another`;
}
