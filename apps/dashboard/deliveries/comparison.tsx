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

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** Lines that are the same on both sides and are kept around a difference. */
const AROUND = 3;

/** What is the same on both sides; of a long run only what lies around the differences. */
function Same({ text }: { readonly text: string }) {
  const lines = linesOf(text);
  const folded = lines.length - 2 * AROUND;
  if (folded < 4) return <span>{text}</span>;
  return (
    <>
      <span>{lines.slice(0, AROUND).join("\n")}</span>
      <span className={classes.fold}>… {folded} lines are the same</span>
      <span>{`${lines.slice(-AROUND).join("\n")}\n`}</span>
    </>
  );
}

function BodyDiff({ left, right, label }: { readonly left: string; readonly right: string; readonly label: string }) {
  const parts = useMemo(() => diffLines(prettyJson(left), prettyJson(right)), [left, right]);
  return (
    <pre className={classes.diff} tabIndex={0} aria-label={`Differences of the ${label}`}>
      {parts.map((part, index) => {
        if (!part.added && !part.removed) return <Same key={index} text={part.value} />;
        const Line = part.added ? "ins" : "del";
        return linesOf(part.value).map((line, place) => <Line key={`${index} ${place}`}>{line}</Line>);
      })}
    </pre>
  );
}

interface BodiesProps {
  readonly title: string;
  /** What is said when nothing differs. */
  readonly same: string;
  readonly left: string | null;
  readonly right: string | null;
}

function Bodies({ title, same, left, right }: BodiesProps) {
  const isSame = left === right;
  return (
    <Card title={title}>
      <Text size="sm" c="var(--tw-faint)" mb={isSame ? 0 : "xs"}>
        {isSame ? same : "Lines with − are only in the first, those with + only in the second."}
      </Text>
      {!isSame && <BodyDiff left={left ?? ""} right={right ?? ""} label={title.toLowerCase()} />}
    </Card>
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
      <Table withTableBorder className={classes.pair}>
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
      <Bodies title="Bodies" same="The same bytes were sent." left={left.request_body} right={right.request_body} />
      <Bodies title="Answers" same="The same was answered." left={left.response_body} right={right.response_body} />
    </Stack>
  );
}
