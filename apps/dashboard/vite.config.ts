// How the dashboard is built: hashed files below /msp/assets, compressed beforehand, and a document whose nonce the server
// puts in. The server runs it when somebody first opens the dashboard (apps/server/dashboard-build.ts).
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const COMPRESSED = /\.(?:js|css|svg)$/;

/** The best of Brotli takes four times as long for another percent. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };

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

const LIBRARY_CLASS = /\bm_[0-9a-f]{6,8}\b/g;

/** Fails when a script names a class of the component library that has styles, and none of our files has them. */
function checkStyles(): Plugin {
  return {
    name: "check-styles",
    async generateBundle(_options, bundle) {
      const outputs = Object.values(bundle);
      const classesIn = (texts: readonly string[]) => new Set(texts.flatMap((text) => text.match(LIBRARY_CLASS) ?? []));
      const used = classesIn(outputs.flatMap((output) => (output.type === "chunk" ? [output.code] : [])));
      const styled = classesIn(
        outputs.flatMap((output) =>
          output.type === "asset" && output.fileName.endsWith(".css") ? [String(output.source)] : [],
        ),
      );
      const all = classesIn([await readFile(fileURLToPath(import.meta.resolve("@mantine/core/styles.css")), "utf8")]);
      const missing = [...used].filter((name) => all.has(name) && !styled.has(name));
      if (missing.length > 0) this.error(`shell/components.css lacks the styles of ${missing.join(", ")}`);
    },
  };
}

/** Styles before scripts: a browser asks for six files at a time, and paints when the styles are there. */
function stylesFirst(): Plugin {
  const STYLES = /\n?[ \t]*<link rel="stylesheet"[^>]*>/g;
  return {
    name: "styles-first",
    transformIndexHtml: {
      order: "post",
      handler: (html) => {
        const styles = html.match(STYLES)?.join("") ?? "";
        return html.replaceAll(STYLES, "").replace(/\n[ \t]*<script/, (script) => styles + script);
      },
    },
  };
}

export default defineConfig({
  base: "/msp/",
  plugins: [react(), checkStyles(), stylesFirst(), compressAhead()],
  html: { cspNonce: "__TICKETWIRE_NONCE__" },
  build: {
    target: "es2023",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs is one file: over HTTP/1.1 its fifty parts took nine rounds, six at a time, and 26 kB more.
        codeSplitting: {
          groups: [{ name: "frame", tags: ["$initial"], priority: 2 }],
        },
      },
    },
    // As files: the policy knows no data: scripts or styles.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
});
