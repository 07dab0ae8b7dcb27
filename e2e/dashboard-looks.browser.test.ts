// How the dashboard behaves on every page: accessible by day, by night and on a phone, under a policy without exceptions,
// light to load, and smooth with a hundred thousand rows.
import { readFile } from "node:fs/promises";
import { get } from "node:http";
import { createRequire } from "node:module";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bringToLife, type HelpDeskLife } from "./dashboard-life.ts";
import { manyRows } from "./dashboard-rows.ts";
import { PATIENT, visitDashboard } from "./dashboard-visit.ts";

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

declare const axe: { run(options: object): Promise<AxeResults> };

/** On the wire, as over TLS, where browsers take Brotli. */
const BUDGET_BYTES = 250 * 1024;

const visit = visitDashboard();
let life: HelpDeskLife;
let axeSource: string;

beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  life = await bringToLife(visit.server);
}, 60_000);
afterAll(() => life?.[Symbol.dispose]());

function paths(): readonly string[] {
  const webhook = `/msp/settings/webhooks/${life.failingId}`;
  return [
    "/msp",
    "/msp/tickets",
    "/msp/tickets?new=true",
    `/msp/tickets/${life.ticketId}`,
    "/msp/deliveries",
    `/msp/deliveries?webhook=${life.failingId}&delivery=${life.deliveryId}`,
    `/msp/deliveries?delivery=${life.deliveryId}&compare=${life.otherDeliveryId}`,
    "/msp/deliveries?search=nothing-has-this",
    "/msp/settings/webhooks",
    "/msp/settings/webhooks?new=true",
    webhook,
    `${webhook}?tab=settings`,
    `/msp/settings/webhooks/${life.healthyId}?tab=secret`,
    `${webhook}?tab=recover&job=${life.jobId}`,
    `/msp/settings/webhooks/${life.disabledId}`,
    "/msp/tools/signature-doctor",
    "/msp/tools/request-bins",
    `/msp/tools/request-bins/${life.binId}`,
    "/msp/settings/api-keys",
    "/msp/settings/audit-log",
    "/msp/settings/notices",
    "/msp/tickets/00000000-0000-7000-8000-000000000000",
    "/msp/nowhere",
  ];
}

async function settle(page: Page): Promise<void> {
  await page.locator("main h1, [role=dialog] h2").first().waitFor();
  await expect.poll(() => page.locator("[aria-busy=true], .mantine-Skeleton-root").count(), PATIENT).toBe(0);
}

/** What axe finds serious; only what some rules find, when they are named. */
async function findSerious(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = rules === undefined ? {} : { runOnly: [...rules] };
  const { violations } = await page.evaluate((more) => axe.run({ resultTypes: ["violations"], ...more }), options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** As a debugger would: the page's own policy lets no foreign script in. */
async function loadAxe(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  await session.detach();
}

const SCHEME = "getComputedStyle(document.documentElement).colorScheme";
const LAPTOP = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
/** The structure is the same by night and on a phone; these rules look at what is not. */
const BY_COLOUR = ["color-contrast"];
const BY_SIZE = ["scrollable-region-focusable", "target-size", "aria-hidden-focus", "color-contrast"];

/** One page by day, by night and on a phone. */
async function lookAt(page: Page, path: string) {
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(LAPTOP);
  await visit.open(path);
  await settle(page);
  await loadAxe(page);
  // What is drawn by size, as charts are, follows a frame later.
  const overflow = () =>
    page.evaluate<number>(
      "new Promise((tell) => setTimeout(() => tell(document.documentElement.scrollWidth - innerWidth), 100))",
    );
  const serious = await findSerious(page);
  const overflowing = [await overflow()];
  await page.emulateMedia({ colorScheme: "dark" });
  await page.reload();
  await settle(page);
  await loadAxe(page);
  serious.push(...(await findSerious(page, BY_COLOUR)));
  await page.setViewportSize(PHONE);
  serious.push(...(await findSerious(page, BY_SIZE)));
  overflowing.push(await overflow());
  return { path, title: await page.title(), overflowing, serious };
}

it("every page has its title, fits, and is accessible by day, by night and on a phone", async () => {
  // The browser itself writes an answer 404 into the console; two pages are about what is not there.
  visit.forgive("404");
  for (const path of paths())
    expect(await lookAt(visit.page, path)).toEqual({
      path,
      title: expect.stringMatching(/^.+ · Ticketwire$/),
      overflowing: [0, 0],
      serious: [],
    });
});

it("follows the system's colours, and one's own choice over a reload", async () => {
  const { page } = visit;
  await page.emulateMedia({ colorScheme: "dark" });
  await visit.open("/msp/tickets");
  const scheme = () => page.evaluate<string>(SCHEME);
  await expect.poll(scheme, PATIENT).toBe("dark");
  await visit.button("Switch to light colours").click();
  await expect.poll(scheme, PATIENT).toBe("light");
  await page.reload();
  await settle(page);
  await expect.poll(scheme, PATIENT).toBe("light");
});

it("has its menu behind a button on a phone, and its filters behind another", async () => {
  const { page } = visit;
  await page.setViewportSize(PHONE);
  await visit.open("/msp/tickets");
  await visit.button("Menu").click();
  await page.getByRole("link", { name: "Deliveries" }).click();
  await page.getByRole("heading", { level: 1, name: "Deliveries" }).waitFor();
  expect(await page.getByLabel("Event type").first().isVisible()).toBe(false);
  await visit.button("Filters").click();
  await visit.choose("Status", "abandoned");
  await visit.text("No delivery matches").waitFor();
  expect(page.url()).toBe(`${visit.server.url}/msp/deliveries?status=abandoned`);
});

it.each(["the ticket that a payload links to", "a webhook", "/msp", "/msp/deliveries", "/msp/settings/webhooks"])(
  "is served under a policy without exceptions, and loads within its budget: %s",
  async (name) => {
    const { page } = visit;
    const path = name === "a webhook" ? `/msp/settings/webhooks/${life.failingId}` : pathOf(name);
    const answer = await page.goto(visit.server.url + path);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    await settle(page);
    const urls = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name: url }) => url));
    // Charts come when the page stands.
    const files = [...new Set(urls)].filter((url) => /\/assets\/(?!charts-)/.test(url));
    const sizes = await Promise.all(files.map(readSize));
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
  },
);

function pathOf(name: string): string {
  return name.startsWith("/") ? name : `/msp/tickets/${life.ticketId}`;
}

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

it("shows a hundred thousand deliveries with only those in view in the page, and moves nothing while one reads", async () => {
  const { page } = visit;
  const body = manyRows(life.failingId, ROWS);
  let asked = 0;
  await page.route(/\/deliveries\?/, (route: Route) => {
    if (!new URL(route.request().url()).pathname.startsWith("/api/")) return route.fallback();
    asked += 1;
    return route.fulfill({ body, contentType: "application/json" });
  });
  await visit.open(`/msp/deliveries?webhook=${life.failingId}`);
  const grid = page.getByRole("grid", { name: "Deliveries" });
  await expect.poll(() => grid.getAttribute("aria-rowcount"), PATIENT).toBe(String(ROWS + 1));
  await page.locator('[role=row][tabindex="0"]').focus();
  await page.keyboard.press("End");
  await expect.poll(() => grid.locator(`[aria-rowindex="${ROWS + 1}"]`).count(), PATIENT).toBe(1);
  expect(await grid.getByRole("row").count()).toBeLessThan(80);
  await visit.text("Waits while you read further down.").waitFor();
  const before = asked;
  await page.keyboard.press("Home");
  await visit.text("Waits while you read").waitFor({ state: "detached" });
  // At the top it looks again by itself.
  await expect.poll(() => asked, PATIENT).toBeGreaterThan(before);
});
