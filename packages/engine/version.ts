// The version that goes out in the User-Agent of deliveries, when a program embeds the engine.
import engine from "./package.json" with { type: "json" };

export const VERSION: string = engine.version;
