// The wire contract as code: names, shapes, limits and bytes that sender, receiver, tools and documentation share.
export * from "./errors.ts";
export * from "./events.ts";
export * from "./headers.ts";
export * from "./ids.ts";
export * from "./limits.ts";
export * from "./signature.ts";
export * from "./statuses.ts";
