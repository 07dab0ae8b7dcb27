// Whether the test vectors could notice a verifier that is wrong: the verifier's own source is made wrong in one place at a
// time, bundled, and held to every vector. A mutant that agrees with all of them would mean that a vector is missing, in
// this repository and in every language that is checked against them.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ALGA_VECTORS, STANDARD_VECTORS, type Vector } from "@ticketwire/contract/vectors/cases";
import { rolldown } from "rolldown";
import { expect, it } from "vitest";
import type { verify } from "./verify.ts";

type Verify = typeof verify;

/** In a file, what is written there and what a mistake would write. */
type Mutant = readonly [file: string, right: string, wrong: string];

const SIGNATURE = "lib/signature-header.ts";
const SECRETS = "lib/secret-keys.ts";
const HEADERS = "lib/delivery-headers.ts";
const VERIFY = "verify/verify.ts";

const MUTANTS: Readonly<Record<string, Mutant>> = {
  "takes any signature": [SECRETS, "return matched === 1", "return matched >= 0"],
  "takes no signature": [SECRETS, "return matched === 1", "return matched > 1"],
  "looks at the last v1 only": [SECRETS, "matched |= equalBytes", "matched = equalBytes"],
  "looks at the first v1 only": [SECRETS, "of macs) matched", "of macs.slice(0, 1)) matched"],
  "looks at the first secret only": [SECRETS, "for (const key of keys)", "for (const key of keys.slice(0, 1))"],
  "looks at the last secret only": [SECRETS, "for (const key of keys)", "for (const key of keys.slice(-1))"],
  "compares all but the last byte": [SECRETS, "index < left.length; index", "index < left.length - 1; index"],
  "knows whsec_ as a text only": [SECRETS, "[decoded, whole]", "[whole]"],
  "takes what is too old": [
    VERIFY,
    "Math.abs(skewSeconds) <= tolerance",
    "skewSeconds <= tolerance || skewSeconds > 0",
  ],
  "takes what comes from the future": [VERIFY, "Math.abs(skewSeconds) <= tolerance", "skewSeconds <= tolerance"],
  "refuses at the very edge": [VERIFY, "Math.abs(skewSeconds) <= tolerance", "Math.abs(skewSeconds) < tolerance"],
  "takes a second too much": [VERIFY, "Math.abs(skewSeconds) <= tolerance", "Math.abs(skewSeconds) <= tolerance + 1"],
  "mixes up late and early": [VERIFY, 'skewSeconds > 0 ? "timestamp_too_old"', 'skewSeconds < 0 ? "timestamp_too_old"'],
  "signs without the time": [VERIFY, "prefix: `${parsed.timestamp}.` };\n    return", 'prefix: "" };\n    return'],
  "signs the time as a number": [VERIFY, "prefix: `${parsed.timestamp}.`", "prefix: `${Number(parsed.timestamp)}.`"],
  "signs without the id": [VERIFY, "`${standardId}.${parsed.timestamp}.`", "`${parsed.timestamp}.`"],
  "needs no signature": [VERIFY, "if (!isAuthentic)", "if (!isAuthentic && wire.signature === undefined)"],
  "takes digits of other scripts": [SIGNATURE, "/^\\d{1,15}$/", "/^\\p{Nd}{1,15}$/u"],
  "takes a sign": [SIGNATURE, "/^\\d{1,15}$/", "/^[+-]?\\d{1,15}$/"],
  "takes a fraction": [SIGNATURE, "/^\\d{1,15}$/", "/^\\d{1,15}(\\.\\d+)?$/"],
  "takes any number of digits": [SIGNATURE, "/^\\d{1,15}$/", "/^\\d+$/"],
  "takes the first of two different t": [SIGNATURE, "(timestamp ?? value) !== value", "timestamp !== undefined"],
  "takes the last of two different t": [SIGNATURE, "|| (timestamp ?? value) !== value", ""],
  "takes upper case": [SIGNATURE, "/^[0-9a-f]{64}$/", "/^[0-9a-f]{64}$/i"],
  "takes a longer v1": [SIGNATURE, "/^[0-9a-f]{64}$/", "/^[0-9a-f]{64}/"],
  "takes a shorter v1": [SIGNATURE, "/^[0-9a-f]{64}$/", "/^[0-9a-f]{2,64}$/"],
  "takes any version": [SIGNATURE, 'key === "v1" &&', 'key.startsWith("v") &&'],
  "takes keys in any case": [
    SIGNATURE,
    "slice(0, Math.max(equals, 0)).trim()",
    "slice(0, equals).trim().toLowerCase()",
  ],
  "does not trim keys": [SIGNATURE, "slice(0, Math.max(equals, 0)).trim()", "slice(0, Math.max(equals, 0))"],
  "does not trim values": [SIGNATURE, "slice(equals + 1).trim()", "slice(equals + 1)"],
  "gives up at a malformed v1": [
    SIGNATURE,
    "macs.push(hexToBytes(value));\n    }",
    'macs.push(hexToBytes(value));\n    } else if (key === "v1") return null;',
  ],
  "gives up at an unknown key": [
    SIGNATURE,
    "macs.push(hexToBytes(value));\n    }",
    "macs.push(hexToBytes(value));\n    } else return null;",
  ],
  "needs no v1": [SIGNATURE, "timestamp === undefined || macs.length === 0", "timestamp === undefined"],
  "takes any version of Standard Webhooks": [SIGNATURE, 'token === "v1" ?', "index % 2 === 0 ?"],
  "does not split at a comma": [SIGNATURE, "split(/[\\s,]+/)", "split(/\\s+/)"],
  "reads names in one case only": [HEADERS, "KEY_BY_NAME.get(name.toLowerCase())", "KEY_BY_NAME.get(name)"],
};

const FOLDER = fileURLToPath(new URL("..", import.meta.url));

/** `verify` of the source with one mistake in it, or with none. */
async function load(mutant?: Mutant): Promise<Verify> {
  const build = await rolldown({
    input: `${FOLDER}verify/verify.ts`,
    platform: "neutral",
    logLevel: "silent",
    plugins: [
      { name: "mutant", load: (id) => (mutant !== undefined && id === FOLDER + mutant[0] ? spoil(mutant) : null) },
    ],
  });
  const { output } = await build.generate({ format: "esm" });
  await build.close();
  const { verify: made } = await import(
    `data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`
  );
  return made as Verify;
}

function spoil([file, right, wrong]: Mutant): { readonly code: string; readonly moduleType: "ts" } {
  const source = readFileSync(FOLDER + file, "utf8");
  const pieces = source.split(right);
  if (pieces.length !== 2) throw new Error(`${file} has ${pieces.length - 1} places that say ${right}`);
  return { code: pieces.join(wrong), moduleType: "ts" };
}

/** The names of the vectors that a verifier gets wrong. */
async function wrongAnswers(check: Verify): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const vector of [...ALGA_VECTORS, ...STANDARD_VECTORS]) {
    const said = await answer(check, vector);
    if (said !== vector.expect) wrong.push(vector.name);
  }
  return wrong;
}

async function answer(check: Verify, { headers, body_base64: body, secrets, now }: Vector): Promise<string> {
  try {
    const result = await check(Buffer.from(body, "base64"), headers, { secrets, now: now * 1000 });
    // A right signature over something else than an event is right all the same.
    return result.kind === "event" || result.code.startsWith("body_") ? "valid" : result.code;
  } catch {
    return "thrown";
  }
}

it("the verifier as it is agrees with every vector", async () => {
  expect(await wrongAnswers(await load())).toEqual([]);
});

it.each(Object.entries(MUTANTS))("a verifier that %s is found out", async (_, mutant) => {
  expect(await wrongAnswers(await load(mutant))).not.toEqual([]);
});
