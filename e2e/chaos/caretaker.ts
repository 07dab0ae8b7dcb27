// Somebody who looks after webhooks while everything breaks: pauses and resumes them, rotates their secrets, subscribes late and
// recovers what came before. In: webhooks. Out: every secret they ever had, and the late one.
import { setTimeout as sleep } from "node:timers/promises";
import { ALL_EVENTS, type Subscription, type SubscriptionWish, toSubscription } from "./subscriptions.ts";
import type { PatientApi } from "./patient-api.ts";
import type { Chance } from "./random.ts";

export interface Care {
  readonly api: PatientApi;
  readonly chance: Chance;
  readonly subscriptions: Subscription[];
  /** For the webhook that subscribes late. */
  readonly lateWish: Omit<SubscriptionWish, "name">;
  readonly isOver: () => boolean;
}

interface Job {
  readonly job_id: string;
  readonly status: string;
}

export class Caretaker {
  readonly done: string[] = [];
  readonly #care: Care;
  readonly #since = new Date(Date.now() - 60_000).toISOString();

  constructor(care: Care) {
    this.#care = care;
  }

  /** Until it is over; afterwards every webhook is active and the late one has everything. */
  async run(): Promise<void> {
    const { chance, isOver } = this.#care;
    const deeds = [() => this.#pause(), () => this.#rotate(), () => this.#recover(), () => this.#pause()];
    for (let turn = 0; !isOver(); turn++) {
      await sleep(chance.between(500, 2_500));
      await deeds[turn % deeds.length]?.();
    }
    await this.#recover();
  }

  async #pause(): Promise<void> {
    const { api, chance, subscriptions } = this.#care;
    const { webhookId, name } = chance.pick(subscriptions.filter(({ isLate }) => !isLate));
    await api.call("PUT", `/webhooks/${webhookId}`, { is_active: false });
    await sleep(chance.pick([0, 100, 1_500]));
    await api.call("PUT", `/webhooks/${webhookId}`, { is_active: true });
    this.done.push(`paused ${name}`);
  }

  async #rotate(): Promise<void> {
    const { api, chance, subscriptions } = this.#care;
    const { webhookId, name, secrets } = chance.pick(subscriptions);
    const overlap = { overlap_seconds: chance.pick([0, 3, 86_400]) };
    const rotated = await api.call("POST", `/webhooks/${webhookId}/secret/rotate`, overlap);
    secrets.push(String(rotated["signing_secret"]));
    this.done.push(`rotated ${name}`);
  }

  /** The first time it subscribes. */
  async #recover(): Promise<void> {
    const { api, subscriptions, lateWish } = this.#care;
    let late = subscriptions.find(({ isLate }) => isLate);
    if (late === undefined) {
      const wish = { ...lateWish, name: "Late", event_types: ALL_EVENTS, ordering: "none" } as const;
      late = toSubscription(await api.call("POST", "/webhooks", wish), { isLate: true });
      subscriptions.push(late);
    }
    const path = `/webhooks/${late.webhookId}/recover`;
    let job = await api.call<Job>("POST", path, { since: this.#since, only: "all" });
    while (job.status === "queued" || job.status === "running") {
      await sleep(200);
      job = await api.call<Job>("GET", `${path}/${job.job_id}`);
    }
    this.done.push(`recovered: ${job.status}`);
  }
}
