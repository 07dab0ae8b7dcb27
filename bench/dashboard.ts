// How fast the dashboard is in a real browser: first and largest paint, layout shift and blocked time of the pages that
// people open first, on a laptop and under the conditions of a slow phone; and how smoothly 100,000 rows scroll.
import type { Browser, BrowserContextOptions, CDPSession } from "playwright-core";
import { openPage, signIn, startBrowser, startDashboardServer, type DashboardServer } from "../e2e/dashboard-kit.ts";
import { bringToLife, type HelpDeskLife } from "../e2e/dashboard-life.ts";
import { manyRows } from "../e2e/dashboard-rows.ts";
import { provideBrowser } from "../scripts/test/browser.ts";

interface Paints {
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly shift: number;
  readonly blocked: number;
}

interface Conditions {
  readonly name: string;
  readonly context: BrowserContextOptions;
  readonly slowdown: number;
  /** Bytes a second and milliseconds; null: as it is on loopback. */
  readonly network: { readonly downloadThroughput: number; readonly latency: number } | null;
}

/** The second is what Lighthouse takes for a phone: a quarter of the speed, 1.6 Mbit/s, 150 ms. */
const CONDITIONS: readonly Conditions[] = [
  { name: "laptop", context: { viewport: { width: 1360, height: 860 } }, slowdown: 1, network: null },
  {
    name: "slow phone",
    context: { viewport: { width: 390, height: 844 } },
    slowdown: 4,
    network: { downloadThroughput: 1_600_000 / 8, latency: 150 },
  },
];

const RUNS = 3;
/** A page is at rest when nothing is painted or shifted for this long; it goes on asking for news. */
const REST_MS = 2_500;
const ROWS = 100_000;

/** Runs in the page before anything else of it. */
const WATCH_PAINTS = `
  globalThis.seenPaints = { firstPaint: 0, largestPaint: 0, shift: 0, blocked: 0 };
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seenPaints.firstPaint = entry.startTime; });
  watch("largest-contentful-paint", (entry) => { seenPaints.largestPaint = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seenPaints.shift += entry.value; });
  watch("longtask", (entry) => { seenPaints.blocked += Math.max(0, entry.duration - 50); });
`;

/** Scrolls through the whole table, mostly line by line, now and then far; gives the gaps between frames. */
const SCROLL = `(async () => {
  const scroller = document.querySelector('[role="grid"]');
  const frame = () => new Promise(requestAnimationFrame);
  const gaps = [];
  let before = await frame();
  for (let step = 0; step < 150; step++) {
    scroller.scrollBy(0, step % 30 === 29 ? scroller.scrollHeight / 6 : 120);
    const now = await frame();
    gaps.push(now - before);
    before = now;
  }
  return gaps;
})()`;

async function throttle(session: CDPSession, { slowdown, network }: Conditions): Promise<void> {
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  if (network === null) return;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, uploadThroughput: 96_000, ...network });
}

type Session = Exclude<BrowserContextOptions["storageState"], undefined>;

interface Visit {
  readonly browser: Browser;
  readonly session: Session;
  readonly conditions: Conditions;
  readonly url: string;
}

/** One visit with an empty cache. */
async function visitOnce({ browser, session, conditions, url }: Visit): Promise<Paints> {
  const { page } = await openPage(browser, { ...conditions.context, storageState: session });
  await page.addInitScript({ content: WATCH_PAINTS });
  await throttle(await page.context().newCDPSession(page), conditions);
  await page.goto(url);
  await page.locator("main h1").first().waitFor();
  await page.waitForTimeout(REST_MS);
  const paints = await page.evaluate<Paints>("seenPaints");
  await page.context().close();
  return paints;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measurePage(visit: Visit, name: string): Promise<void> {
  const runs: Paints[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await visitOnce(visit));
  const of = (pick: (paints: Paints) => number) => medianOf(runs.map(pick));
  console.log(
    `${visit.conditions.name}, ${name}: FCP ${of((run) => run.firstPaint).toFixed(0)} ms, ` +
      `LCP ${of((run) => run.largestPaint).toFixed(0)} ms, CLS ${of((run) => run.shift).toFixed(3)}, ` +
      `TBT ${of((run) => run.blocked).toFixed(0)} ms (medians of ${RUNS}, cold)`,
  );
}

async function measureScrolling({ browser, session, conditions, url }: Visit, webhookId: string): Promise<void> {
  const { page } = await openPage(browser, { ...conditions.context, storageState: session });
  const body = manyRows(webhookId, ROWS);
  await page.route("**/api/v1/webhooks/*/deliveries?*", (route) =>
    route.fulfill({ body, contentType: "application/json" }),
  );
  await page.goto(`${url}/msp/deliveries?webhook=${webhookId}`);
  await page.locator(`[aria-rowcount="${ROWS + 1}"]`).waitFor();
  await throttle(await page.context().newCDPSession(page), { ...conditions, network: null });
  const gaps = (await page.evaluate<number[]>(SCROLL)).toSorted((a, b) => a - b);
  const at = (share: number) => (gaps[Math.floor(share * (gaps.length - 1))] ?? Number.NaN).toFixed(0);
  const drawn = await page.getByRole("row").count();
  console.log(
    `${conditions.name}, ${ROWS.toLocaleString("en")} deliveries scrolled: frames p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ` +
      `worst ${at(1)} ms; ${drawn} rows in the page`,
  );
  await page.context().close();
}

async function openSession(browser: Browser, server: DashboardServer): Promise<Session> {
  const { page } = await openPage(browser);
  await signIn(page, server);
  const session = await page.context().storageState();
  await page.context().close();
  return session;
}

const PAGES: Readonly<Record<string, (life: HelpDeskLife) => string>> = {
  ticket: (life) => `/msp/tickets/${life.ticketId}`,
  overview: () => "/msp",
  webhooks: () => "/msp/settings/webhooks",
  deliveries: () => "/msp/deliveries",
};

/** Paints and frames of the dashboard. */
export async function measureDashboard(): Promise<void> {
  provideBrowser();
  await using server = await startDashboardServer();
  await using browser = await startBrowser();
  using life = await bringToLife(server);
  const session = await openSession(browser, server);
  for (const conditions of CONDITIONS) {
    const visit = { browser, session, conditions };
    for (const [name, pathOf] of Object.entries(PAGES))
      await measurePage({ ...visit, url: server.url + pathOf(life) }, name);
    await measureScrolling({ ...visit, url: server.url }, life.failingId);
  }
}
