// What the tests of attempt/ share: a sender that may reach loopback, receivers on it, and requests to them. Everything
// that a test opened is closed after it.
import { afterEach } from "vitest";
import { createSender, type Sender, type SenderOptions, type SendRequest } from "../attempt/sender.ts";
import { createTargetPolicy, type TargetPolicy } from "../target/policy.ts";
import { parseTarget } from "../target/target.ts";
import { startReceiver, type Receiver, type ReceiverOptions } from "./receiver.ts";

export const SENT_BODY = Buffer.from('{"hello":"wörld"}');

/** A policy that allows http, and these blocks besides public addresses. */
export function policyOf(...allowTargets: readonly string[]): TargetPolicy {
  const parsed = createTargetPolicy({ allowHttp: true, allowTargets });
  if (parsed.kind === "invalid") throw new Error(parsed.message);
  return parsed.policy;
}

export const LOOPBACK: TargetPolicy = policyOf("127.0.0.0/8", "::1");

export function requestTo(url: string, overrides: Partial<SendRequest> = {}): SendRequest {
  const parsed = parseTarget(url, LOOPBACK);
  if (parsed.kind === "refused") throw new Error(parsed.message);
  const headers = ["Content-Type", "application/json", "X-Test", "1"];
  return { target: parsed.target, verifySsl: true, timeoutMs: 5000, headers, body: SENT_BODY, ...overrides };
}

export interface SendingFixture {
  openReceiver(options?: ReceiverOptions): Promise<Receiver>;
  openSender(options?: Partial<SenderOptions>): Sender;
}

/** Call it once at the top of a test file. */
export function useSending(): SendingFixture {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });
  return {
    openReceiver: async (options) => {
      const receiver = await startReceiver(options);
      opened.push(() => receiver.close());
      return receiver;
    },
    openSender: (options) => {
      const sender = createSender({ policy: LOOPBACK, ...options });
      opened.push(() => sender.close());
      return sender;
    },
  };
}
