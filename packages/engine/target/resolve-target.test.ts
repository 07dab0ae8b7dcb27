import { describe, expect, test } from "vitest";
import { createTargetPolicy, type TargetPolicy } from "./policy.ts";
import { resolveTarget, type Lookup, type ResolvedTarget } from "./resolve-target.ts";
import { parseTarget } from "./target.ts";

function policyOf(...allowTargets: readonly string[]): TargetPolicy {
  const parsed = createTargetPolicy({ allowHttp: true, allowTargets });
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return parsed.policy;
}

function resolve(url: string, lookup: Lookup, policy = policyOf()): Promise<ResolvedTarget> {
  const parsed = parseTarget(url, policy);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return resolveTarget(parsed.target, policy, { lookup });
}

const answering =
  (...addresses: readonly string[]): Lookup =>
  () =>
    Promise.resolve(addresses);
const failing =
  (code: string): Lookup =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code }));
const never: Lookup = () => Promise.reject(new Error("DNS was asked"));

describe("a name is judged by every address it has", () => {
  test("public ones pass, in the resolver's order", async () => {
    expect(await resolve("https://hooks.example.com/", answering("2606:4700::1", "8.8.8.8"))).toEqual({
      kind: "ok",
      addresses: ["2606:4700::1", "8.8.8.8"],
    });
  });

  test.each([
    ["https://127.0.0.1.nip.io/", ["127.0.0.1"]],
    ["https://customer1.app.localhost.my.company.127.0.0.1.nip.io/", ["127.0.0.1"]],
    ["https://localtest.me/", ["::1", "127.0.0.1"]],
    ["https://metadata.google.internal/", ["169.254.169.254"]],
    ["https://one-good-one-bad.example.com/", ["8.8.8.8", "10.0.0.1"]],
    ["https://one-bad-one-good.example.com/", ["169.254.169.254", "8.8.8.8"]],
    ["https://good4-bad6.example.com/", ["8.8.8.8", "::1"]],
    ["https://mapped.example.com/", ["::ffff:127.0.0.1"]],
    ["https://nat64.example.com/", ["64:ff9b::a00:1"]],
    ["https://scoped.example.com/", ["fe80::1%eth0"]],
    ["https://global-scoped.example.com/", ["2606:4700::1%eth0"]],
    ["https://zero.example.com/", ["0.0.0.0"]],
    ["https://last-of-many.example.com/", [...Array.from({ length: 200 }, (_, i) => `8.8.8.${i}`), "192.168.1.1"]],
    ["https://nonsense.example.com/", ["not an address"]],
  ])("%s is refused", async (url, addresses) => {
    expect(await resolve(url, answering(...addresses))).toMatchObject({ kind: "refused", code: "address" });
  });

  test("the message tells the kind of address but not the address, which may be somebody's inside", async () => {
    const resolved = await resolve("https://intranet.example.com/", answering("10.20.30.40"));
    expect(resolved).toMatchObject({ message: expect.stringContaining("a private address") });
    expect(JSON.stringify(resolved)).not.toContain("10.20.30.40");
  });

  test("a name may stand for what the operator opened", async () => {
    expect(await resolve("https://hooks.corp/", answering("10.1.2.3"), policyOf("10.1.0.0/16"))).toEqual({
      kind: "ok",
      addresses: ["10.1.2.3"],
    });
  });

  test("a resolver that answers differently the second time changes neither the first answer nor the second judgement", async () => {
    const answers = [["8.8.8.8"], ["127.0.0.1"]];
    const rebinding: Lookup = () => Promise.resolve(answers.shift() ?? []);
    expect(await resolve("https://rebind.example.com/", rebinding)).toEqual({ kind: "ok", addresses: ["8.8.8.8"] });
    expect(await resolve("https://rebind.example.com/", rebinding)).toMatchObject({ kind: "refused" });
  });
});

describe("what needs no resolver does not ask one", () => {
  test("addresses and loopback names", async () => {
    expect(await resolve("https://8.8.8.8/", never)).toEqual({ kind: "ok", addresses: ["8.8.8.8"] });
    expect(await resolve("http://localhost/", never, policyOf("127.0.0.0/8", "::1"))).toEqual({
      kind: "ok",
      addresses: ["127.0.0.1", "::1"],
    });
  });

  test("an address is judged again under the policy of the moment", async () => {
    const parsed = parseTarget("https://10.0.0.1/", policyOf("10.0.0.0/8"));
    if (parsed.kind === "refused") throw new Error(parsed.message);
    expect(await resolveTarget(parsed.target, policyOf(), { lookup: never })).toMatchObject({ kind: "refused" });
  });
});

describe("a resolver that fails is a value, not an exception", () => {
  test.each([
    ["ENOTFOUND", "does not exist"],
    ["EAI_AGAIN", "did not answer"],
    ["ETIMEOUT", "in time"],
    ["ESOMETHING", "could not be resolved"],
  ])("%s", async (code, words) => {
    const resolved = await resolve("https://hooks.example.com/", failing(code));
    expect(resolved).toMatchObject({ kind: "dns", message: expect.stringContaining(words) });
    expect(resolved).toMatchObject({ message: expect.stringContaining("hooks.example.com") });
  });

  test("no address at all", async () => {
    expect(await resolve("https://hooks.example.com/", answering())).toMatchObject({ kind: "dns" });
  });

  test("a signal ends the waiting for a resolver that hangs", async () => {
    const policy = policyOf();
    const parsed = parseTarget("https://hooks.example.com/", policy);
    if (parsed.kind === "refused") throw new Error(parsed.message);
    const hanging: Lookup = () => new Promise(() => undefined);
    const controller = new AbortController();
    const waiting = resolveTarget(parsed.target, policy, { lookup: hanging, signal: controller.signal });
    controller.abort();
    expect(await waiting).toMatchObject({ kind: "dns", message: expect.stringContaining("in time") });
    expect(await resolveTarget(parsed.target, policy, { lookup: hanging, signal: AbortSignal.abort() })).toMatchObject({
      kind: "dns",
    });
  });
});
