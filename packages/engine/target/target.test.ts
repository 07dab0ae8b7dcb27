import { describe, expect, test } from "vitest";
import { HOSTILE_TARGETS } from "./hostile-targets.ts";
import { createTargetPolicy, type TargetPolicy } from "./policy.ts";
import { parseTarget, type Target } from "./target.ts";

function policyOf(allowTargets: readonly string[] = [], allowHttp = true): TargetPolicy {
  const parsed = createTargetPolicy({ allowHttp, allowTargets });
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return parsed.policy;
}

function accepted(url: string, policy = policyOf()): Target {
  const parsed = parseTarget(url, policy);
  if (parsed.kind === "refused") throw new Error(`${url}: ${parsed.message}`);
  return parsed.target;
}

describe("a hostile target is refused before any DNS", () => {
  test("the table holds at least 200 of them, each once", () => {
    expect(HOSTILE_TARGETS.length).toBeGreaterThanOrEqual(200);
    expect(new Set(HOSTILE_TARGETS.map((hostile) => hostile.url)).size).toBe(HOSTILE_TARGETS.length);
  });

  test.each(HOSTILE_TARGETS)("$url", ({ url, code }) => {
    const parsed = parseTarget(url, policyOf());
    expect(parsed).toMatchObject({ kind: "refused", code });
  });

  test.each(HOSTILE_TARGETS.filter((hostile) => hostile.code !== "scheme" && hostile.url.startsWith("http:")))(
    "$url over https too",
    ({ url, code }) => {
      expect(parseTarget(url.replace("http:", "https:"), policyOf())).toMatchObject({ kind: "refused", code });
    },
  );
});

describe("an ordinary target is taken and normalised", () => {
  test.each([
    ["https://example.com", "https://example.com/", 443, "/"],
    ["HTTPS://Hooks.Example.COM/In?a=1&b=%20", "https://hooks.example.com/In?a=1&b=%20", 443, "/In?a=1&b=%20"],
    ["https://example.com:8443/x", "https://example.com:8443/x", 8443, "/x"],
    ["https://example.com:443/", "https://example.com/", 443, "/"],
    ["https://example.com./x", "https://example.com/x", 443, "/x"],
    ["http://example.com/", "http://example.com/", 80, "/"],
    ["https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4", 443, "/%C3%A4"],
    ["https://my_host.example.com/", "https://my_host.example.com/", 443, "/"],
    ["https://example.com/a@b", "https://example.com/a@b", 443, "/a@b"],
    ["https://8.8.8.8/", "https://8.8.8.8/", 443, "/"],
    ["https://134744072/", "https://8.8.8.8/", 443, "/"],
    ["https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/", 443, "/"],
    ["https://[64:ff9b::8.8.8.8]/", "https://[64:ff9b::808:808]/", 443, "/"],
    ["https://localhost.example.com/", "https://localhost.example.com/", 443, "/"],
    ["https://notlocalhost/", "https://notlocalhost/", 443, "/"],
  ])("%s", (...[url, href, port, path]) => {
    expect(accepted(url)).toMatchObject({ href, port, path, origin: new URL(href).origin });
  });

  test("the addresses of a literal are known, those of a name are not", () => {
    expect(accepted("https://8.8.8.8/")).toMatchObject({ hostname: "8.8.8.8", addresses: ["8.8.8.8"] });
    expect(accepted("https://[2606:4700::1]/")).toMatchObject({
      hostname: "2606:4700::1",
      addresses: ["2606:4700::1"],
    });
    expect(accepted("https://example.com/")).toMatchObject({ hostname: "example.com", addresses: null });
  });
});

describe("plain http", () => {
  test("is refused unless the operator allows it", () => {
    expect(parseTarget("http://example.com/", policyOf([], false))).toMatchObject({ kind: "refused", code: "scheme" });
    expect(accepted("http://example.com/").isSecure).toBe(false);
  });
});

describe("what the operator opens", () => {
  test("is reachable, and nothing beside it", () => {
    const policy = policyOf(["10.1.0.0/16", "fd00:1::/32"]);
    expect(accepted("https://10.1.2.3/", policy).addresses).toEqual(["10.1.2.3"]);
    expect(accepted("https://[fd00:1::5]/", policy).addresses).toEqual(["fd00:1::5"]);
    for (const url of ["https://10.2.0.1/", "https://[fd00:2::5]/", "https://127.0.0.1/", "https://localhost/"]) {
      expect(parseTarget(url, policy)).toMatchObject({ kind: "refused", code: "address" });
    }
  });

  test("the refusal names what the address is", () => {
    const messageOf = (url: string): unknown => Reflect.get(parseTarget(url, policyOf([])), "message");
    expect(messageOf("http://[::ffff:8.8.8.8]/")).toMatch(/ is an IPv4-mapped address; only public addresses/);
    expect(messageOf("http://10.0.0.1/")).toMatch(/^10\.0\.0\.1 is a private address;/);
  });

  test("loopback names become the loopback addresses that are open", () => {
    expect(accepted("http://localhost:8080/", policyOf(["127.0.0.0/8"])).addresses).toEqual(["127.0.0.1"]);
    expect(accepted("http://a.localhost/", policyOf(["127.0.0.0/8", "::1"])).addresses).toEqual(["127.0.0.1", "::1"]);
    expect(accepted("http://localhost./", policyOf(["::1/128"])).addresses).toEqual(["::1"]);
  });

  test("an IPv6 address that carries an IPv4 one has to be open as both", () => {
    expect(parseTarget("http://[::ffff:127.0.0.1]/", policyOf(["127.0.0.0/8"])).kind).toBe("refused");
    expect(parseTarget("http://[::ffff:127.0.0.1]/", policyOf(["::ffff:0:0/96"])).kind).toBe("refused");
    expect(parseTarget("http://[::ffff:127.0.0.1]/", policyOf(["::ffff:0:0/96", "127.0.0.0/8"])).kind).toBe("ok");
    expect(parseTarget("http://[64:ff9b:1::10.0.0.1]/", policyOf(["64:ff9b:1::/48"])).kind).toBe("refused");
    expect(parseTarget("http://[64:ff9b:1::8.8.8.8]/", policyOf(["64:ff9b:1::/48"])).kind).toBe("ok");
    expect(parseTarget("http://[64:ff9b:1:808:8:800::]/", policyOf(["64:ff9b:1::/48"])).kind).toBe("ok");
    expect(parseTarget("http://[64:ff9b:1:a00:0:100::]/", policyOf(["64:ff9b:1::/48"])).kind).toBe("refused");
    expect(parseTarget("http://[2002:a00:1::1]/", policyOf(["2002::/16"])).kind).toBe("refused");
  });

  test("a message names the kind of address, so that the reader knows what to change", () => {
    expect(parseTarget("https://169.254.169.254/", policyOf())).toMatchObject({
      message: "169.254.169.254 is a cloud metadata address; only public addresses may be reached",
    });
  });

  test.each([
    ["10.0.0.0/33", "between 0 and 32"],
    ["::/129", "between 0 and 128"],
    ["10.0.0.1/8", "bits set behind its prefix"],
    ["10.0.0.0/", "between 0 and 32"],
    ["10.0.0.0/-1", "between 0 and 32"],
    ["10.0.0.0/8/8", "not a CIDR"],
    ["localhost", "not a CIDR"],
    ["10.0.0", "not a CIDR"],
    ["0x7f.0.0.1/8", "not a CIDR"],
    ["fe80::1%eth0/64", "not a CIDR"],
    ["", "not a CIDR"],
  ])("a wrong CIDR %j is refused by name", (text, message) => {
    const parsed = createTargetPolicy({ allowHttp: false, allowTargets: ["10.0.0.0/8", text] });
    expect(parsed).toMatchObject({ kind: "invalid", message: expect.stringContaining(message) });
    expect(parsed).toMatchObject({ message: expect.stringContaining(`"${text}"`) });
  });
});

test("the ports of other protocols are refused, but for addresses the operator opened on purpose", () => {
  const closed = createTargetPolicy({ allowHttp: true, allowTargets: [] });
  const opened = createTargetPolicy({ allowHttp: true, allowTargets: ["127.0.0.0/8", "::1/128"] });
  if (closed.kind === "invalid" || opened.kind === "invalid") throw new Error("The policies of this test are wrong.");
  expect(parseTarget("https://93.184.216.34:25/", closed.policy)).toMatchObject({ kind: "refused", code: "port" });
  expect(parseTarget("https://example.com:25/", opened.policy)).toMatchObject({ kind: "refused", code: "port" });
  expect(parseTarget("http://127.0.0.1:9/", opened.policy)).toMatchObject({ kind: "ok" });
  expect(parseTarget("http://localhost:1/", opened.policy)).toMatchObject({ kind: "ok" });
  expect(parseTarget("http://127.0.0.1:0/", opened.policy)).toMatchObject({ kind: "refused", code: "port" });
});
