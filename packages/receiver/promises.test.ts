// The promises of the package about itself: no dependency, nothing of Node.js in the core, small, and the same constants
// as the contract. Measured on the bundle that an application would ship.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import * as contract from "@ticketwire/contract";
import { rolldown } from "rolldown";
import { describe, expect, it } from "vitest";
import { EVENT_TYPES } from "@ticketwire/contract/events";
import { DELIVERY_HEADERS, STANDARD_HEADERS } from "@ticketwire/contract/headers";
import { LIMITS } from "@ticketwire/contract/limits";

const manifest = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")) as {
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly exports: Readonly<Record<string, string>>;
};
interface Bundle {
  readonly code: string;
  readonly imports: readonly string[];
}

/** A source file with all it imports, as one minified file. */
async function bundle(file: string): Promise<Bundle> {
  const input = fileURLToPath(new URL(file, import.meta.url));
  const build = await rolldown({ input, platform: "neutral", logLevel: "silent" });
  const { output } = await build.generate({ format: "esm", minify: true });
  await build.close();
  const [chunk] = output;
  return { code: chunk.code, imports: [...chunk.imports, ...chunk.dynamicImports] };
}

describe("@ticketwire/receiver", () => {
  it("has no dependencies", () => {
    expect([manifest.dependencies ?? {}, manifest.peerDependencies ?? {}]).toEqual([{}, {}]);
  });

  it("keeps its core at 12 kB minified and packed: verify, createReceiver and the memory store", async () => {
    const { code } = await bundle("testkit/core-consumer.ts");
    expect(gzipSync(code).length).toBeLessThanOrEqual(12_000);
    // Before packing it is more (docs/decisions/0020); this keeps it from growing unseen.
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(21_000);
    // Small because it is small, not because it is empty.
    for (const part of [DELIVERY_HEADERS.signature, "createReceiver", "createMemoryStore"])
      expect(code).toContain(part);
  });

  it("costs who only verifies 8 kB even before packing", async () => {
    const { code } = await bundle("testkit/verify-consumer.ts");
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(8_000);
    expect(code).toContain(DELIVERY_HEADERS.signature);
  });

  it.each(Object.entries(manifest.exports))("imports nothing in its entry %s", async (_, file) => {
    expect((await bundle(file)).imports).toEqual([]);
  });

  it("takes its names and numbers from the contract's own files", () => {
    expect(contract.EVENT_TYPES).toBe(EVENT_TYPES);
    expect(contract.DELIVERY_HEADERS).toBe(DELIVERY_HEADERS);
    expect(contract.STANDARD_HEADERS).toBe(STANDARD_HEADERS);
    expect(contract.LIMITS).toBe(LIMITS);
  });
});

describe("on an edge runtime", () => {
  it("the core runs with nothing but web globals", async () => {
    const build = await rolldown({
      input: fileURLToPath(new URL("testkit/edge-consumer.ts", import.meta.url)),
      logLevel: "silent",
    });
    const { output } = await build.generate({ format: "iife", name: "edge" });
    await build.close();
    const web = {
      crypto,
      TextEncoder,
      TextDecoder,
      atob,
      btoa,
      AbortController,
      AbortSignal,
      URL,
      Headers,
      Request,
      Response,
    };
    // Typed arrays and the like are the context's own, as on a runtime where nothing of Node.js is in reach.
    const context = createContext({ ...web, setTimeout, clearTimeout, setInterval, clearInterval, console });
    runInContext(`${output[0].code}; globalThis.edge = edge;`, context);
    const answers = (await runInContext("edge.receiveTwice()", context)) as readonly unknown[];
    expect([...answers]).toEqual([200, '{"status":"handled"}', 200, '{"status":"duplicate"}', 401]);
  });
});
