// The table of everything an operator can set (CONTRACT section 5). Variables, flags, defaults, the help text and
// docs/reference/configuration.md are all made from it; a new setting is one new row and one field of ServerConfig.
import { DEFAULT_RETRY_SCHEDULE, LIMITS } from "@ticketwire/contract";
import { AUDIT_DAYS } from "@ticketwire/engine/db/purge-aged";
import {
  parseApiKey,
  parseBaseUrl,
  parseChoice,
  parseDatabaseUrl,
  type Parsed,
  parseHost,
  parseMailAddress,
  parseMasterKey,
  parseNetworks,
  parseOrigins,
  parseRateLimit,
  parseSchedule,
  parseSwitch,
  parseText,
  parseUrl,
  parseWhole,
} from "./parsers.ts";
import type { ServerConfig } from "./server-config.ts";

export interface Setting<Value> {
  readonly variable: `TICKETWIRE_${string}`;
  /** What the default is, in words or as it would be written. */
  readonly byDefault: string;
  readonly fallback: Value;
  /** Completes "must be …". */
  readonly allowed: string;
  readonly meaning: string;
  /** Its value is never shown. */
  readonly isSecret: boolean;
  readonly parse: (text: string) => Parsed<Value>;
}

const YEAR_SECONDS = 31_536_000;
const ROLES = ["all", "api", "worker"] as const;
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** In the order of the documentation. */
const SETTINGS: { readonly [Name in keyof ServerConfig]: Setting<ServerConfig[Name]> } = {
  databaseUrl: {
    variable: "TICKETWIRE_DATABASE_URL",
    byDefault: "none: an embedded PostgreSQL is started in the data folder",
    fallback: null,
    allowed: "an address like postgres://user:password@host:5432/database",
    meaning: "The PostgreSQL (15 or later) that holds everything. Processes that share one share the work.",
    isSecret: true,
    parse: parseDatabaseUrl,
  },
  dataDir: {
    variable: "TICKETWIRE_DATA_DIR",
    byDefault: ".ticketwire",
    fallback: ".ticketwire",
    allowed: "a folder",
    meaning: "Made when absent. Holds the embedded database and the generated `master.key`.",
    isSecret: false,
    parse: parseText,
  },
  host: {
    variable: "TICKETWIRE_HOST",
    byDefault: "127.0.0.1",
    fallback: "127.0.0.1",
    allowed: "an IP address or a host name",
    meaning: "The address to listen on; `0.0.0.0` or `::` for all.",
    isSecret: false,
    parse: parseHost,
  },
  port: {
    variable: "TICKETWIRE_PORT",
    byDefault: "4400",
    fallback: 4400,
    allowed: "a whole number from 0 to 65535",
    meaning: "The port to listen on; 0 picks a free one. A pure worker answers its health checks there.",
    isSecret: false,
    parse: parseWhole(0, 65_535),
  },
  baseUrl: {
    variable: "TICKETWIRE_BASE_URL",
    byDefault: "from host and port",
    fallback: null,
    allowed: "an http or https address without user, query or fragment, like https://tickets.example.com",
    meaning: "The base of deep links in payloads and mails: how people reach this server.",
    isSecret: false,
    parse: parseBaseUrl,
  },
  bootstrapApiKey: {
    variable: "TICKETWIRE_BOOTSTRAP_API_KEY",
    byDefault: "generated, printed once at the first start",
    fallback: null,
    allowed: "32 to 128 visible ASCII characters",
    meaning: "An admin key of the first tenant. A given one is never printed.",
    isSecret: true,
    parse: parseApiKey,
  },
  masterKey: {
    variable: "TICKETWIRE_MASTER_KEY",
    byDefault: "generated into `master.key` in the data folder",
    fallback: null,
    allowed: "32 bytes as 64 hexadecimal digits or as base64, as `openssl rand -base64 32` prints them",
    meaning: "Encrypts signing secrets and custom headers at rest. Processes on one database need the same one.",
    isSecret: true,
    parse: parseMasterKey,
  },
  previousMasterKey: {
    variable: "TICKETWIRE_PREVIOUS_MASTER_KEY",
    byDefault: "none",
    fallback: null,
    allowed: "32 bytes as 64 hexadecimal digits or as base64",
    meaning: "The master key of before, while re-keying: it only opens. See `ticketwire rekey`.",
    isSecret: true,
    parse: parseMasterKey,
  },
  allowTargets: {
    variable: "TICKETWIRE_ALLOW_TARGETS",
    byDefault: "empty: global unicast addresses only (`npm start` sets loopback)",
    fallback: [],
    allowed: "comma-separated networks like 10.1.0.0/16,fd00::/8",
    meaning: "Networks that webhooks may reach besides global unicast addresses.",
    isSecret: false,
    parse: parseNetworks,
  },
  allowHttp: {
    variable: "TICKETWIRE_ALLOW_HTTP",
    byDefault: "off (`npm start` sets on)",
    fallback: false,
    allowed: "on or off",
    meaning: "Whether a webhook's address may be plain http.",
    isSecret: false,
    parse: parseSwitch,
  },
  retrySchedule: {
    variable: "TICKETWIRE_RETRY_SCHEDULE",
    byDefault: DEFAULT_RETRY_SCHEDULE.join(","),
    fallback: DEFAULT_RETRY_SCHEDULE,
    allowed: `1 to ${LIMITS.retrySteps} comma-separated numbers of seconds from 1 to ${LIMITS.retryStepSeconds}`,
    meaning: "Seconds to wait after each failed attempt; what new webhooks get when they name none.",
    isSecret: false,
    parse: parseSchedule(LIMITS.retrySteps, LIMITS.retryStepSeconds),
  },
  autoDisableAfterSeconds: {
    variable: "TICKETWIRE_AUTO_DISABLE_AFTER",
    byDefault: String(LIMITS.autoDisableAfterSeconds),
    fallback: LIMITS.autoDisableAfterSeconds,
    allowed: `a whole number of seconds from 1 to ${YEAR_SECONDS}`,
    meaning: "Seconds of nothing but failures after which a webhook is disabled.",
    isSecret: false,
    parse: parseWhole(1, YEAR_SECONDS),
  },
  apiRateLimit: {
    variable: "TICKETWIRE_API_RATE_LIMIT",
    byDefault: "120:60",
    fallback: { burst: 120, perMinute: 60 },
    allowed: "burst:per minute, each from 1 to 1000000, like 120:60, or off",
    meaning: "Calls an API key may make at once, and how many come back a minute; a key can have its own.",
    isSecret: false,
    parse: parseRateLimit,
  },
  corsOrigins: {
    variable: "TICKETWIRE_CORS_ORIGINS",
    byDefault: "empty: no other site's pages may call the API",
    fallback: [],
    allowed: "comma-separated origins like https://app.example.com, each with its scheme and without a path",
    meaning: "Origins whose pages may call the API from a browser, with an API key of their own.",
    isSecret: false,
    parse: parseOrigins,
  },
  trustedProxies: {
    variable: "TICKETWIRE_TRUSTED_PROXIES",
    byDefault: "empty: the address of a caller is that of its connection",
    fallback: [],
    allowed: "comma-separated addresses or networks like 10.0.0.5,10.1.0.0/16",
    meaning: "Proxies in front of the API whose `X-Forwarded-For` is believed, where calls are limited by address.",
    isSecret: false,
    parse: parseNetworks,
  },
  retentionDays: {
    variable: "TICKETWIRE_RETENTION_DAYS",
    byDefault: "30",
    fallback: 30,
    allowed: "a whole number of days from 1 to 3650",
    meaning: "How long events, deliveries and attempts are kept.",
    isSecret: false,
    parse: parseWhole(1, 3650),
  },
  auditRetentionDays: {
    variable: "TICKETWIRE_AUDIT_RETENTION_DAYS",
    byDefault: String(AUDIT_DAYS),
    fallback: AUDIT_DAYS,
    allowed: "a whole number of days from 1 to 36500",
    meaning: "How long the audit log is kept.",
    isSecret: false,
    parse: parseWhole(1, 36_500),
  },
  smtpUrl: {
    variable: "TICKETWIRE_SMTP_URL",
    byDefault: "none: mails are kept and shown in the dashboard",
    fallback: null,
    allowed: "an address like smtp://user:password@host:587 or smtps://host:465",
    meaning: "The mail server for warnings to the owners of webhooks.",
    isSecret: true,
    parse: parseUrl("smtp", "smtps"),
  },
  mailFrom: {
    variable: "TICKETWIRE_MAIL_FROM",
    byDefault: "ticketwire@localhost",
    fallback: "ticketwire@localhost",
    allowed: "a mail address like ops@example.com or Ticketwire <ops@example.com>",
    meaning: "The sender of those mails.",
    isSecret: false,
    parse: parseMailAddress,
  },
  role: {
    variable: "TICKETWIRE_ROLE",
    byDefault: "all",
    fallback: "all",
    allowed: `one of ${ROLES.join(", ")}`,
    meaning: "`api` answers calls, `worker` sends, `all` does both; any number of processes on one database.",
    isSecret: false,
    parse: parseChoice(ROLES),
  },
  logLevel: {
    variable: "TICKETWIRE_LOG_LEVEL",
    byDefault: "info",
    fallback: "info",
    allowed: `one of ${LOG_LEVELS.join(", ")}`,
    meaning: "From which level on lines are logged: JSON, or readable ones on a terminal.",
    isSecret: false,
    parse: parseChoice(LOG_LEVELS),
  },
};

/** The flag of `ticketwire serve` with the same meaning. */
export function flagOf(setting: Pick<Setting<unknown>, "variable">): `--${string}` {
  return `--${setting.variable.replace("TICKETWIRE_", "").toLowerCase().replaceAll("_", "-")}`;
}

/** The rows with their names. */
export function listSettings(): readonly (readonly [keyof ServerConfig, Setting<unknown>])[] {
  return Object.entries(SETTINGS) as unknown as readonly (readonly [keyof ServerConfig, Setting<unknown>])[];
}
