// How the dashboard is built: hashed files below /msp/assets, compressed beforehand, and a document whose nonce the server
// puts in. `npm run build` here, or the server itself when somebody first opens the dashboard (apps/server/dashboard-build.ts).
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const COMPRESSED = /\.(?:js|css|svg)$/;

/** Brotli beyond this quality takes seconds for a percent. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Writes `.br` and `.gz` beside what compresses, so that serving costs no CPU. */
function compressAhead(): Plugin {
  return {
    name: "compress-ahead",
    async writeBundle({ dir = "dist" }) {
      const folder = join(dir, "assets");
      const names = (await readdir(folder)).filter((name) => COMPRESSED.test(name));
      await Promise.all(
        names.map(async (name) => {
          const bytes = await readFile(join(folder, name));
          await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(bytes, BROTLI));
          await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(bytes));
        }),
      );
    },
  };
}

export default defineConfig({
  base: "/msp/",
  plugins: [react(), compressAhead()],
  html: { cspNonce: "__TICKETWIRE_NONCE__" },
  build: {
    target: "es2023",
    modulePreload: { polyfill: false },
    // As files: the policy knows no data: scripts or styles.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
