// The server itself: does it answer, is its database there, do the clocks agree, is the key good. In: a session. Out: findings.
import { LIMITS } from "@ticketwire/contract";
import { Refusal } from "../api/answer.ts";
import { reasonOf } from "../api/api.ts";
import type { Me } from "../api/records.ts";
import type { Session } from "../session.ts";
import { failed, type Finding, ok, warning } from "./finding.ts";

/** Clocks this far apart are worth a word; a signature's tolerance is more than they may be. */
const NOTICED_SECONDS = 5;
const TIMEOUT_MS = 10_000;

interface Ready {
  readonly status?: string;
  readonly checks?: Readonly<Record<string, string>>;
}

export async function checkServer(session: Session): Promise<readonly Finding[]> {
  const { url } = session.connection;
  const startedAt = Date.now();
  let response: Response;
  try {
    response = await fetch(`${url}/health/ready`, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const advice = "start it with `ticketwire serve`, or set TICKETWIRE_URL to where it is";
    return [failed("server", `${url} does not answer: ${reasonOf(error)}`, advice)];
  }
  const endedAt = Date.now();
  const ready = (await response.json().catch(() => null)) as Ready | null;
  if (ready?.checks === undefined) {
    const advice = "is that a Ticketwire server, and the right path behind a proxy?";
    return [failed("server", `${url}/health/ready answered ${response.status} without its checks`, advice)];
  }
  const clock = checkClock(response.headers.get("date"), (startedAt + endedAt) / 2);
  const server = ok("server", `${url} answers in ${endedAt - startedAt} ms`);
  return [server, ...readChecks(ready.checks), clock];
}

function readChecks(checks: Readonly<Record<string, string>>): readonly Finding[] {
  return Object.entries(checks).map(([name, state]) =>
    state === "ok"
      ? ok(name, "ready, says the server")
      : failed(name, `${state}, says the server`, "look into the server's log; it goes on by itself when it is back"),
  );
}

/** The header has whole seconds, cut off: half a second is added, and a second either way says nothing. */
export function checkClock(date: string | null, nowMs: number): Finding {
  const serverMs = date === null ? Number.NaN : Date.parse(date) + 500;
  if (Number.isNaN(serverMs))
    return warning("clock", "the answer has no Date header", "a proxy removed it; compare the clocks by hand");
  const skew = (serverMs - nowMs) / 1000;
  const seconds = Math.abs(skew).toFixed(0);
  const words =
    skew > 0
      ? `the server's clock is ${seconds} s ahead of this one`
      : `the server's clock is ${seconds} s behind this one`;
  if (Math.abs(skew) <= NOTICED_SECONDS) return ok("clock", "the server's clock and this one agree");
  const advice = `keep both in time (NTP): receivers refuse signatures that are ${LIMITS.signatureToleranceSeconds} s off`;
  return Math.abs(skew) < LIMITS.signatureToleranceSeconds
    ? warning("clock", words, advice)
    : failed("clock", words, advice);
}

export async function checkKey(session: Session): Promise<Finding> {
  if (session.connection.apiKey === null)
    return failed(
      "key",
      `there is no API key for ${session.connection.url}`,
      "run `ticketwire login`, or set TICKETWIRE_API_KEY",
    );
  try {
    const me = await session.api().get<Me>("/api/v1/me");
    return ok("key", `the key belongs to ${me.tenant.name} and may ${me.scopes.join(", ")}`);
  } catch (error) {
    if (error instanceof Refusal) return failed("key", error.message, "run `ticketwire login` with a key that is good");
    throw error;
  }
}
