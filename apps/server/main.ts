// The server as a program of its own: `node apps/server/main.ts [flags]`. What it does is in serve.ts.
// Exit codes: 0 asked for, 1 failed, 2 wrong use.
import { main } from "./serve.ts";

process.exit(await main(process.argv.slice(2), process.env));
