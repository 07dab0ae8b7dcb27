// The version that goes out in the User-Agent, in /health and in --version.
import server from "./package.json" with { type: "json" };

export const VERSION: string = server.version;
