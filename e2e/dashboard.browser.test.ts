// The dashboard as people use it, in a real browser on a real server: signing in, the whole loop by clicking, keys alone.
import { describe, expect, it } from "vitest";
import { signIn } from "./dashboard-kit.ts";
import { PATIENT, visitDashboard } from "./dashboard-visit.ts";
import { TEST_KEY } from "./harness/server-process.ts";

const visit = visitDashboard({ isSignedIn: false });

describe("signing in", () => {
  it.each(["/msp/settings/webhooks", "/msp/tools/signature-doctor", "/msp/tickets?state=open"])(
    "is asked for at %s in one labelled password field, and then opens it",
    async (path) => {
      const { page, server } = visit;
      await visit.open(path);
      const field = page.getByLabel("API key");
      expect(await field.getAttribute("type")).toBe("password");
      expect(await page.locator("input:visible").count()).toBe(1);
      await field.fill(TEST_KEY);
      await page.keyboard.press("Enter");
      await page.getByRole("navigation", { name: "Pages" }).waitFor();
      expect(page.url()).toBe(server.url + path);
    },
  );

  it("opens the ticket that a payload links to", async () => {
    const { page, server } = visit;
    const { ticket_id: id, url } = await visit.makeTicket("Linked from a payload");
    expect(url).toBe(`${server.url}/msp/tickets/${id}`);
    await signIn(page, server, `/msp/tickets/${id}`);
    await page.getByRole("heading", { name: "Linked from a payload" }).waitFor();
    expect(await page.title()).toContain("Linked from a payload");
    await page.reload();
    await page.getByRole("heading", { name: "Linked from a payload" }).waitFor();
  });

  it("says when a key does not hold, and keeps where one wanted to go", async () => {
    const { page, server } = visit;
    visit.forgive("401");
    await visit.open("/msp/tickets");
    await page.getByLabel("API key").fill("not-a-key");
    await visit.button("Open the dashboard").click();
    expect(await page.getByRole("alert").textContent()).toContain("not known");
    await page.getByLabel("API key").fill(TEST_KEY);
    await visit.button("Open the dashboard").click();
    await page.getByRole("heading", { name: "Tickets" }).waitFor();
    expect(page.url()).toBe(`${server.url}/msp/tickets`);
  });

  it("ends with signing out, and when its key is revoked", async () => {
    const { page, server } = visit;
    const wish = { name: "Short-lived", scopes: ["admin"] };
    const key = await server.call<{ api_key: string; api_key_id: string }>("POST", "/api-keys", wish);
    await signIn(page, server, "/msp/tickets");
    await visit.button("Account").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("API key").fill(key.api_key);
    await visit.button("Open the dashboard").click();
    await page.getByRole("navigation", { name: "Pages" }).waitFor();
    await server.call("DELETE", `/api-keys/${key.api_key_id}`);
    await visit.open("/msp/tickets");
    await page.getByLabel("API key").waitFor();
    expect(await page.getByRole("navigation", { name: "Pages" }).count()).toBe(0);
  });

  it("with a narrow key shows what it may not do, and asks for another key where it may not read", async () => {
    const { page, server } = visit;
    visit.forgive("403");
    const { webhook_id: id } = await visit.makeWebhook("Only read", "http://127.0.0.1:9/in");
    const makeKey = (scopes: readonly string[]) =>
      server.call<{ api_key: string }>("POST", "/api-keys", { name: "Narrow", scopes });
    const webhooksKey = await makeKey(["webhooks:read"]);
    const ticketsKey = await makeKey(["tickets:read"]);
    const { url } = server;
    await signIn(page, { url, key: webhooksKey.api_key }, `/msp/settings/webhooks/${id}?tab=settings`);
    await visit.text("This key only reads webhooks").waitFor();
    for (const name of ["Test", "Pause", "Delete"])
      expect(await visit.button(name).getAttribute("aria-disabled")).toBe("true");
    await visit.button("Pause").focus();
    await visit.text("This key lacks the scope webhooks:write").waitFor();
    await page.context().clearCookies();
    await signIn(page, { url, key: ticketsKey.api_key }, `/msp/settings/webhooks/${id}`);
    await visit.text("Not with this key").waitFor();
    await visit.button("Sign in with another key").click();
    await page.getByLabel("API key").fill(webhooksKey.api_key);
    await visit.button("Open the dashboard").click();
    await page.getByRole("heading", { name: "Only read" }).waitFor();
  });
});

describe("the loop, by clicking", () => {
  it("from a request bin over a webhook and a ticket to a delivery with a valid signature", async () => {
    const { page, server } = visit;
    await signIn(page, server, "/msp/tools/request-bins");
    await visit.button("New request bin").first().click();
    await page.getByRole("link", { name: "Webhook to here" }).click();
    await visit.text("Ticketwire may send there.").waitFor();
    await page.getByLabel("Name").fill("Clicked together");
    await visit.button("Create the webhook").click();
    const secret = await page.getByRole("textbox", { name: "Signing secret" }).inputValue();
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    await visit.choose("A receiver in", "Python");
    await visit.text("def verify_ticketwire").waitFor();
    await visit.button("I have kept it").click();
    await page.getByRole("heading", { name: "Clicked together" }).waitFor();
    await page.getByRole("link", { name: "Tickets" }).click();
    await visit.button("New ticket").click();
    await page.getByLabel("Title").fill("Made by clicking");
    await visit.button("Create the ticket").click();
    const trail = page.getByRole("region", { name: "Event trail" });
    await visit.text("ticket.created", trail).waitFor();
    await visit.text("delivered", trail).waitFor();
    await trail.getByRole("link", { name: "Clicked together" }).first().click();
    await visit.text("X-Alga-Signature", page.getByRole("dialog")).waitFor();
    await visit.open("/msp/tools/request-bins");
    await page.getByRole("article").getByRole("link").first().click();
    await page.getByText("valid", { exact: true }).waitFor();
    expect(await page.getByText("not valid").count()).toBe(0);
  });

  it("a ticket is edited, assigned, commented, and each change is seen to arrive", async () => {
    const { page, server } = visit;
    const { url } = await visit.makeBin(200);
    const types = ["ticket.updated", "ticket.assigned", "ticket.comment.added", "ticket.status_changed"];
    await visit.makeWebhook("Sees changes", url, { event_types: types });
    const { ticket_id: id } = await visit.makeTicket("To be changed");
    await signIn(page, server, `/msp/tickets/${id}`);
    const trail = page.getByRole("region", { name: "Event trail" });
    await visit.choose("Assignee", "Tenant Admin");
    await visit.text("ticket.assigned", trail).waitFor();
    await visit.choose("Status", "In Progress");
    await visit.text("ticket.status_changed", trail).waitFor();
    await page.getByLabel("New comment").fill("Looking into it.");
    await visit.button("Add the comment").click();
    await visit.text("Looking into it.", page.getByRole("region", { name: "Comments" })).waitFor();
    await visit.text("ticket.comment.added", trail).waitFor();
    await expect.poll(() => trail.getByText("delivered").count(), PATIENT).toBeGreaterThanOrEqual(5);
  });

  it("a target that is refused is explained before anything is saved", async () => {
    const { page, server } = visit;
    visit.forgive("400");
    await signIn(page, server, "/msp/settings/webhooks?new=true");
    await page.getByLabel("URL").fill("https://10.0.0.7/hook");
    await visit.text("Ticketwire will not send there").waitFor();
    await page.getByLabel("Name").fill("Into the inside");
    await visit.button("Create the webhook").click();
    await expect.poll(() => page.getByLabel("URL").getAttribute("aria-invalid"), PATIENT).toBe("true");
  });
});

describe("keys alone", () => {
  it("go from page to page, through a table, into a delivery and back", async () => {
    const { page, server } = visit;
    const webhook = await visit.makeWebhook("By keys", (await visit.makeBin(200)).url);
    for (const title of ["First", "Second"]) await visit.makeTicket(title);
    await signIn(page, server);
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.getByRole("heading", { level: 1, name: "Tickets" }).waitFor();
    await page.keyboard.press("/");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe("Search tickets");
    await visit.open(`/msp/deliveries?webhook=${webhook.webhook_id}`);
    await page.getByRole("row").nth(2).waitFor();
    await page.locator('[role=row][tabindex="0"]').focus();
    await page.keyboard.press("ArrowDown");
    const focused = () => page.evaluate("document.activeElement.getAttribute('aria-rowindex')");
    await expect.poll(focused, PATIENT).toBe("3");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("Request", { exact: true }).waitFor();
    expect(page.url()).toContain("delivery=");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count(), PATIENT).toBe(0);
    await page.keyboard.press("Shift+?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
  });
});

describe("going back and forth", () => {
  it("closes what is open with the browser's button, opens it again, and holds over a reload", async () => {
    const { page, server } = visit;
    const webhook = await visit.makeWebhook("Back and forth", (await visit.makeBin(200)).url);
    for (const title of ["Opened second", "Opened first"]) await visit.makeTicket(title);
    await visit.waitForDeliveries(webhook.webhook_id, "delivered", 2);
    const path = `/msp/deliveries?webhook=${webhook.webhook_id}`;
    await signIn(page, server, path);
    const drawer = page.getByRole("dialog");
    await page.getByRole("row").nth(1).click();
    await visit.text("Exchange of attempt 1", drawer).waitFor();
    await page.goBack();
    await drawer.waitFor({ state: "detached" });
    expect(page.url()).toBe(server.url + path);
    await page.goForward();
    await visit.text("Exchange of attempt 1", drawer).waitFor();
    await page.reload();
    await visit.text("Exchange of attempt 1", drawer).waitFor();
    // The next one takes its place: one step back leads to the list.
    const first = page.url();
    await page.keyboard.press("j");
    await expect.poll(() => page.url(), PATIENT).not.toBe(first);
    await visit.button("Close").click();
    await drawer.waitFor({ state: "detached" });
    expect(page.url()).toBe(server.url + path);
    await visit.choose("Status", "abandoned");
    await visit.text("No delivery matches").waitFor();
    await page.goBack();
    await page.getByRole("row").nth(2).waitFor();
    expect(page.url()).toBe(server.url + path);
  });

  it("keeps a view under a name over a reload", async () => {
    const { page, server } = visit;
    await signIn(page, server, "/msp/tickets?state=closed");
    await visit.button("Views").click();
    await page.getByLabel("Keep this view as").fill("Done");
    await visit.button("Save").click();
    await page.keyboard.press("Escape");
    await visit.button("Clear").click();
    await expect.poll(() => page.url(), PATIENT).toBe(`${server.url}/msp/tickets`);
    await page.reload();
    await visit.button("Views").click();
    await page.getByRole("menuitem", { name: "Done" }).click();
    await expect.poll(() => page.url(), PATIENT).toBe(`${server.url}/msp/tickets?state=closed`);
  });

  it("says on the page when the server is away, and goes on by itself", async () => {
    const { page, server } = visit;
    visit.forgive("net::ERR_FAILED");
    await visit.makeTicket("Read before");
    await signIn(page, server, "/msp/tickets");
    await page.getByRole("row").nth(1).waitFor();
    await page.route("**/api/**", (route) => route.abort());
    await visit.text("The server does not answer").waitFor();
    // What was read before stays on the page.
    expect(await page.getByRole("grid", { name: "Tickets" }).count()).toBe(1);
    await page.unroute("**/api/**");
    await visit.text("The server does not answer").waitFor({ state: "detached" });
  });
});
