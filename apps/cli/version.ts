// The version that `ticketwire --version` shows and calls carry.
import own from "./package.json" with { type: "json" };

export const VERSION: string = own.version;
