// The HTTP API as a value: `createApp` gives a Fastify app that never listens by itself.
export { createApp } from "./app.ts";
export type { AppOptions } from "./app-options.ts";
export type { AppContext } from "./context.ts";
export type { BuildState, DashboardBuild } from "./dashboard/build.ts";
export type { ReadinessCheck } from "./pages/health.ts";
