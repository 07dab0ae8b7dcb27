// The loop itself: subscribe, test, change tickets, fail once and recover, rotate. In: a server, a key, a receiver.
// Each step checks what it tells; one that does not hold ends the demo.
import type { DemoReceiver, Delivery } from "./receiver.ts";
import { tell } from "./tell.ts";

export interface Play {
  readonly url: string;
  readonly apiKey: string;
  readonly receiver: DemoReceiver;
}

type Row = Readonly<Record<string, unknown>>;

function check(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`That did not hold: ${what}.`);
}

class Demo {
  readonly #setting: Play;
  #webhookId = "";
  #ticketId = "";

  constructor(setting: Play) {
    this.#setting = setting;
  }

  async #call<Data = Row>(method: string, path: string, body?: object): Promise<Data> {
    const response = await fetch(`${this.#setting.url}/api/v1${path}`, {
      method,
      headers: { "X-API-Key": this.#setting.apiKey, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { data: Data; error?: { message: string } };
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer.error?.message ?? ""}`);
    tell.sent(`${method} /api/v1${path}${body === undefined ? "" : ` ${JSON.stringify(body)}`}  ${response.status}`);
    return answer.data;
  }

  async #expect(eventType: string): Promise<Delivery> {
    const delivery = await this.#setting.receiver.next();
    check(delivery.eventType === eventType, `expected ${eventType}, got ${delivery.eventType}`);
    check(delivery.isVerified, `the signature of ${eventType} verifies`);
    const place = delivery.sequence === undefined ? "test" : `sequence ${delivery.sequence}`;
    tell.received(`${delivery.eventType}, ${place}, attempt ${delivery.attempt}, signature verified  ${delivery.body}`);
    return delivery;
  }

  async subscribe(): Promise<void> {
    tell.step("Subscribe");
    const webhook = await this.#call("POST", "/webhooks", {
      name: "Demo",
      url: this.#setting.receiver.url,
      event_types: ["ticket.created", "ticket.assigned"],
      is_active: true,
      verify_ssl: true,
    });
    this.#webhookId = webhook["webhook_id"] as string;
    this.#setting.receiver.secrets = [webhook["signing_secret"] as string];
    tell.recorded("the signing secret, shown this once, encrypted at rest from here on");
  }

  async tryOut(): Promise<void> {
    tell.step("Send a test delivery");
    const asked = this.#call("POST", `/webhooks/${this.#webhookId}/test`, { test_event_type: "ticket.assigned" });
    await this.#expect("ticket.assigned");
    check((await asked)["success"] === true, "the test succeeded");
    await this.#showLatest(1);
  }

  async changeTickets(): Promise<void> {
    tell.step("Create a ticket and assign it");
    const users = await this.#call<Row[]>("GET", "/users");
    const ticket = await this.#call("POST", "/tickets", { title: "The printer on the third floor does not answer" });
    this.#ticketId = ticket["ticket_id"] as string;
    await this.#expect("ticket.created");
    await this.#assign(users[0]?.["user_id"]);
    await this.#expect("ticket.assigned");
    await this.#showLatest(2);
  }

  async failOnce(): Promise<void> {
    tell.step("Let the receiver fail once: the same bytes come again");
    this.#setting.receiver.failNextWith = 500;
    const users = await this.#call<Row[]>("GET", "/users");
    await this.#assign(users[1]?.["user_id"]);
    const first = await this.#expect("ticket.assigned");
    const second = await this.#expect("ticket.assigned");
    check(first.body === second.body && second.attempt === "2", "the retry carries the same bytes as attempt 2");
    await this.#showLatest(1);
  }

  async rotate(): Promise<void> {
    tell.step("Rotate the secret: both sign until the old one ends");
    const rotated = await this.#call("POST", `/webhooks/${this.#webhookId}/secret/rotate`, {});
    this.#setting.receiver.secrets = [rotated["signing_secret"] as string];
    tell.recorded(`the old secret signs too until ${rotated["previous_secret_expires_at"] as string}`);
    await this.#call("POST", "/tickets", { title: "Signed with the new secret" });
    await this.#expect("ticket.created");
  }

  async #assign(userId: unknown): Promise<void> {
    await this.#call("PUT", `/tickets/${this.#ticketId}/assignment`, { assigned_to: userId });
  }

  /** The newest deliveries as the API tells them, once they have ended. */
  async #showLatest(count: number): Promise<void> {
    for (;;) {
      const rows = await this.#deliveries(count);
      if (rows.every((row) => row["status"] === "delivered" || row["is_test"] === true)) return this.#tellRows(rows);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #deliveries(count: number): Promise<Row[]> {
    const path = `/webhooks/${this.#webhookId}/deliveries?limit=${count}`;
    const response = await fetch(`${this.#setting.url}/api/v1${path}`, {
      headers: { "X-API-Key": this.#setting.apiKey },
    });
    return ((await response.json()) as { data: Row[] }).data;
  }

  #tellRows(rows: readonly Row[]): void {
    for (const row of rows)
      tell.recorded(
        `${row["event_type"] as string}: ${row["status"] as string}, attempt ${String(row["attempt_number"])}, answered ${String(row["response_status_code"])} in ${String(row["duration_ms"])} ms`,
      );
  }
}

/** Plays all steps. */
export async function play(setting: Play): Promise<void> {
  const demo = new Demo(setting);
  await demo.subscribe();
  await demo.tryOut();
  await demo.changeTickets();
  await demo.failOnce();
  await demo.rotate();
  tell.title("Every event arrived, every signature verified, every attempt is on record.");
}
