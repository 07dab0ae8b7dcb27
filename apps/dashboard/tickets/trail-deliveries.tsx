// Where an event went: a line for each webhook, with how it ended and when. Many webhooks are summed up first.
// In: an entry of the trail. Out: lines that link to the deliveries.
import { Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { DELIVERY_STATUSES } from "@ticketwire/contract/statuses";
import type { TrailDelivery, TrailEntry } from "../api/records.ts";
import { TextLink } from "../ui/links.tsx";
import { StatusMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import classes from "./event-trail.module.css";

/** More webhooks than this are summed up, and only those in trouble are listed. */
const MOST_LINES = 10;

function DeliveryLine({ delivery }: { readonly delivery: TrailDelivery }) {
  const { webhook_id: webhook, webhook_name: name, delivery_id, status, attempts } = delivery;
  return (
    <li className={classes.delivery}>
      <StatusMark status={status} title={delivery.reason} />
      <TextLink
        to="/deliveries"
        search={{ webhook, delivery: delivery_id }}
        size="sm"
        className={classes.webhook}
        title={name}
      >
        <bdi>{name}</bdi>
      </TextLink>
      <Text component="span" size="xs" c="var(--tw-faint)" className={classes.facts}>
        {delivery.completed_at !== null && <Moment at={delivery.completed_at} as="relative" />}
        {delivery.next_retry_at !== null && (
          <span>
            next <Moment at={delivery.next_retry_at} as="due" />
          </span>
        )}
        {attempts > 1 && <span>{attempts} attempts</span>}
        {delivery.reason !== null && <span>{delivery.reason}</span>}
      </Text>
    </li>
  );
}

/** `7 webhooks: 1 delivered, 6 retrying`. */
export function summaryOf(deliveries: readonly TrailDelivery[]): string {
  const counted = DELIVERY_STATUSES.map((status) => {
    const count = deliveries.filter((delivery) => delivery.status === status).length;
    return count === 0 ? "" : `${count} ${status}`;
  });
  const count = deliveries.length === 1 ? "1 webhook" : `${deliveries.length || "no"} webhooks`;
  return [count, counted.filter(Boolean).join(", ")].filter(Boolean).join(": ");
}

/** The ones to look at first: those that did not arrive. */
function shortListOf(deliveries: readonly TrailDelivery[]): readonly TrailDelivery[] {
  return deliveries.filter(({ status }) => status !== "delivered").slice(0, MOST_LINES);
}

function ManyDeliveries({ deliveries }: { readonly deliveries: readonly TrailDelivery[] }) {
  const [isWhole, { toggle }] = useDisclosure();
  return (
    <>
      <Text size="xs" c="var(--tw-faint)" mt={6}>
        {summaryOf(deliveries)} ·{" "}
        <UnstyledButton className={classes.more} aria-expanded={isWhole} onClick={toggle}>
          {isWhole ? "show fewer" : "show all"}
        </UnstyledButton>
      </Text>
      <Lines deliveries={isWhole ? deliveries : shortListOf(deliveries)} />
    </>
  );
}

function Lines({ deliveries }: { readonly deliveries: readonly TrailDelivery[] }) {
  return (
    <ul className={classes.deliveries}>
      {deliveries.map((delivery) => (
        <DeliveryLine key={delivery.delivery_id} delivery={delivery} />
      ))}
    </ul>
  );
}

export function TrailDeliveries({ entry }: { readonly entry: TrailEntry }) {
  const { deliveries } = entry;
  if (deliveries.length > MOST_LINES) return <ManyDeliveries deliveries={deliveries} />;
  if (deliveries.length > 0) return <Lines deliveries={deliveries} />;
  return (
    <Text size="xs" c="var(--tw-faint)" mt={4}>
      {entry.is_waiting ? "Being given to the webhooks that want it …" : "No webhook wanted it."}
    </Text>
  );
}
