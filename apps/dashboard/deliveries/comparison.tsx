// Two deliveries side by side: what differs in how they went and, line by line, in what was sent.
import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { diffLines } from "diff";
import { useMemo } from "react";
import type { DeliveryWithAttempts } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { prettyJson } from "../ui/code.tsx";
import { formatMs } from "../ui/format.ts";
import { formatLocal } from "../ui/moment.tsx";
import { Fault, Loading } from "../ui/states.tsx";
import classes from "./deliveries.module.css";
import { useDelivery } from "./use-delivery.ts";

function rowsOf(
  left: DeliveryWithAttempts,
  right: DeliveryWithAttempts,
  nameOf: (webhookId: string) => string,
): readonly (readonly [string, string, string])[] {
  const pick = (delivery: DeliveryWithAttempts): readonly string[] => [
    nameOf(delivery.webhook_id),
    String(delivery.sequence ?? "test"),
    delivery.event_type,
    delivery.status,
    String(delivery.response_status_code ?? delivery.error_class ?? "–"),
    formatMs(delivery.duration_ms),
    String(delivery.attempt_number),
    formatLocal(delivery.created_at),
    delivery.request_url ?? "–",
  ];
  const labels = ["Webhook", "Sequence", "Event", "Status", "Answer", "Took", "Attempts", "Created", "Sent to"];
  const [first, second] = [pick(left), pick(right)];
  return labels.map((label, index) => [label, first[index] ?? "", second[index] ?? ""]);
}

function BodyDiff({ left, right }: { readonly left: string; readonly right: string }) {
  const parts = useMemo(() => diffLines(prettyJson(left), prettyJson(right)), [left, right]);
  return (
    <pre className={classes.diff} tabIndex={0} aria-label="Differences of the bodies">
      {parts.map((part, index) => {
        if (part.added) return <ins key={index}>{part.value}</ins>;
        return part.removed ? <del key={index}>{part.value}</del> : <span key={index}>{part.value}</span>;
      })}
    </pre>
  );
}

export interface ComparisonProps {
  readonly left: DeliveryWithAttempts;
  readonly rightId: string;
  /** The name of a webhook. */
  nameOf(webhookId: string): string;
  back(): void;
}

export function Comparison({ left, rightId, nameOf, back }: ComparisonProps) {
  const { data: right, error } = useDelivery(rightId);
  if (error !== null) return <Fault error={error} />;
  if (right === undefined) return <Loading />;
  return (
    <Stack gap="md">
      <Group>
        <Button size="xs" variant="default" onClick={back}>
          Show the first one alone
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={420}>
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              <Table.Th>First</Table.Th>
              <Table.Th>Second</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rowsOf(left, right, nameOf).map(([label, first, second]) => (
              <Table.Tr key={label} fw={first === second ? 400 : 600}>
                <Table.Th scope="row">{label}</Table.Th>
                <Table.Td>{first}</Table.Td>
                <Table.Td>{second}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Card title="Bodies">
        <Text size="sm" c="var(--tw-faint)" mb="xs">
          {left.request_body === right.request_body
            ? "The same bytes were sent."
            : "Lines with − are only in the first, those with + only in the second."}
        </Text>
        <BodyDiff left={left.request_body ?? ""} right={right.request_body ?? ""} />
      </Card>
    </Stack>
  );
}
