// What an embedding program settles, with its defaults, and how it is checked. Pure.
// In: what was given. Out: keys and a target policy, or a fault that says what to give.
import { DEFAULT_RETRY_SCHEDULE, LIMITS } from "@ticketwire/contract";
import { EngineError } from "../db/errors.ts";
import type { StandingChange } from "../deliver.ts";
import type { EngineObserver } from "../observe.ts";
import { createTargetPolicy, type TargetPolicy } from "../target/policy.ts";
import { openSecretBox, type SecretBox } from "../webhook/secret-box.ts";

export interface OpenEngineOptions {
  /** PostgreSQL 15 or later; the engine keeps its tables in the schema `ticketwire`. */
  readonly databaseUrl: string;
  /** 32 bytes, or their 64 hexadecimal digits or base64: encrypts signing secrets and custom headers. Keep it like a password. */
  readonly masterKey: Uint8Array | string;
  /** The master key of before, while secrets are sealed anew: it only opens. */
  readonly previousMasterKey?: Uint8Array | string;
  /** The event types that webhooks may subscribe to. Default: any. */
  readonly eventTypes?: readonly string[];
  /** Sends deliveries; default true. False for a process that publishes and looks after webhooks while others send. */
  readonly sends?: boolean;
  /** Plain http targets; default false. */
  readonly allowHttp?: boolean;
  /** Networks that webhooks may reach besides public addresses: `["10.1.0.0/16"]`. Default: none. */
  readonly allowTargets?: readonly string[];
  /** Days that events, deliveries and attempts are kept; default 30. */
  readonly retentionDays?: number;
  /** Seconds to wait after each failed attempt, for webhooks that name no schedule; default 60, 300, 1800, 7200, 43200. */
  readonly retrySchedule?: readonly number[];
  /** Seconds of nothing but failures after which a webhook is disabled; default a day. */
  readonly autoDisableAfterSeconds?: number;
  /** Attempts under way at most in this process; default 1000. */
  readonly maxInFlight?: number;
  /** A receiver failed for half of that time (`warn`), or its webhook was disabled: tell its owner. */
  readonly onStandingChange?: (change: StandingChange) => void | Promise<void>;
  /** Told of faults that the engine lives through, such as a database that is away. Default: a process warning. */
  readonly onError?: (stage: string, error: unknown) => void;
  /** For metrics, logs and traces. */
  readonly observer?: Partial<EngineObserver>;
}

const MASTER_KEY_BYTES = 32;

/** The bytes of a master key as it was given. */
function readMasterKey(name: string, given: Uint8Array | string): Uint8Array {
  const bytes = typeof given === "string" ? decodeKey(given.trim()) : given;
  if (bytes?.length === MASTER_KEY_BYTES) return bytes;
  throw new EngineError(
    "bad_master_key",
    `${name} must be ${MASTER_KEY_BYTES} bytes, or their 64 hexadecimal digits or base64, as \`openssl rand -base64 32\` prints them.`,
  );
}

function decodeKey(text: string): Uint8Array | null {
  if (/^[\da-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, "base64url") : null;
}

/** The box that seals and opens. */
export function boxOf(options: OpenEngineOptions): SecretBox {
  const { previousMasterKey: previous } = options;
  const current = readMasterKey("masterKey", options.masterKey);
  return openSecretBox(current, previous === undefined ? [] : [readMasterKey("previousMasterKey", previous)]);
}

/** Where webhooks may point to. */
export function policyOf({ allowHttp = false, allowTargets = [] }: OpenEngineOptions): TargetPolicy {
  const parsed = createTargetPolicy({ allowHttp, allowTargets });
  if (parsed.kind === "invalid") throw new EngineError("bad_allow_targets", `allowTargets: ${parsed.message}.`);
  return parsed.policy;
}

/** The waits between attempts. */
export function scheduleOf({ retrySchedule = DEFAULT_RETRY_SCHEDULE }: OpenEngineOptions): readonly number[] {
  const fits = (step: number): boolean => Number.isSafeInteger(step) && step >= 1 && step <= LIMITS.retryStepSeconds;
  if (retrySchedule.length <= LIMITS.retrySteps && retrySchedule.every(fits)) return retrySchedule;
  throw new EngineError(
    "bad_retry_schedule",
    `retrySchedule must be at most ${LIMITS.retrySteps} whole numbers of seconds from 1 to ${LIMITS.retryStepSeconds}, got ${JSON.stringify(retrySchedule)}.`,
  );
}

/** A whole number of at least 1, or its default. */
export function wholeOf(name: string, given: number | undefined, byDefault: number): number {
  const value = given ?? byDefault;
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new EngineError("bad_option", `${name} must be a whole number of at least 1, got ${JSON.stringify(given)}.`);
}
