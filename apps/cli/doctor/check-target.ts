// A webhook's address as this machine sees it: name, connection, certificate; and the server's own judgement of it.
// In: a URL. Out: findings. Nothing is sent to it but a handshake.
import { lookup } from "node:dns/promises";
import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Api } from "../api/api.ts";
import type { UrlCheck } from "../api/records.ts";
import { failed, type Finding, ok, warning } from "./finding.ts";

const TIMEOUT_MS = 5_000;
const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

export interface Target {
  readonly url: string;
  readonly verifySsl: boolean;
}

export async function checkTarget(api: Api, { url, verifySsl }: Target): Promise<readonly Finding[]> {
  const target = new URL(url);
  const allowed = await checkAllowed(api, url);
  const host = target.hostname.replace(/^\[|\]$/g, "");
  const name = await checkName(host);
  if (name.state === "failed") return [allowed, name];
  const isTls = target.protocol === "https:";
  const port = target.port === "" ? (isTls ? 443 : 80) : Number(target.port);
  const reach = await checkPort(host, port);
  if (!isTls || reach.state === "failed") return [allowed, name, reach];
  return [allowed, name, reach, await checkCertificate(host, port, verifySsl)];
}

async function checkAllowed(api: Api, url: string): Promise<Finding> {
  const check = await api.post<UrlCheck>("/api/v1/webhooks/check-url", { url });
  if (!check.is_allowed)
    return failed(
      "target",
      `the server may not send there: ${check.message}`,
      "the operator's TICKETWIRE_ALLOW_TARGETS and _ALLOW_HTTP decide",
    );
  if (check.message !== null) return warning("target", check.message, "the server looks again at every attempt");
  return ok("target", "the server may send there");
}

async function checkName(host: string): Promise<Finding> {
  try {
    const addresses = await lookup(host, { all: true });
    return ok("dns", `${host} is ${addresses.map(({ address }) => address).join(", ")} here`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return failed("dns", `${host} has no address here (${code})`, "check the spelling and the DNS record");
  }
}

/** Waits for an event of a socket, an error, or the end of the time. */
function settle(socket: Socket, event: string): Promise<Error | null> {
  return new Promise((resolve) => {
    socket.setTimeout(TIMEOUT_MS, () => resolve(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    socket.once("error", resolve);
    socket.once(event, () => resolve(null));
  });
}

async function checkPort(host: string, port: number): Promise<Finding> {
  const socket = connectTcp({ host, port });
  const error = await settle(socket, "connect");
  socket.destroy();
  if (error === null) return ok("connect", `port ${port} takes connections from here`);
  const advice = "is the receiver running, and open for the server? From the server's network it may look different";
  return failed("connect", `port ${port} does not take connections from here: ${error.message}`, advice);
}

async function checkCertificate(host: string, port: number, verifySsl: boolean): Promise<Finding> {
  // Looked at whether it is trusted or not: an untrusted one is what has to be described.
  const socket = connectTls({ host, port, servername: /[a-z]/i.test(host) ? host : "", rejectUnauthorized: false });
  const error = await settle(socket, "secureConnect");
  const finding =
    error === null
      ? judge(socket, verifySsl)
      : failed("tls", `the handshake failed: ${error.message}`, "check protocol and certificate of the receiver");
  socket.destroy();
  return finding;
}

function judge(socket: TLSSocket, verifySsl: boolean): Finding {
  const { valid_to: until } = socket.getPeerCertificate();
  if (!socket.authorized) {
    const why = String(socket.authorizationError);
    const advice =
      "use a certificate that is trusted and names this host; --no-verify-ssl only among your own machines";
    return verifySsl
      ? failed("tls", `the certificate is not good: ${why}`, advice)
      : warning("tls", `the certificate is not good, and not checked: ${why}`, advice);
  }
  const days = Math.floor((Date.parse(until) - Date.now()) / DAY_MS);
  if (days < SOON_DAYS)
    return warning("tls", `the certificate ends in ${days} days (${until})`, "renew it before deliveries fail");
  return ok("tls", `${socket.getProtocol()} with a certificate that is good for ${days} days`);
}
