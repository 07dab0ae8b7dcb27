// The last deliveries of a webhook beside its figures: what they came to, each a link to its exchange.
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { call, type Page } from "../api/http.ts";
import type { Delivery } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { LinkButton, TextLink } from "../ui/links.tsx";
import { StatusMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import classes from "./webhooks.module.css";

const LOOK_AGAIN_MS = 3_000;
const SHOWN = 6;

function answerOf({ response_status_code: code, error_class: error }: Delivery): string {
  if (code !== null) return String(code);
  return error ?? "";
}

export function LastDeliveries({ webhookId }: { readonly webhookId: string }) {
  const { data: deliveries } = useQuery({
    queryKey: ["last-deliveries", webhookId],
    queryFn: ({ signal }) =>
      call<Page<Delivery>>(`/webhooks/${webhookId}/deliveries`, { query: { limit: SHOWN }, signal }),
    select: ({ data }) => data,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const all = (
    <LinkButton size="xs" variant="default" to="/deliveries" search={{ webhook: webhookId }}>
      All deliveries
    </LinkButton>
  );
  return (
    <Card title="Last deliveries" actions={all}>
      <ul className={classes.last} style={{ minHeight: `${SHOWN * 2}rem` }}>
        {deliveries?.map((delivery) => (
          <li key={delivery.delivery_id}>
            <StatusMark status={delivery.status} title={delivery.reason} />
            <TextLink
              size="sm"
              className="mono"
              truncate
              to="/deliveries"
              search={{ webhook: webhookId, delivery: delivery.delivery_id }}
            >
              {delivery.event_type}
            </TextLink>
            <Text component="span" size="sm">
              {answerOf(delivery)}
            </Text>
            <Text component="span" size="sm" c="var(--tw-faint)">
              <Moment at={delivery.created_at} as="relative" />
            </Text>
          </li>
        ))}
        {deliveries?.length === 0 && (
          <li data-plain>
            <Text size="sm" c="var(--tw-faint)">
              Nothing was sent yet: change a ticket, or send a test.
            </Text>
          </li>
        )}
      </ul>
    </Card>
  );
}
