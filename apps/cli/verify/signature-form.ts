// The two forms of a signature, taken apart, or where they are malformed. In: what was pasted. Out: what was claimed. Pure.

/** A signature that can be checked. */
export interface Claim {
  /** As it stands there: this very text was signed. */
  readonly timestamp: string;
  /** What was signed before the body. */
  readonly prefix: string;
  readonly macs: readonly string[];
  readonly encoding: "hex" | "base64";
}

/** What Standard Webhooks sends in headers of their own. */
export interface StandardParts {
  readonly id?: string;
  readonly timestamp?: string;
}

const EXAMPLE = "t=1767225600,v1=<64 hexadecimal digits>";
const NAME = /^\s*(x-alga-signature|webhook-signature)\s*:\s*/i;
const SHOWN = 40;

/** A claim, or a sentence that says where the header is malformed. */
export function readClaim(pasted: string, standard: StandardParts): Claim | string {
  const header = pasted.replace(NAME, "").trim();
  if (header === "") return "the signature is empty";
  return header.startsWith("v1,") ? readStandard(header, standard) : readAlga(header);
}

function readAlga(header: string): Claim | string {
  let timestamp: string | undefined;
  const macs: string[] = [];
  for (const [index, part] of header.split(",").entries()) {
    const at = part.indexOf("=");
    const name = part.slice(0, Math.max(at, 0)).trim();
    const value = part.slice(at + 1).trim();
    const problem = name === "t" ? findTimeProblem(value, timestamp) : name === "v1" ? findMacProblem(value) : null;
    if (problem !== null) return `part ${index + 1} ("${part.trim().slice(0, SHOWN)}") ${problem}`;
    if (name === "t") timestamp = value;
    if (name === "v1") macs.push(value);
  }
  if (timestamp === undefined) return `there is no t=<unix seconds>; it looks like ${EXAMPLE}`;
  if (macs.length === 0) return `there is no v1=<signature>; it looks like ${EXAMPLE}`;
  return { timestamp, prefix: `${timestamp}.`, macs, encoding: "hex" };
}

function findTimeProblem(value: string, earlier: string | undefined): string | null {
  if (!/^\d{1,15}$/.test(value)) return "must be t=<unix seconds>";
  if (value.length > 11) return "has a time in milliseconds; it is in seconds";
  return earlier === undefined || earlier === value ? null : "is a second, other t";
}

function findMacProblem(value: string): string | null {
  if (/^[0-9a-f]{64}$/.test(value)) return null;
  if (/^[0-9a-f]{64}$/i.test(value)) return "has upper-case digits; they are lower case";
  return `must be v1=<64 hexadecimal digits>, it has ${value.length} characters`;
}

function readStandard(header: string, { id, timestamp }: StandardParts): Claim | string {
  if (id === undefined || timestamp === undefined)
    return "this is the Standard Webhooks form: give webhook-id as --id and webhook-timestamp as --timestamp, too";
  if (!/^\d{1,11}$/.test(timestamp))
    return `webhook-timestamp must be unix seconds, not "${timestamp.slice(0, SHOWN)}"`;
  const macs = header.split(/\s+/).flatMap((part) => (part.startsWith("v1,") ? [part.slice(3)] : []));
  if (macs.every((mac) => Buffer.from(mac, "base64").length !== 32)) return "no part is v1,<base64 of 32 bytes>";
  return { timestamp, prefix: `${id}.${timestamp}.`, macs, encoding: "base64" };
}
