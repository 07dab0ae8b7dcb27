// How the dashboard behaves on every page: accessible by day, by night and on a phone, under a policy without exceptions,
// light to load, and smooth with a hundred thousand rows.
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type DashboardServer, openPage, signIn, startBrowser, startDashboardServer } from "./dashboard-kit.ts";
import { bringToLife, type HelpDeskLife } from "./dashboard-life.ts";
import { PATIENT } from "./dashboard-visit.ts";

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

declare const axe: { run(options: object): Promise<AxeResults> };

const BUDGET_BYTES = 250 * 1024;

vi.setConfig({ testTimeout: 240_000 });

let server: DashboardServer;
let browser: Browser;
let life: HelpDeskLife;
let axeSource: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDashboardServer(), startBrowser()]);
  axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const { page } = await openPage(browser);
  await signIn(page, server);
  await page.context().close();
  life = await bringToLife(server);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

function paths(): readonly string[] {
  const webhook = `/msp/settings/webhooks/${life.failingId}`;
  return [
    "/msp",
    "/msp/tickets",
    "/msp/tickets?new=true",
    `/msp/tickets/${life.ticketId}`,
    `/msp/deliveries?webhook=${life.failingId}&delivery=${life.deliveryId}`,
    `/msp/deliveries?webhook=${life.failingId}`,
    "/msp/settings/webhooks",
    "/msp/settings/webhooks?new=true",
    webhook,
    `${webhook}?tab=settings`,
    `/msp/settings/webhooks/${life.healthyId}?tab=secret`,
    `${webhook}?tab=recover`,
    "/msp/tools/signature-doctor",
    `/msp/tools/request-bins/${life.binId}`,
    "/msp/settings/api-keys",
    "/msp/settings/audit-log",
    "/msp/settings/notices",
    "/msp/nowhere",
  ];
}

async function settle(page: Page): Promise<void> {
  await page.locator("main h1, [role=dialog] h2").first().waitFor();
  await expect.poll(() => page.locator("[aria-busy=true], .mantine-Skeleton-root").count(), PATIENT).toBe(0);
}

async function findSerious(page: Page): Promise<readonly string[]> {
  // As a debugger would: the page's own policy lets no foreign script in.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  await session.detach();
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  "by day": { colorScheme: "light" },
  "by night": { colorScheme: "dark" },
  "on a phone": { viewport: { width: 360, height: 740 } },
};

it.each(Object.entries(LOOKS))(
  "every page has its title, fits, and is accessible %s, without a word in the console",
  async (_look, options) => {
    const { page, faults } = await openPage(browser, options);
    await signIn(page, server);
    for (const path of paths()) {
      await page.goto(server.url + path);
      await settle(page);
      const title = await page.title();
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      const serious = await findSerious(page);
      expect({ path, title, overflow, serious }).toEqual({
        path,
        title: expect.stringMatching(/^.+ · Ticketwire$/),
        overflow: 0,
        serious: [],
      });
    }
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

it("follows the system's colours, and one's own choice over a reload", async () => {
  const { page } = await openPage(browser, { colorScheme: "dark" });
  await signIn(page, server);
  const scheme = () => page.evaluate<string>("getComputedStyle(document.documentElement).colorScheme");
  await expect.poll(scheme, PATIENT).toBe("dark");
  await page.getByRole("button", { name: "Switch to light colours" }).click();
  await expect.poll(scheme, PATIENT).toBe("light");
  await page.reload();
  await settle(page);
  await expect.poll(scheme, PATIENT).toBe("light");
  await page.context().close();
});

it("has its menu behind a button on a phone", async () => {
  const { page } = await openPage(browser, { viewport: { width: 360, height: 740 } });
  await signIn(page, server, "/msp/tickets");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("heading", { level: 1, name: "Webhooks" }).waitFor();
  expect(page.url()).toBe(`${server.url}/msp/settings/webhooks`);
  await page.context().close();
});

it("is served under a policy without exceptions, and loads within its budget", async () => {
  const { page } = await openPage(browser);
  await signIn(page, server, "/msp/tickets");
  const answer = await page.goto(`${server.url}/msp`);
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-|\*|https?:/);
  await settle(page);
  await page.context().close();
  // The page that payloads link to, as over TLS, where browsers take Brotli.
  const fresh = await openPage(browser);
  await signIn(fresh.page, server, `/msp/tickets/${life.ticketId}`);
  await settle(fresh.page);
  const urls = await fresh.page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  await fresh.page.context().close();
  const files = [...new Set(urls)].filter((url) => url.includes("/assets/"));
  const sizes = await Promise.all(files.map(readSize));
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
});

/** Bytes on the wire. */
function readSize(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br" } }, (answer) => {
      answer.resume();
      resolve(Number(answer.headers["content-length"]));
    }).once("error", reject);
  });
}

const ROWS = 100_000;

function hundredThousandRows(): string {
  const row = (index: number) => ({
    delivery_id: `0198c0de-0000-7000-8000-${String(index).padStart(12, "0")}`,
    webhook_id: life.failingId,
    event_type: "ticket.updated",
    sequence: ROWS - index,
    status: "delivered",
    response_status_code: 200,
    duration_ms: 12.3,
    attempt_number: 1,
    created_at: "2026-01-31T08:00:00.000Z",
  });
  const pagination = {
    page: 1,
    limit: ROWS,
    total: ROWS,
    totalPages: 1,
    hasNext: false,
    hasPrev: false,
    next_cursor: null,
  };
  return JSON.stringify({ data: Array.from({ length: ROWS }, (_unused, index) => row(index)), pagination });
}

it("shows a hundred thousand deliveries with only those in view in the page", async () => {
  const { page } = await openPage(browser);
  const body = hundredThousandRows();
  await page.route(/\/deliveries\?/, (route: Route) =>
    new URL(route.request().url()).pathname.startsWith("/api/")
      ? route.fulfill({ body, contentType: "application/json" })
      : route.fallback(),
  );
  await signIn(page, server, `/msp/deliveries?webhook=${life.failingId}`);
  await page.getByRole("switch", { name: "Live" }).uncheck({ force: true });
  const grid = page.getByRole("grid", { name: "Deliveries" });
  await expect.poll(() => grid.getAttribute("aria-rowcount"), PATIENT).toBe(String(ROWS + 1));
  await page.locator('[role=row][tabindex="0"]').focus();
  await page.keyboard.press("End");
  await expect.poll(() => grid.locator(`[aria-rowindex="${ROWS + 1}"]`).count(), PATIENT).toBe(1);
  expect(await grid.getByRole("row").count()).toBeLessThan(80);
  await page.context().close();
});
