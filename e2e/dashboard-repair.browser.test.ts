// Repairing by clicking: a receiver that fails is explained, fixed and sent to again; what was missed is recovered; secrets
// are rotated and examined.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { importSigningSecret, signV1 } from "@ticketwire/contract";
import { describe, expect, it } from "vitest";
import { openUntrustedReceiver } from "./dashboard-life.ts";
import { PATIENT, visitDashboard } from "./dashboard-visit.ts";

const visit = visitDashboard();

const TOO_OFTEN = {
  status: 429,
  contentType: "application/json",
  body: '{"error":{"code":"RATE_LIMITED","message":"Too often","details":{"retry_after_ms":1,"remaining":0}}}',
};

describe("a receiver that fails", () => {
  it("is explained, fixed, and sent to again", async () => {
    const { page, server } = visit;
    const bin = await visit.makeBin(500, '{"error":"no space left"}');
    const webhook = await visit.makeWebhook("Fails", bin.url);
    await visit.makeTicket("Will fail");
    await visit.waitForDeliveries(webhook.webhook_id, "retrying");
    await visit.open(`/msp/settings/webhooks/${webhook.webhook_id}`);
    await page.getByRole("link", { name: "Show the exchange" }).click();
    const drawer = page.getByRole("dialog");
    await visit.text("no space left", drawer).waitFor();
    await visit.text("Answered 500.", drawer).waitFor();
    await server.call("PUT", `/request-bins/${bin.bin_id}`, { response_status: 200 });
    await visit.button("Resend", drawer).click();
    await visit.text("Attempt 2", drawer).waitFor();
    await visit.text("delivered", drawer).waitFor();
    expect(await drawer.getByRole("alert").count()).toBe(0);
  });

  it("is told the day on which its certificate expired", async () => {
    const dates = { validFrom: new Date("2019-01-31T12:00:00Z"), validTo: new Date("2020-01-31T12:00:00Z") };
    using receiver = await openUntrustedReceiver(dates);
    const webhook = await visit.makeWebhook("Out of date", receiver.url);
    await visit.makeTicket("Meets an expired certificate");
    await visit.waitForDeliveries(webhook.webhook_id, "retrying");
    await visit.open(`/msp/deliveries?webhook=${webhook.webhook_id}`);
    await visit.page.getByRole("row").nth(1).click();
    const drawer = visit.page.getByRole("dialog");
    await visit.text("Renew the certificate", drawer).waitFor();
    expect(await drawer.textContent()).toContain("The certificate expired on 2020-01-31.");
  });

  it("has its backlog counted and recovered", async () => {
    const { page, server } = visit;
    const bin = await visit.makeBin(500);
    const webhook = await visit.makeWebhook("Was down", bin.url, { retry_schedule: [] });
    for (const title of ["Missed 1", "Missed 2"]) await visit.makeTicket(title);
    await visit.waitForDeliveries(webhook.webhook_id, "abandoned", 2);
    await server.call("PUT", `/request-bins/${bin.bin_id}`, { response_status: 200 });
    await visit.open(`/msp/settings/webhooks/${webhook.webhook_id}?tab=recover`);
    await visit.choose("What", /given up/);
    await visit.button("Count first").click();
    await visit.text("Counted; nothing was sent").waitFor();
    await visit.button("Send 2 now").click();
    await visit.text("Recovered").waitFor();
    await visit.waitForDeliveries(webhook.webhook_id, "delivered", 2);
    expect(await page.getByText("2 sent").count()).toBe(1);
  });

  it("is paused and resumed with what was held, and a selection is sent again", async () => {
    const { page } = visit;
    const webhook = await visit.makeWebhook("Paused", (await visit.makeBin(200)).url);
    await visit.open(`/msp/settings/webhooks/${webhook.webhook_id}`);
    await visit.button("Pause").click();
    await visit.button("Pause", page.getByRole("dialog")).click();
    await visit.text("This webhook is paused").waitFor();
    await visit.makeTicket("While paused");
    await visit.button("Resume (1 held)").click();
    await visit.text("1 delivery was held meanwhile.").waitFor();
    await visit.button("Resume", page.getByRole("dialog")).click();
    await visit.waitForDeliveries(webhook.webhook_id, "delivered");
    await visit.open(`/msp/deliveries?webhook=${webhook.webhook_id}`);
    await page.getByLabel("Select all loaded rows").click();
    await visit.button("Resend selected").click();
    await visit.button("Send again").click();
    await visit.text("1 of 1 are being sent again").waitFor();
    await expect.poll(() => page.getByRole("gridcell", { name: "2", exact: true }).count(), PATIENT).toBe(1);
  });
});

describe("a selection of many", () => {
  it("is sent again through a rate limit, stopped, taken up again, and told why it is refused", async () => {
    const { page, server } = visit;
    visit.forgive("429");
    visit.forgive("409");
    const webhook = await visit.makeWebhook("Sent to again", (await visit.makeBin(200)).url);
    for (let index = 1; index <= 6; index++) await visit.makeTicket(`Again ${index}`);
    await visit.waitForDeliveries(webhook.webhook_id, "delivered", 6);
    const held = Promise.withResolvers<void>();
    let count = 0;
    await page.route("**/retry", async (route) => {
      count += 1;
      if (count === 2) return route.fulfill(TOO_OFTEN);
      if (count === 5) await held.promise;
      await route.continue();
    });
    await visit.open(`/msp/deliveries?webhook=${webhook.webhook_id}`);
    await page.getByRole("row").nth(6).waitFor();
    await page.getByLabel("Select all loaded rows").click();
    await visit.button("Resend selected").click();
    await visit.button("Send again").click();
    await visit.text("Sending again: 3 of 6").waitFor();
    // Other filters do not lose sight of it.
    await visit.choose("Status", "abandoned");
    await visit.text("Sending again: 3 of 6").waitFor();
    await page.goBack();
    await visit.button("Stop").click();
    held.resolve();
    await visit.text("4 of 6 are being sent again").waitFor();
    await visit.text("2 selected").waitFor();
    await server.call("PUT", `/webhooks/${webhook.webhook_id}`, { is_active: false });
    await visit.button("Resend selected").click();
    await visit.button("Send again").click();
    await visit.text("2 refused: The webhook is inactive").waitFor();
    await page.getByRole("row").nth(1).click();
    const drawer = page.getByRole("dialog");
    await visit.text("The webhook is off", drawer).waitFor();
    expect(await visit.button("Resend", drawer).isDisabled()).toBe(true);
  });
});

describe("settings", () => {
  it("are saved without touching what was not changed, and lost only when one says so", async () => {
    const { page, server } = visit;
    visit.forgive("400");
    const settings = {
      rate_limit: { requests_per_minute: 600, burst_limit: 7 },
      event_filter: { conditions: [{ field: "attributes.floor", operator: "in", value: [5, "5", "1, 2"] }] },
    };
    const { webhook_id: id } = await visit.makeWebhook("Set up with care", "http://127.0.0.1:9/in", settings);
    await visit.open(`/msp/settings/webhooks/${id}?tab=settings`);
    await page.getByLabel("Name").fill("Renamed");
    await page.getByRole("tab", { name: "Secret" }).click();
    await visit.button("Cancel", page.getByRole("dialog", { name: "Leave without saving?" })).click();
    await visit.button("Headers of your own").click();
    await visit.button("Add a header").click();
    const header = page.getByRole("group", { name: "Header 1" }).getByLabel("Name");
    await header.fill("Host");
    await visit.button("Headers of your own").click();
    await visit.button("Save").click();
    await expect.poll(() => header.getAttribute("aria-invalid"), PATIENT).toBe("true");
    await header.fill("X-Team");
    await visit.button("Save").click();
    await visit.text("Saved. It holds from the next attempt.").waitFor();
    expect(await server.call("GET", `/webhooks/${id}`)).toMatchObject({ ...settings, name: "Renamed" });
    await page.getByRole("tab", { name: "Secret" }).click();
    await visit.button("Rotate the secret").waitFor();
  });
});

describe("before anything happens", () => {
  it("a payload is seen as it will be sent, while its fields are chosen", async () => {
    const { page } = visit;
    await visit.open("/msp/settings/webhooks?new=true");
    const focused = () => page.evaluate("document.activeElement?.labels?.[0]?.textContent");
    await expect.poll(focused, PATIENT).toMatch(/^Name/);
    await visit.button("Payload: which fields are sent").click();
    const preview = page.getByRole("region", { name: "Preview of the payload" });
    await visit.choose("Preview of", "ticket.comment.added");
    await visit.text('"On my way."', preview).waitFor();
    await visit.text('"version"', preview).waitFor();
    await page.getByLabel("Send all fields").uncheck({ force: true });
    // Takes the last one away, as in any field of pills.
    await page.getByRole("combobox", { name: "Fields" }).press("Backspace");
    await expect.poll(() => preview.getByText('"version"').count(), PATIENT).toBe(0);
  });

  it("a test says at once what the receiver did and what to do about it", async () => {
    const { page, server } = visit;
    const bin = await visit.makeBin(401, "who are you?");
    const webhook = await visit.makeWebhook("Tried first", bin.url);
    await visit.open(`/msp/settings/webhooks/${webhook.webhook_id}`);
    await visit.button("Test").click();
    const panel = page.getByRole("dialog");
    await visit.button("Send the test", panel).click();
    await visit.text("Answered 401.", panel).waitFor();
    await visit.text("Check the signing secret", panel).waitFor();
    await visit.text("who are you?", panel).waitFor();
    await server.call("PUT", `/request-bins/${bin.bin_id}`, { response_status: 200 });
    await visit.button("Send the test", panel).click();
    await visit.text("Delivered: the receiver answered 200", panel).waitFor();
    await panel.getByRole("link", { name: "Show the exchange" }).click();
    await visit.text("who are you?", page.getByRole("dialog", { name: "Delivery" })).waitFor();
    expect(page.url()).toContain(`webhook=${webhook.webhook_id}&delivery=`);
  });
});

describe("the deliveries of all webhooks", () => {
  it("are told apart by name, and two of them compared", async () => {
    const { page } = visit;
    for (const name of ["To the north", "To the south"]) await visit.makeWebhook(name, (await visit.makeBin(200)).url);
    const { ticket_id: id } = await visit.makeTicket("For both");
    await visit.open(`/msp/deliveries?ticket_id=${id}&search=${encodeURIComponent("answered 200")}`);
    await page.getByRole("gridcell", { name: "To the north" }).waitFor();
    await page.getByRole("gridcell", { name: "To the south" }).waitFor();
    const rows = page.getByRole("row").filter({ hasText: "To the" });
    for (const row of await rows.all()) await row.getByRole("checkbox").click();
    await visit.button("Compare").click();
    const drawer = page.getByRole("dialog", { name: "Compare two deliveries" });
    await visit.text("The same bytes were sent.", drawer).waitFor();
    await visit.button("Show the first one alone", drawer).click();
    await visit.text("Exchange of attempt 1", page.getByRole("dialog")).waitFor();
    expect(page.url()).not.toContain("compare=");
  });
});

/** A receiver that knows one secret, and looks at the first signature only. */
async function startPickyReceiver(secret: () => string) {
  const http = createServer((request, response) => {
    void readBody(request).then((body) => {
      const [, time = "", signature = ""] =
        /^t=(\d+),v1=([0-9a-f]{64})/.exec(String(request.headers["x-alga-signature"])) ?? [];
      const isMine = signV1(importSigningSecret(secret()), Number(time), body) === signature;
      response.writeHead(isMine ? 200 : 401).end();
    });
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.dispose]() {
      http.closeAllConnections();
      http.close();
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe("the secret", () => {
  it("is rotated with an overlap, and the page says when the receiver took the new one", async () => {
    const { page } = visit;
    let known = "";
    using receiver = await startPickyReceiver(() => known);
    const webhook = await visit.makeWebhook("Rotates", receiver.url);
    known = webhook.signing_secret;
    await visit.open(`/msp/settings/webhooks/${webhook.webhook_id}?tab=secret`);
    await visit.button("Rotate the secret").click();
    await visit.button("Rotate", page.getByRole("dialog").last()).click();
    known = await page.getByRole("textbox", { name: "Signing secret" }).inputValue();
    expect(known).not.toBe(webhook.signing_secret);
    // It is shown this once, so no slip of the hand takes it away.
    await page.keyboard.press("Escape");
    await visit.button("I have kept it").click();
    await visit.text("Waiting for the receiver").waitFor();
    await visit.makeTicket("After the rotation");
    await visit.text("Receiver now on the new secret").waitFor();
    await visit.button("End the overlap now").click();
    await visit.button("End the overlap", page.getByRole("dialog")).click();
    await visit.text("Only the new secret signs, since").waitFor();
    // What was seen still holds when the overlap is over.
    await visit.text("Receiver now on the new secret").waitFor();
  });

  it("is examined by the signature doctor", async () => {
    const { page } = visit;
    const webhook = await visit.makeWebhook("Examined", (await visit.makeBin(200)).url);
    const body = '{"event_id":"x"}';
    const time = Math.floor(Date.now() / 1000);
    const mac = signV1(importSigningSecret(webhook.signing_secret), time, body);
    await visit.open("/msp/tools/signature-doctor");
    await visit.choose("Webhook", "Examined");
    await page.getByLabel("X-Alga-Signature").fill(`t=${time},v1=${mac}`);
    await page.getByLabel("Body").fill(body);
    await visit.button("Examine").click();
    await visit.text("A receiver takes this").waitFor();
    await page.getByLabel("Body").fill(`${body} `);
    await visit.button("Examine").click();
    await visit.text("A receiver refuses this").waitFor();
    expect(await page.getByRole("status").textContent()).toContain("body");
  });
});
