// Certificates for tests and the bench, made at run time, so that none of them can expire and no private key lies in the
// repository. In: names, validity, issuer. Out: PEM texts. Writes only the few ASN.1 structures that X.509 v3 needs.
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

export interface Certificate {
  /** PEM of the certificate. */
  readonly cert: string;
  /** PEM of the private key. */
  readonly key: string;
  readonly commonName: string;
  readonly privateKey: KeyObject;
}

export interface CertificateOptions {
  readonly commonName: string;
  /** DNS names and IPv4 addresses that the certificate is for. */
  readonly names?: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
  /** Signs it; without one the certificate signs itself and may sign others. */
  readonly issuer?: Certificate;
}

function tlv(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  // DER wants the shortest form of a length.
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...items: readonly Uint8Array[]): Buffer => tlv(0x30, ...items);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, "hex"));
const octets = (content: Uint8Array): Buffer => tlv(0x04, content);
const bits = (content: Uint8Array): Buffer => tlv(0x03, Buffer.from([0]), content);
const yes = tlv(0x01, Buffer.from([0xff]));

const ECDSA_WITH_SHA256 = sequence(oid("2a8648ce3d040302"));

function nameOf(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(oid("550403"), tlv(0x0c, Buffer.from(commonName)))));
}

// GeneralizedTime, YYYYMMDDHHMMSSZ
function time(date: Date): Buffer {
  return tlv(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}Z`));
}

function alternativeName(name: string): Buffer {
  const isAddress = /^[\d.]+$/.test(name);
  return isAddress ? tlv(0x87, Buffer.from(name.split(".").map(Number))) : tlv(0x82, Buffer.from(name));
}

function extensions(options: CertificateOptions): Buffer {
  const constraints = options.issuer === undefined ? sequence(yes) : sequence();
  const basic = sequence(oid("551d13"), yes, octets(constraints));
  const names = options.names ?? [];
  if (names.length === 0) return tlv(0xa3, sequence(basic));
  const alternative = sequence(oid("551d11"), octets(sequence(...names.map(alternativeName))));
  return tlv(0xa3, sequence(basic, alternative));
}

const DAY_MS = 86_400_000;

/** Makes a key pair and a certificate for it. */
export function createCertificate(options: CertificateOptions): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const validFrom = options.validFrom ?? new Date(Date.now() - DAY_MS);
  const validTo = options.validTo ?? new Date(Date.now() + 365 * DAY_MS);
  const serial = randomBytes(8);
  serial[0] = 1;
  const content = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serial),
    ECDSA_WITH_SHA256,
    nameOf(options.issuer?.commonName ?? options.commonName),
    sequence(time(validFrom), time(validTo)),
    nameOf(options.commonName),
    publicKey.export({ type: "spki", format: "der" }),
    extensions(options),
  );
  const signature = sign("sha256", content, options.issuer?.privateKey ?? privateKey);
  const der = sequence(content, ECDSA_WITH_SHA256, bits(signature));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    commonName: options.commonName,
    privateKey,
  };
}
