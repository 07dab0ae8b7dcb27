// The settings of the three programs, from the environment. In: variables. Out: values, or one clear line.

export interface Settings {
  readonly url: string;
  readonly apiKey: string;
  readonly tickets: readonly string[];
  readonly secret: string;
  readonly port: number;
}

export function readSettings(env: NodeJS.ProcessEnv, needed: readonly string[]): Settings {
  const missing = needed.filter((name) => !env[name]);
  if (missing.length > 0) {
    console.error(`Set ${missing.join(", ")}; the README says what to.`);
    process.exit(2);
  }
  return {
    url: env["TICKETWIRE_URL"] ?? "http://127.0.0.1:4400",
    apiKey: env["TICKETWIRE_API_KEY"] ?? "",
    tickets: (env["TICKETS"] ?? "").split(",").filter((id) => id !== ""),
    secret: env["TICKETWIRE_SECRET"] ?? "",
    port: Number(env["PORT"] ?? 3000),
  };
}
