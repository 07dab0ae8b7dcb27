import { beforeEach, describe, expect, test } from "vitest";
import type { Lookup } from "../target/resolve-target.ts";
import { createCertificate, type Certificate } from "../testkit/certificate.ts";
import { startReceiver, type Receiver } from "../testkit/receiver.ts";
import { LOOPBACK, requestTo, useSending } from "../testkit/sending.ts";
import type { AttemptResult } from "./result.ts";
import type { Sender } from "./sender.ts";

const authority = createCertificate({ commonName: "Test Authority" });
const stranger = createCertificate({ commonName: "Another Authority" });
const good = createCertificate({
  commonName: "hooks.example.com",
  names: ["hooks.example.com", "*.wild.example.com", "127.0.0.1"],
  issuer: authority,
});

const toLoopback: Lookup = () => Promise.resolve(["127.0.0.1"]);
const { openReceiver, openSender } = useSending();
let sender: Sender;

beforeEach(() => {
  sender = openSender({ lookup: toLoopback, certificateAuthorities: [authority.cert] });
});

function sendTo(receiver: Receiver, hostname: string, verifySsl = true): Promise<AttemptResult> {
  return sender.send(requestTo(`https://${hostname}:${receiver.port}/`, { verifySsl }));
}

describe("a certificate that is in order", () => {
  test.each(["hooks.example.com", "a.wild.example.com", "127.0.0.1"])("is accepted for %s", async (hostname) => {
    const receiver = await openReceiver({ tls: good });
    expect(await sendTo(receiver, hostname)).toMatchObject({
      kind: "response",
      status: 200,
      timing: { connectMs: expect.any(Number), tlsMs: expect.any(Number) },
    });
  });

  test("serves many attempts on one connection", async () => {
    const receiver = await openReceiver({ tls: good });
    for (let i = 0; i < 5; i++) expect(await sendTo(receiver, "hooks.example.com")).toMatchObject({ status: 200 });
    expect(receiver.connectionsAccepted).toBe(1);
  });
});

const DAY_MS = 86_400_000;
// Whole days around today, so that the message is known whatever the hour.
const yesterday = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS);
const tomorrow = new Date(yesterday.getTime() + 3 * DAY_MS);
const names = ["hooks.example.com"];
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

const BAD: readonly { readonly why: string; readonly certificate: Certificate; readonly message: string }[] = [
  {
    why: "expired",
    certificate: createCertificate({
      commonName: "x",
      names,
      issuer: authority,
      validFrom: new Date(0),
      validTo: yesterday,
    }),
    message: `the certificate expired on ${dayOf(yesterday)}`,
  },
  {
    why: "not yet valid",
    certificate: createCertificate({ commonName: "x", names, issuer: authority, validFrom: tomorrow }),
    message: `the certificate is not valid before ${dayOf(tomorrow)}`,
  },
  {
    why: "for another name",
    certificate: createCertificate({
      commonName: "x",
      names: ["other.example.com", "more.example.com"],
      issuer: authority,
    }),
    message: "the certificate is for other.example.com, more.example.com, not for hooks.example.com",
  },
  {
    why: "self-signed",
    certificate: createCertificate({ commonName: "hooks.example.com", names }),
    message: "the certificate is self-signed",
  },
  {
    why: "of an unknown issuer",
    certificate: createCertificate({ commonName: "x", names, issuer: stranger }),
    message: "the certificate's issuer is not trusted, or its intermediate certificate was not sent along",
  },
];

describe("a certificate that is", () => {
  test.each(BAD)("$why is refused before anything is sent, with the reason", async ({ certificate, message }) => {
    const receiver = await openReceiver({ tls: certificate });
    const result = await sendTo(receiver, "hooks.example.com");
    expect(result).toMatchObject({ kind: "failure", errorClass: "tls", message });
    await receiver.waitForSilence();
    expect(receiver.requests).toHaveLength(0);
  });

  test.each(BAD)("$why is taken by a webhook that does not verify", async ({ certificate }) => {
    const receiver = await openReceiver({ tls: certificate });
    expect(await sendTo(receiver, "hooks.example.com", false)).toMatchObject({ kind: "response", status: 200 });
  });
});

describe("webhooks that verify and webhooks that do not", () => {
  test("share neither connections nor sessions", async () => {
    const receiver = await openReceiver({ tls: createCertificate({ commonName: "hooks.example.com", names }) });
    for (let i = 0; i < 3; i++) {
      expect(await sendTo(receiver, "hooks.example.com", false)).toMatchObject({ status: 200 });
      expect(await sendTo(receiver, "hooks.example.com", true)).toMatchObject({ errorClass: "tls" });
      receiver.dropConnections();
    }
    expect(receiver.requests).toHaveLength(3);
  });
});

describe("a resumed TLS session", () => {
  test("does not carry trust to a receiver with another certificate", async () => {
    const first = await startReceiver({ tls: good });
    const port = first.port;
    expect(await sendTo(first, "hooks.example.com")).toMatchObject({ status: 200 });
    await first.close();
    const impostor = await openReceiver({ tls: createCertificate({ commonName: "hooks.example.com", names }), port });
    expect(await sendTo(impostor, "hooks.example.com")).toMatchObject({ kind: "failure", errorClass: "tls" });
    expect(impostor.requests).toHaveLength(0);
  });
});

describe("a receiver that does not speak TLS as it should", () => {
  test("speaks plain http on the port", async () => {
    const receiver = await openReceiver();
    expect(await sendTo(receiver, "hooks.example.com")).toMatchObject({
      kind: "failure",
      errorClass: "tls",
      message: `hooks.example.com:${receiver.port} does not speak TLS on this port`,
    });
  });

  test("speaks TLS where plain http was asked for", async () => {
    const receiver = await openReceiver({ tls: good });
    const result = await sender.send(requestTo(`http://hooks.example.com:${receiver.port}/`));
    expect(result).toMatchObject({ kind: "failure", errorClass: "closed" });
  });
});

describe("which policy a name is judged by", () => {
  test("is that of the sender, with TLS as without", async () => {
    const receiver = await openReceiver({ tls: good });
    sender = openSender({ policy: { ...LOOPBACK, allow: [] }, lookup: toLoopback });
    expect(await sendTo(receiver, "hooks.example.com")).toMatchObject({ errorClass: "refused_target" });
    expect(receiver.connectionsAccepted).toBe(0);
  });
});
