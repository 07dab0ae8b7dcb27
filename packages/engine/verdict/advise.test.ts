import { describe, expect, test } from "vitest";
import { advise, describeReply } from "./advise.ts";

const tls = (message: string) => ({ errorClass: "tls", status: null, message }) as const;

describe("what the owner is told", () => {
  test.each([
    [{ errorClass: "status", status: 401 }, "check the signing secret"],
    [{ errorClass: "status", status: 418 }, "has to answer 2xx"],
    [{ errorClass: "status", status: 500 }, "receiver's log"],
    [{ errorClass: "status", status: 599 }, "receiver's log"],
    [{ errorClass: "status", status: 502 }, "proxy"],
    [{ errorClass: "redirect", status: 301, location: "https://new.example.com/" }, "https://new.example.com/"],
    [{ errorClass: "redirect", status: 304 }, "where the receiver really is;"],
    [{ errorClass: "tls", status: null }, "certificate"],
    [tls("hooks.example.com:443 does not speak TLS on this port"), "the port on which the receiver speaks TLS"],
    [tls("the certificate expired on 2026-01-31"), "renew"],
    [tls("the certificate is not valid before 2027-01-31"), "clocks"],
    [
      tls("the certificate is for other.example.com, not for hooks.example.com"),
      "a host name that the certificate is for",
    ],
    [tls("the certificate is self-signed"), "known issuer"],
    [tls("the certificate's issuer is not trusted, or its intermediate certificate was not sent along"), "whole chain"],
    [tls("hooks.example.com:443 offers only outdated versions of TLS"), "TLS 1.2"],
    [tls("hooks.example.com:443 asks for a client certificate, which is not supported"), "client certificate"],
    [tls("hooks.example.com:443 does not know this host name (TLS server name)"), "add this host name"],
    [tls("hooks.example.com:443 closed the connection during the TLS handshake"), "what stands before it"],
    [{ errorClass: "timeout", status: null }, "timeout_ms"],
    [{ errorClass: "refused_target", status: null }, "TICKETWIRE_ALLOW_TARGETS"],
  ] as const)("%j", (attempt, words) => {
    expect(advise(attempt)).toContain(words);
  });

  test("every status has some", () => {
    for (let status = 400; status < 600; status++) expect(advise({ errorClass: "status", status })).not.toBe("");
    expect(advise({ errorClass: "status", status: null })).not.toBe("");
  });
});

describe("an answer in words", () => {
  test.each([
    [200, null],
    [204, null],
    [308, { errorClass: "redirect", message: "answered 308: redirects are not followed" }],
    [404, { errorClass: "status", message: "answered 404" }],
    [500, { errorClass: "status", message: "answered 500" }],
  ])("%i", (status, expected) => {
    expect(describeReply({ kind: "response", status, headers: {} })).toEqual(expected);
  });

  test("a failure keeps its own", () => {
    const reply = { kind: "failure", errorClass: "dns", message: "no such name" } as const;
    expect(describeReply(reply)).toEqual({ errorClass: "dns", message: "no such name" });
  });
});
