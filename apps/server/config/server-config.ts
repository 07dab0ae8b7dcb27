// What an operator has set, checked and typed: the one value that the server's wiring reads.
// Every field belongs to one row of the table in settings.ts.

export type Role = "all" | "api" | "worker";
export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

/** A token bucket: so many calls at once, refilled with so many a minute. */
export interface ApiRateLimit {
  readonly burst: number;
  readonly perMinute: number;
}

export interface ServerConfig {
  /** Holds a password. Null: an embedded PostgreSQL is started in the data folder. */
  readonly databaseUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Without a slash at its end. Null: made of host and port once the server listens, see `baseUrlOf`. */
  readonly baseUrl: string | null;
  /** Secret. Null: one is generated at the first start. */
  readonly bootstrapApiKey: string | null;
  /** Secret, 32 bytes. Null: read from, or generated into, the data folder, see `loadMasterKey`. */
  readonly masterKey: Uint8Array | null;
  /** Secret, 32 bytes. Null: the installation is not being re-keyed. */
  readonly previousMasterKey: Uint8Array | null;
  /** `address/prefix` each. */
  readonly allowTargets: readonly string[];
  readonly allowHttp: boolean;
  /** Seconds after each failed attempt. */
  readonly retrySchedule: readonly number[];
  readonly autoDisableAfterSeconds: number;
  /** Null: switched off. */
  readonly apiRateLimit: ApiRateLimit | null;
  /** `https://app.example.com` each, as browsers send them. */
  readonly corsOrigins: readonly string[];
  /** `address/prefix` each. */
  readonly trustedProxies: readonly string[];
  readonly retentionDays: number;
  readonly auditRetentionDays: number;
  /** Can hold a password. Null: mails are kept and shown, not sent. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly role: Role;
  readonly logLevel: LogLevel;
}

/** The base of deep links and mails: what the operator set, else where the server really listens. */
export function baseUrlOf(config: ServerConfig, port: number): string {
  return config.baseUrl ?? `http://${hostInUrl(config.host)}:${port}`;
}

/** A wildcard address is not one to go to; an IPv6 address stands in brackets. */
function hostInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
