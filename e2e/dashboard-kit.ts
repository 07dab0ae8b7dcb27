// What the tests that open the dashboard share: a server process of their own, a Chromium, a page that keeps count of what
// went wrong in it, and calls of the API to set things up. In: nothing. Out: things that end with `await using`.
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { openApi } from "./harness/api.ts";
import { removeDataDir, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

export interface DashboardServer extends AsyncDisposable {
  readonly url: string;
  /** Calls the API with the admin key; throws on a refusal. Gives the answer's `data`. */
  call<Record>(method: string, path: string, body?: unknown): Promise<Record>;
}

/** Starts the server as an operator would, on a free port and in a folder of its own. */
export async function startDashboardServer(): Promise<DashboardServer> {
  const server = await startServerProcess();
  const api = openApi(server.url, TEST_KEY);
  return {
    url: server.url,
    async call<Record>(method: string, path: string, body?: unknown) {
      const reply = await api.call<{ readonly data: Record } | null>(method, path, body);
      if (reply.status >= 400)
        throw new Error(
          `${method} ${path} was answered ${reply.status}: ${JSON.stringify(reply.body)}\n${server.output.slice(-2).join("\n")}`,
        );
      return reply.body?.data as Record;
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await removeDataDir(server.dataDir);
    },
  };
}

/** Starts the Chromium of CHROME_PATH. */
export async function startBrowser(): Promise<Browser> {
  const { CHROME_PATH: executablePath = "/usr/bin/chromium" } = process.env;
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-prefers-reduced-motion"],
  });
}

/** A page, and what went wrong in it: errors in the console, exceptions, violations of the policy. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** Opens a page that nobody is signed in on. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  return { page, faults };
}

/** The build has low priority: on a busy machine it takes its time. */
const BUILD_MS = 180_000;

export interface SignInPlace {
  readonly url: string;
  /** Default: the admin key. */
  readonly key?: string;
}

/** Opens a path and signs in where the server asks for a key; waits until the dashboard stands. */
export async function signIn(page: Page, { url, key = TEST_KEY }: SignInPlace, path = "/msp"): Promise<void> {
  await page.goto(url + path);
  await page.getByLabel("API key").fill(key);
  await page.getByRole("button", { name: "Open the dashboard" }).click();
  // The first test after a change of the dashboard waits for its build.
  await page.getByRole("navigation", { name: "Pages" }).waitFor({ state: "attached", timeout: BUILD_MS });
}
