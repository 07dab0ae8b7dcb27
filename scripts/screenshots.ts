// `npm run screenshots`: every page of the dashboard, by day, by night and on a phone, for looking at; with `--readme` the two
// that the README shows, into docs/images. It starts a server of its own with some life in it.
// In: a folder (default: .cache/screenshots). Out: PNG files.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { openPage, signIn, startBrowser, startDashboardServer, type DashboardServer } from "../e2e/dashboard-kit.ts";
import { bringToLife, type HelpDeskLife } from "../e2e/dashboard-life.ts";
import { provideBrowser } from "./test/browser.ts";

const isForReadme = process.argv.includes("--readme");
const [folder = isForReadme ? "docs/images" : ".cache/screenshots"] = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("--"));

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light", viewport: { width: 1360, height: 860 } },
  dark: { colorScheme: "dark", viewport: { width: 1360, height: 860 } },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
};

/** What the README shows, and by which light. */
const README: Readonly<Record<string, string>> = { ticket: "light", delivery: "dark" };

function pagesOf(life: HelpDeskLife): Readonly<Record<string, string>> {
  const webhook = `/msp/settings/webhooks/${life.failingId}`;
  return {
    overview: "/msp",
    tickets: "/msp/tickets",
    "ticket-new": "/msp/tickets?new=true",
    ticket: `/msp/tickets/${life.ticketId}`,
    deliveries: "/msp/deliveries",
    "deliveries-of-one": `/msp/deliveries?webhook=${life.failingId}`,
    "deliveries-none": "/msp/deliveries?search=nothing-has-this",
    delivery: `/msp/deliveries?webhook=${life.failingId}&delivery=${life.deliveryId}`,
    compare: `/msp/deliveries?delivery=${life.deliveryId}&compare=${life.otherDeliveryId}`,
    webhooks: "/msp/settings/webhooks",
    "webhook-new": "/msp/settings/webhooks?new=true",
    webhook,
    "webhook-settings": `${webhook}?tab=settings`,
    "webhook-secret": `/msp/settings/webhooks/${life.healthyId}?tab=secret`,
    "webhook-recover": `${webhook}?tab=recover&job=${life.jobId}`,
    "webhook-paused": `/msp/settings/webhooks/${life.pausedId}`,
    "webhook-disabled": `/msp/settings/webhooks/${life.disabledId}`,
    "signature-doctor": "/msp/tools/signature-doctor",
    "request-bins": "/msp/tools/request-bins",
    "request-bin": `/msp/tools/request-bins/${life.binId}`,
    "api-keys": "/msp/settings/api-keys",
    "audit-log": "/msp/settings/audit-log",
    notices: "/msp/settings/notices",
    "ticket-missing": "/msp/tickets/00000000-0000-7000-8000-000000000000",
    missing: "/msp/nowhere",
  };
}

// Pages look again and again by themselves, so the network never rests: wait for what is shown.
async function show(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("main h1, [role=dialog] h2").first().waitFor();
  await page.locator("[aria-busy=true], .mantine-Skeleton-root").first().waitFor({ state: "detached" });
  await page.waitForTimeout(500);
}

async function takeAll(server: DashboardServer): Promise<number> {
  const browser = await startBrowser();
  let count = 0;
  try {
    const first = await openPage(browser, LOOKS["light"]);
    await signIn(first.page, server);
    await first.page.getByText("Nothing is set up yet").waitFor();
    await first.page.screenshot({ path: join(folder, "first-run.png") });
    using life = await bringToLife(server);
    for (const [look, options] of Object.entries(LOOKS)) {
      const { page } = await openPage(browser, options);
      await page.goto(`${server.url}/msp/tickets`);
      await page.screenshot({ path: join(folder, `sign-in-${look}.png`) });
      await signIn(page, server);
      for (const [name, path] of Object.entries(pagesOf(life))) {
        await show(page, server.url + path);
        await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: look !== "phone" });
        count += 1;
      }
    }
  } finally {
    await browser.close();
  }
  return count;
}

async function takeForReadme(server: DashboardServer): Promise<number> {
  const browser = await startBrowser();
  try {
    using life = await bringToLife(server);
    const pages = pagesOf(life);
    for (const [name, look] of Object.entries(README)) {
      const { page } = await openPage(browser, { ...LOOKS[look], viewport: { width: 1240, height: 780 } });
      await signIn(page, server);
      await show(page, server.url + pages[name]);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    }
  } finally {
    await browser.close();
  }
  return Object.keys(README).length;
}

mkdirSync(folder, { recursive: true });
provideBrowser();
await using server = await startDashboardServer();
const count = await (isForReadme ? takeForReadme(server) : takeAll(server));
process.stdout.write(`${count} screenshots in ${folder}\n`);
