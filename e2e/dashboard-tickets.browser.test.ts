// Working on tickets in a real browser: two people at one ticket, drafts that are kept, mistakes said at their field, long
// tickets, the way from the list into a ticket and back.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PATIENT, visitDashboard } from "./dashboard-visit.ts";
import { TEST_KEY } from "./harness/server-process.ts";

const visit = visitDashboard();

interface Ticket {
  readonly title: string;
  readonly description: string | null;
  readonly status_name: string;
  readonly tags: readonly string[];
  readonly version: number;
}

const read = (id: string) => visit.server.call<Ticket>("GET", `/tickets/${id}`);
const change = (id: string, body: object) => visit.server.call("PUT", `/tickets/${id}`, body);
const tags = () => visit.page.getByRole("combobox", { name: "Tags" });
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

/** Opens a ticket and its form; the page looks at the ticket again only after what the test does meanwhile. */
async function edit(id: string, title: string): Promise<void> {
  await visit.open(`/msp/tickets/${id}`);
  await visit.button("Edit").click();
  await visit.page.getByLabel("Title").fill(title);
}

describe("two people at one ticket", () => {
  it("both keep what they changed when it is not the same", async () => {
    visit.forgive("412");
    const { page } = visit;
    const { ticket_id: id } = await visit.makeTicket("Shared");
    await edit(id, "Mine");
    await change(id, { description: "Theirs", tags: ["theirs"] });
    await visit.button("Save").click();
    await page.getByRole("heading", { level: 1, name: "Mine" }).waitFor();
    expect(await read(id)).toMatchObject({ title: "Mine", description: "Theirs", tags: ["theirs"] });
    await tags().fill("mine");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await read(id)).tags, PATIENT).toEqual(["theirs", "mine"]);
  });

  it("are told when it is the same field, and choose; nothing is lost until then", async () => {
    visit.forgive("412");
    const { page } = visit;
    const { ticket_id: id } = await visit.makeTicket("Torn");
    await edit(id, "Mine");
    await change(id, { title: "Theirs" });
    await visit.button("Save").click();
    const notice = page.getByRole("alert").filter({ hasText: "Somebody else changed this meanwhile" });
    await visit.text("Theirs", notice).waitFor();
    expect(await read(id)).toMatchObject({ title: "Theirs" });
    expect(await page.getByLabel("Title").inputValue()).toBe("Mine");
    await visit.button("Save mine").click();
    await page.getByRole("heading", { level: 1, name: "Mine" }).waitFor();
    expect(await read(id)).toMatchObject({ title: "Mine", version: 3 });
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Edit");
  });
});

describe("what is typed", () => {
  it("is asked about before the page is left, and kept as a comment's draft over a reload", async () => {
    const { page, server } = visit;
    const { ticket_id: id } = await visit.makeTicket("Drafted");
    await edit(id, "Not saved");
    await page.getByRole("link", { name: "Webhooks" }).click();
    await visit.button("Stay here", dialog(page, "Leave without saving?")).click();
    expect(await page.getByLabel("Title").inputValue()).toBe("Not saved");
    await page.getByRole("link", { name: "Webhooks" }).click();
    await visit.button("Leave", dialog(page, "Leave without saving?")).click();
    await page.getByRole("heading", { level: 1, name: "Webhooks" }).waitFor();
    await page.goBack();
    await page.getByLabel("New comment").fill("Half a thou");
    await page.reload();
    await expect.poll(() => page.getByLabel("New comment").inputValue(), PATIENT).toBe("Half a thou");
    await visit.button("Add the comment").click();
    await visit.text("Half a thou", page.getByRole("article")).waitFor();
    expect(await page.getByLabel("New comment").inputValue()).toBe("");
    expect(await server.call("GET", `/tickets/${id}/comments`)).toHaveLength(1);
  });

  it("is refused at its field, with what is wrong", async () => {
    const { page } = visit;
    visit.forgive("400");
    await visit.open("/msp/tickets?new=true");
    const form = dialog(page, "New ticket");
    await visit.button("Create the ticket", form).click();
    await visit.text("A title is needed", form).waitFor();
    expect(await page.evaluate("document.activeElement.getAttribute('aria-invalid')")).toBe("true");
    await form.getByLabel("Title").fill("x".repeat(256));
    await visit.button("Create the ticket", form).click();
    await visit.text("At most 255 characters; these are 256", form).waitFor();
    await form.getByLabel("Title").fill("Right");
    await tags().last().fill("y".repeat(101));
    await visit.button("Create the ticket", form).click();
    await visit.text("must have at most 100 characters", form).waitFor();
    // Escape answers only the question, and leaves the panel as it is.
    const question = dialog(page, "Leave without saving?");
    for (const isThere of [true, false]) {
      await page.keyboard.press("Escape");
      await question.waitFor({ state: isThere ? "visible" : "detached" });
    }
    expect(await form.getByLabel("Title").inputValue()).toBe("Right");
  });
});

it("a due date is chosen by several clicks, saved once, and taken away; the focus stays at its field", async () => {
  const { page } = visit;
  const { ticket_id: id } = await visit.makeTicket("Falls due");
  const due = async () => (await visit.server.call<{ due_date: string | null }>("GET", `/tickets/${id}`)).due_date;
  await visit.open(`/msp/tickets/${id}`);
  await page.getByLabel("Due", { exact: true }).click();
  await visit.button(/^14 /).first().click();
  await visit.button(/^15 /).first().click();
  await page.keyboard.press("Escape");
  await expect.poll(due, PATIENT).toMatch(/-15T/);
  expect(await read(id)).toMatchObject({ version: 2 });
  expect(await page.evaluate("document.activeElement.textContent")).toContain("17:00");
  await visit.button("Take the due date away").click();
  await expect.poll(due, PATIENT).toBeNull();
});

describe("a long ticket", () => {
  it("shows its newest comments and events first, and older ones when they are asked for", async () => {
    const { page, server } = visit;
    const ticket = { title: "Talked about", description: "A line.\n".repeat(12_000) };
    const { ticket_id: id } = await server.call<{ ticket_id: string }>("POST", "/tickets", ticket);
    for (let count = 1; count <= 23; count++)
      await server.call("POST", `/tickets/${id}/comments`, { comment_text: `Comment number ${count}.` });
    await visit.open(`/msp/tickets/${id}`);
    const comments = page.getByRole("region", { name: "Comments" }).getByRole("article");
    await comments.nth(19).waitFor();
    expect(await comments.last().textContent()).toContain("Comment number 23.");
    await visit.button("Show earlier comments (3)").click();
    await expect.poll(() => comments.first().textContent(), PATIENT).toContain("Comment number 1.");
    await visit.button("Show older events").click();
    await visit.text("ticket.created", page.getByRole("region", { name: "Event trail" })).waitFor();
    const words = page.getByRole("region", { name: "Description" });
    const height = async () => (await words.boundingBox())?.height ?? 0;
    expect(await height()).toBeLessThan(600);
    await visit.button("Show all", words).click();
    expect(await height()).toBeGreaterThan(10_000);
  });
});

describe("the list", () => {
  it("opens a ticket by its link, and is as one left it when one comes back", async () => {
    const { page, server } = visit;
    for (let count = 0; count < 60; count++)
      await server.call("POST", "/tickets", { title: `Row ${count}`, tags: ["rows, many"] });
    await visit.open("/msp/tickets");
    await tags().fill("rows; many");
    await page.keyboard.press("Enter");
    await visit.text("No ticket matches").waitFor();
    await visit.open(`/msp/tickets?tags=${encodeURIComponent('["rows, many"]')}&sort=title`);
    const grid = page.getByRole("grid", { name: "Tickets" });
    await expect.poll(() => grid.getAttribute("aria-rowcount"), PATIENT).toBe("61");
    await grid.evaluate((element) => element.scrollTo(0, 900));
    const last = page.getByRole("link", { name: "Row 40" });
    await last.click();
    await page.getByRole("heading", { level: 1, name: "Row 40" }).waitFor();
    await page.goBack();
    await last.waitFor();
    expect(await grid.evaluate((element) => element.scrollTop)).toBeGreaterThan(500);
    await last.click();
    await page.getByRole("navigation", { name: "Where this ticket is" }).getByRole("link").click();
    await expect.poll(() => page.url(), PATIENT).toContain("sort=title");
  });
});

interface Key {
  readonly api_key: string;
  readonly api_key_id: string;
}

describe("a key", () => {
  it("that only reads tickets shows them, says why it changes nothing, and what else it may not see", async () => {
    const { page, server } = visit;
    visit.forgive("403");
    const { ticket_id: id } = await visit.makeTicket("Read only");
    const key = await server.call<Key>("POST", "/api-keys", { name: "Reader", scopes: ["tickets:read"] });
    await page.context().clearCookies();
    await visit.open(`/msp/tickets/${id}`);
    await page.getByLabel("API key").fill(key.api_key);
    await visit.button("Open the dashboard").click();
    await visit.text("This key only reads tickets").waitFor();
    await visit.text("ticket.created", page.getByRole("region", { name: "Event trail" })).waitFor();
    expect(await visit.button("Edit").count()).toBe(0);
    expect(await page.getByLabel("New comment").count()).toBe(0);
    for (const [name, scope] of [
      ["Overview", "webhooks:read"],
      ["API keys", "admin"],
      ["Audit log", "admin"],
      ["Notices", "webhooks:read"],
    ] as const) {
      await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await visit.text(scope, page.getByRole("main")).waitFor();
      expect(await page.getByRole("alert").count()).toBe(0);
      // Keys go on from the page that was opened.
      expect(await page.evaluate("document.activeElement.id")).toBe("content");
    }
    await visit.open("/msp/tickets?new=true");
    await visit.text("This key only reads tickets", dialog(page, "New ticket")).waitFor();
  });

  it("that is revoked under an open page is asked for again in place, and nothing typed is lost", async () => {
    const { page, server } = visit;
    visit.forgive("401");
    const { ticket_id: id } = await visit.makeTicket("Signed out");
    const key = await server.call<Key>("POST", "/api-keys", { name: "Ends", scopes: ["admin"] });
    await page.context().clearCookies();
    await visit.open(`/msp/tickets/${id}`);
    await page.getByLabel("API key").fill(key.api_key);
    await visit.button("Open the dashboard").click();
    await visit.button("Edit").click();
    await page.getByLabel("Title").fill("Typed before");
    await server.call("DELETE", `/api-keys/${key.api_key_id}`);
    const ended = dialog(page, "Your session has ended");
    await ended.waitFor();
    expect(await ended.getByLabel("API key").getAttribute("type")).toBe("password");
    await ended.getByLabel("API key").fill("wrong");
    await page.keyboard.press("Enter");
    await visit.text("This key does not hold either.", ended).waitFor();
    await ended.getByLabel("API key").fill(TEST_KEY);
    await page.keyboard.press("Enter");
    await ended.waitFor({ state: "detached" });
    await visit.button("Save").click();
    await page.getByRole("heading", { level: 1, name: "Typed before" }).waitFor();
  });
});
