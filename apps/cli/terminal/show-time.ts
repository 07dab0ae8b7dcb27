// Times as people read them. In: ISO 8601 text or milliseconds. Out: short text. Pure but for the time zone.

/** `09:15:27.482` of today's clock. */
export function clockTime(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const ms = String(at.getMilliseconds()).padStart(3, "0");
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${ms}`;
}

const STEPS: readonly (readonly [string, number])[] = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
];

/** `3 m`, `2 h`, `5 d`: one unit is enough to know. */
function roughly(seconds: number): string {
  const [unit, size] = STEPS.find(([, each]) => seconds >= each) ?? ["s", 1];
  return `${Math.floor(seconds / size)} ${unit}`;
}

/** `3 m ago`, `in 2 h`, `-` for none. */
export function fromNow(iso: string | null | undefined): string | null {
  if (iso === null || iso === undefined) return null;
  const seconds = (Date.now() - Date.parse(iso)) / 1000;
  return seconds >= 0 ? `${roughly(seconds)} ago` : `in ${roughly(-seconds)}`;
}
