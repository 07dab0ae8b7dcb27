// Looks through a JSON text for what `JSON.parse` hides: names given twice, `__proto__`, numbers that a double can not hold,
// and depth. In: a text that parses. Out: findings, none as a rule. One pass over the characters, no recursion.
import type { ErrorDetail } from "@ticketwire/contract";

/** Deeper nesting is refused: no field of ours needs it, and recursive readers behind us must not run out of stack. */
const DEEPEST = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Shorter numbers without an exponent are always exact. */
const EXACT_DIGITS = 15;

interface Level {
  /** Names seen; null in an array. */
  readonly names: Set<string> | null;
  /** The name or index that the reader is at. */
  at: string | number;
  /** True while the next text is a name. */
  expectsName: boolean;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}

// Searching for the quote is several times faster than looking at each character.
function endOfText(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at + 1;
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

// The plain digits of a number, so that 1.50 and 1.5, or 10 and 1e1, are one.
function normalise(token: string): string {
  const [mantissa = "", exponent = "0"] = token.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const shift = Number(exponent) - fraction.length + (digits.length - digits.replace(/0+$/, "").length);
  return digits === "" ? "0" : `${digits.replace(/0+$/, "")}e${shift}`;
}

function isExact(token: string): boolean {
  if (token.length <= EXACT_DIGITS && !/[eE]/.test(token)) return true;
  const value = Number(token);
  return Number.isFinite(value) && normalise(String(value)) === normalise(token);
}

class Scan {
  readonly findings: ErrorDetail[] = [];
  readonly #levels: Level[] = [];

  get top(): Level | undefined {
    return this.#levels.at(-1);
  }

  report(message: string, code: string): void {
    const path = this.#levels.map((level) => level.at).join(".");
    this.findings.push({ path: path === "" ? "body" : path, message, code });
  }

  open(isObject: boolean): void {
    this.#levels.push({ names: isObject ? new Set() : null, at: isObject ? "" : 0, expectsName: isObject });
    if (this.#levels.length === DEEPEST + 1) this.report(`is nested deeper than ${DEEPEST} levels`, "too_deep");
  }

  close(): void {
    this.#levels.pop();
  }

  comma(): void {
    const level = this.top;
    if (level === undefined) return;
    if (typeof level.at === "number") level.at++;
    else level.expectsName = true;
  }

  name(quoted: string): void {
    const level = this.top;
    if (level === undefined || level.names === null) return;
    const name = quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
    level.at = name;
    level.expectsName = false;
    if (name === "__proto__") this.report("is not allowed as a name", "forbidden_name");
    if (level.names.has(name)) this.report("is given twice", "duplicate");
    level.names.add(name);
  }
}

function scanNumber(scan: Scan, text: string, start: number): number {
  NUMBER.lastIndex = start;
  const [token = text[start] ?? ""] = NUMBER.exec(text) ?? [];
  if (!isExact(token))
    scan.report(`can not be kept exactly as a number: ${token.slice(0, 40)}; send it as a text`, "not_exact");
  return start + token.length;
}

function scanText(scan: Scan, text: string, start: number): number {
  const end = endOfText(text, start);
  if (scan.top?.expectsName) scan.name(text.slice(start, end));
  return end;
}

/** What is wrong with a JSON text that parses; stops at the first finding. */
export function scanJson(text: string): readonly ErrorDetail[] {
  const scan = new Scan();
  for (let at = 0; at < text.length && scan.findings.length === 0;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = scanText(scan, text, at);
    else if (code === MINUS || (code >= ZERO && code <= NINE)) at = scanNumber(scan, text, at);
    else {
      at++;
      if (code === OPEN_OBJECT || code === OPEN_ARRAY) scan.open(code === OPEN_OBJECT);
      else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) scan.close();
      else if (code === COMMA) scan.comma();
    }
  }
  return scan.findings;
}
