// What an operator may write, what it becomes, and what is said about what can not be used.
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "./read-config.ts";
import { baseUrlOf, type ServerConfig } from "./server-config.ts";
import { flagOf, listSettings } from "./settings.ts";

const CWD = "/srv/ticketwire";
const KEY_BYTES = Buffer.from(Array.from({ length: 32 }, (_, index) => 255 - index));

function read(env: NodeJS.ProcessEnv, args: readonly string[] = []) {
  return readConfig({ args, env, cwd: CWD });
}

function configOf(env: NodeJS.ProcessEnv, args: readonly string[] = []): ServerConfig {
  const reading = read(env, args);
  if (reading.kind !== "run") throw new Error(`not a configuration: ${JSON.stringify(reading)}`);
  return reading.config;
}

function problemsOf(env: NodeJS.ProcessEnv, args: readonly string[] = []): readonly string[] {
  const reading = read(env, args);
  return reading.kind === "wrong" ? reading.problems : [];
}

describe("without anything set", () => {
  it("has the defaults of the contract", () => {
    expect(configOf({})).toEqual({
      databaseUrl: null,
      dataDir: resolve(CWD, ".ticketwire"),
      host: "127.0.0.1",
      port: 4400,
      baseUrl: null,
      bootstrapApiKey: null,
      masterKey: null,
      previousMasterKey: null,
      allowTargets: [],
      allowHttp: false,
      retrySchedule: [60, 300, 1800, 7200, 43_200],
      autoDisableAfterSeconds: 86_400,
      apiRateLimit: { burst: 120, perMinute: 60 },
      corsOrigins: [],
      trustedProxies: [],
      retentionDays: 30,
      auditRetentionDays: 400,
      smtpUrl: null,
      mailFrom: "ticketwire@localhost",
      role: "all",
      logLevel: "info",
    });
  });

  it("takes an empty variable as not set", () => {
    const empty = Object.fromEntries(listSettings().map(([, setting]) => [setting.variable, ""]));
    expect(configOf(empty)).toEqual(configOf({}));
  });
});

describe("a value that can be used", () => {
  it.each<[string, string, keyof ServerConfig, unknown]>([
    ["DATABASE_URL", "postgres://u:p@db.example:5432/tickets", "databaseUrl", "postgres://u:p@db.example:5432/tickets"],
    ["DATABASE_URL", "postgresql:///tickets?host=/run/pg", "databaseUrl", "postgresql:///tickets?host=/run/pg"],
    ["DATABASE_URL", "postgres://u:p@/tickets?host=/run/pg", "databaseUrl", "postgres://u:p@/tickets?host=/run/pg"],
    ["DATA_DIR", "data", "dataDir", "/srv/ticketwire/data"],
    ["DATA_DIR", "/var/lib/ticketwire", "dataDir", "/var/lib/ticketwire"],
    ["HOST", "0.0.0.0", "host", "0.0.0.0"],
    ["HOST", "::1", "host", "::1"],
    ["HOST", "tickets.internal", "host", "tickets.internal"],
    ["PORT", "0", "port", 0],
    ["PORT", "65535", "port", 65_535],
    ["BASE_URL", "https://tickets.example.com/", "baseUrl", "https://tickets.example.com"],
    ["BASE_URL", "http://example.com/desk/", "baseUrl", "http://example.com/desk"],
    ["BOOTSTRAP_API_KEY", "k".repeat(32), "bootstrapApiKey", "k".repeat(32)],
    ["BOOTSTRAP_API_KEY", "k".repeat(128), "bootstrapApiKey", "k".repeat(128)],
    ["MASTER_KEY", KEY_BYTES.toString("hex"), "masterKey", KEY_BYTES],
    ["MASTER_KEY", KEY_BYTES.toString("base64"), "masterKey", KEY_BYTES],
    ["MASTER_KEY", KEY_BYTES.toString("base64url"), "masterKey", KEY_BYTES],
    ["ALLOW_TARGETS", "127.0.0.0/8, ::1/128,10.0.0.1", "allowTargets", ["127.0.0.0/8", "::1/128", "10.0.0.1/32"]],
    ["ALLOW_TARGETS", "fd00::1", "allowTargets", ["fd00::1/128"]],
    ["ALLOW_HTTP", "on", "allowHttp", true],
    ["ALLOW_HTTP", "off", "allowHttp", false],
    ["RETRY_SCHEDULE", "1", "retrySchedule", [1]],
    ["RETRY_SCHEDULE", "1, 2,604800", "retrySchedule", [1, 2, 604_800]],
    ["AUTO_DISABLE_AFTER", "2", "autoDisableAfterSeconds", 2],
    ["API_RATE_LIMIT", "10:600", "apiRateLimit", { burst: 10, perMinute: 600 }],
    ["API_RATE_LIMIT", "off", "apiRateLimit", null],
    ["CORS_ORIGINS", "https://App.example.com", "corsOrigins", ["https://app.example.com"]],
    [
      "CORS_ORIGINS",
      "https://a.example/, http://localhost:3000",
      "corsOrigins",
      ["https://a.example", "http://localhost:3000"],
    ],
    ["TRUSTED_PROXIES", "10.0.0.5, fd00::/8", "trustedProxies", ["10.0.0.5/32", "fd00::/8"]],
    ["RETENTION_DAYS", "1", "retentionDays", 1],
    ["AUDIT_RETENTION_DAYS", "36500", "auditRetentionDays", 36_500],
    ["SMTP_URL", "smtps://u:p@mail.example:465", "smtpUrl", "smtps://u:p@mail.example:465"],
    ["MAIL_FROM", "Ticketwire <ops@example.com>", "mailFrom", "Ticketwire <ops@example.com>"],
    ["ROLE", "worker", "role", "worker"],
    ["LOG_LEVEL", "debug", "logLevel", "debug"],
  ])("TICKETWIRE_%s=%s", (...row) => {
    const [name, text, field, expected] = row;
    const variable = `TICKETWIRE_${name}` as const;
    expect(configOf({ [variable]: text })[field]).toEqual(expected);
    expect(configOf({}, [flagOf({ variable }), text])[field]).toEqual(expected);
    expect(configOf({}, [`${flagOf({ variable })}=${text}`])[field]).toEqual(expected);
  });

  it("is taken from the flag when flag and variable are both there", () => {
    expect(configOf({ TICKETWIRE_PORT: "1000" }, ["--port", "2000"]).port).toBe(2000);
  });

  it("in a flag also stands in for a variable that can not be used", () => {
    expect(configOf({ TICKETWIRE_PORT: "none" }, ["--port", "2000"]).port).toBe(2000);
  });
});

describe("a value that can not be used is told in one line with its name and what is allowed", () => {
  it.each([
    ["HOST", ["http://localhost", "a b", "-x", "localhost/"]],
    ["PORT", ["-1", "65536", "80.5", "eighty", "0x50", " 80", "tcp://10.0.0.1:80"]],
    ["BASE_URL", ["tickets.example.com", "ftp://example.com", "https://example.com/?a=1", "https://u@example.com"]],
    [
      "ALLOW_TARGETS",
      ["localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/8,", "10.0.0/8", "10.0.0.0/8/8", "fe80::1%eth0"],
    ],
    ["ALLOW_HTTP", ["true", "1", "yes", "ON"]],
    ["RETRY_SCHEDULE", ["0", "604801", "60,,300", "60;300", "1m", Array.from({ length: 21 }, () => "1").join(",")]],
    ["AUTO_DISABLE_AFTER", ["0", "1d", "31536001"]],
    ["API_RATE_LIMIT", ["120", "120:", "0:60", "120:0", "120:60:1", "none", "1000001:1"]],
    [
      "CORS_ORIGINS",
      [
        "*",
        "app.example.com",
        "https://*.example.com",
        "https://a.example/app",
        "https://a.example,",
        "null",
        "ftp://a.example",
      ],
    ],
    ["TRUSTED_PROXIES", ["loopback", "true", "1", "10.0.0.0/33", "proxy.internal"]],
    ["RETENTION_DAYS", ["0", "3651", "30d"]],
    ["AUDIT_RETENTION_DAYS", ["0", "36501"]],
    ["MAIL_FROM", ["nobody", "a@b <c@d", "a@b\r\nBcc: c@d", "@example.com"]],
    ["ROLE", ["web", "ALL"]],
    ["LOG_LEVEL", ["verbose", "INFO"]],
  ])("TICKETWIRE_%s", (name, texts) => {
    const variable = `TICKETWIRE_${name}` as const;
    const allowed = listSettings().find(([, setting]) => setting.variable === variable)?.[1].allowed;
    for (const text of texts) {
      expect(problemsOf({ [variable]: text })).toEqual([
        `${variable} is ${JSON.stringify(text)}: it must be ${allowed}`,
      ]);
      const flag = flagOf({ variable });
      expect(problemsOf({}, [`${flag}=${text}`])).toEqual([
        `${flag} is ${JSON.stringify(text)}: it must be ${allowed}`,
      ]);
    }
  });

  it.each([
    ["DATABASE_URL", ["mysql://u:hidden@db/x", "hidden", "postgres://", "http://hidden"]],
    [
      "BOOTSTRAP_API_KEY",
      ["hidden", `hidden${"k".repeat(123)}`, `hidden ${"k".repeat(40)}`, `hidden${"ü".repeat(40)}`],
    ],
    ["MASTER_KEY", ["hidden", `hidden${"0".repeat(58)}`, Buffer.alloc(31, 1).toString("base64")]],
    ["SMTP_URL", ["hidden", "http://u:hidden@mail.example", "smtp://"]],
  ])("TICKETWIRE_%s, without the value, which is a secret", (name, texts) => {
    const variable = `TICKETWIRE_${name}` as const;
    for (const text of texts) {
      const [problem = "", ...others] = problemsOf({ [variable]: text });
      expect(problem).toMatch(new RegExp(`^${variable} has a value that can not be used: it must be `));
      expect(problem).not.toContain("hidden");
      expect(others).toEqual([]);
    }
  });

  it("and every one of several", () => {
    const problems = problemsOf({ TICKETWIRE_PORT: "x", TICKETWIRE_ROLE: "y" }, ["--log-level", "z"]);
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "TICKETWIRE_PORT",
      "TICKETWIRE_ROLE",
      "--log-level",
    ]);
    expect(problems.every((problem) => !problem.includes("\n"))).toBe(true);
  });
});

describe("flags", () => {
  it.each([
    [["--prot", "1"], "--prot is no flag of this command: --port was meant?"],
    [["--colour"], "--colour is no flag of this command: see --help"],
    [["serve"], '"serve" is not understood: settings are given as flags, see --help'],
    [["--port"], "--port needs a value"],
    [["--port", "1", "--port", "2"], "--port is given twice"],
  ])("%j is refused", (args, problem) => {
    expect(problemsOf({}, args)[0]).toBe(problem);
  });

  it("ask for help, which names every flag and variable", () => {
    const reading = read({}, ["--help"]);
    const text = reading.kind === "help" ? reading.text : "";
    for (const [, setting] of listSettings()) {
      expect(text).toContain(`${flagOf(setting)}  (${setting.variable})`);
    }
  });
});

describe("a variable with a slip in its name", () => {
  it("is told, since it has no effect", () => {
    const reading = read({ TICKETWIRE_PROT: "80", TICKETWIRE_SOMETHING_ELSE: "1", TICKETWIRE_PORT_4400_TCP: "1" });
    expect(reading.kind === "run" ? reading.warnings : []).toEqual([
      "TICKETWIRE_PROT is not a variable of Ticketwire and has no effect: TICKETWIRE_PORT was meant?",
    ]);
  });
});

describe("the base of links", () => {
  it.each([
    [{}, "http://127.0.0.1:5000"],
    [{ TICKETWIRE_HOST: "0.0.0.0" }, "http://localhost:5000"],
    [{ TICKETWIRE_HOST: "::1" }, "http://[::1]:5000"],
    [{ TICKETWIRE_BASE_URL: "https://tickets.example.com" }, "https://tickets.example.com"],
  ])("with %j is %s", (env, expected) => {
    expect(baseUrlOf(configOf(env), 5000)).toBe(expected);
  });
});
