// A visit to the dashboard for a test file: one server and one browser for all its tests, a signed-in page for each, and the
// few things every flow does. What went wrong in a page fails its test. In: nothing. Out: the visit, filled in by hooks.
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import {
  type DashboardServer,
  openPage,
  signIn,
  startBrowser,
  startDashboardServer,
  type WatchedPage,
} from "./dashboard-kit.ts";
import { until } from "./dashboard-life.ts";

/** What the API gives back for what a test makes. */
export interface Made {
  readonly webhook_id: string;
  readonly ticket_id: string;
  readonly bin_id: string;
  readonly url: string;
  readonly signing_secret: string;
}

export const PATIENT = { timeout: 20_000 };

type Session = Exclude<BrowserContextOptions["storageState"], undefined>;

export class Visit {
  server!: DashboardServer;
  browser!: Browser;
  #watched!: WatchedPage;
  #session!: Session;
  #forgiven: string[] = [];

  get page(): Page {
    return this.#watched.page;
  }

  /** The browser itself writes each refused call into the console; a test that provokes one says so. */
  forgive(words: string): void {
    this.#forgiven.push(words);
  }

  async begin(): Promise<void> {
    [this.server, this.browser] = await Promise.all([startDashboardServer(), startBrowser()]);
    // The build of a changed dashboard is waited for here, once.
    const { page } = await openPage(this.browser);
    await signIn(page, this.server);
    this.#session = await page.context().storageState();
    await page.context().close();
  }

  async end(): Promise<void> {
    await this.browser?.close();
    await this.server?.[Symbol.asyncDispose]();
  }

  /** Opens the page of a test. */
  async enter(isSignedIn: boolean): Promise<void> {
    this.#forgiven = [];
    this.#watched = await openPage(this.browser, isSignedIn ? { storageState: this.#session } : {});
    this.page.setDefaultTimeout(PATIENT.timeout);
  }

  /** Closes it, and fails when anything went wrong in it. */
  async leave(): Promise<void> {
    await this.page.context().close();
    expect(this.#watched.faults.filter((fault) => !this.#forgiven.some((words) => fault.includes(words)))).toEqual([]);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.server.url + path);
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole("button", { name });
  }

  text(words: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByText(words).first();
  }

  /** Opens a choice and takes an option. */
  async choose(label: string | RegExp, option: string | RegExp): Promise<void> {
    await this.page.locator("input").and(this.page.getByLabel(label)).first().click();
    await this.page.getByRole("option", { name: option }).click();
  }

  makeBin(status: number, body = ""): Promise<Made> {
    return this.server.call<Made>("POST", "/request-bins", { response_status: status, response_body: body });
  }

  makeTicket(title: string): Promise<Made> {
    return this.server.call<Made>("POST", "/tickets", { title });
  }

  makeWebhook(name: string, url: string, settings: object = {}): Promise<Made> {
    return this.server.call<Made>("POST", "/webhooks", { name, url, event_types: ["ticket.created"], ...settings });
  }

  /** Waits until a webhook has this many deliveries of a status. */
  async waitForDeliveries(webhookId: string, status: string, count = 1): Promise<void> {
    await until(async () => {
      const path = `/webhooks/${webhookId}/deliveries?status=${status}`;
      const found = await this.server.call<readonly object[]>("GET", path);
      return found.length >= count ? true : undefined;
    }, `${count} ${status}`);
  }
}

/** Visits the dashboard in this file; each test has a fresh page, signed in unless it is not wanted. */
export function visitDashboard({ isSignedIn = true } = {}): Visit {
  // A page waits for a browser, a server and each other; on a busy machine that takes its time.
  vi.setConfig({ testTimeout: 300_000 });
  const visit = new Visit();
  beforeAll(() => visit.begin(), 240_000);
  afterAll(() => visit.end());
  beforeEach(() => visit.enter(isSignedIn));
  afterEach(() => visit.leave());
  return visit;
}
