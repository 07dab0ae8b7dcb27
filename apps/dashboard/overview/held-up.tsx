// The webhooks that hold things up, worst first, with why.
import { Group, Stack, Table, Text } from "@mantine/core";
import type { LaneOverview } from "../api/overview.ts";
import { Card } from "../ui/card.tsx";
import { formatBounded } from "../ui/format.ts";
import { TextLink } from "../ui/links.tsx";
import { HealthMark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";

function waitingOf(lane: LaneOverview): number {
  return lane.pending + lane.retrying + lane.held;
}

function Reason({ lane }: { readonly lane: LaneOverview }) {
  const blocked = lane.blocked_until !== null && Date.parse(lane.blocked_until) > Date.now();
  if (lane.disabled_reason !== null) return <>{lane.disabled_reason}</>;
  if (!lane.is_active) return <>paused: its events are held</>;
  if (blocked)
    return (
      <>
        asked for a pause, goes on <Moment at={lane.blocked_until} as="relative" />
      </>
    );
  if (lane.failing_since !== null)
    return (
      <>
        only failures for <Moment at={lane.failing_since} as="age" />
      </>
    );
  return <>{lane.retrying > 0 ? "waits for retries" : "more comes than it takes"}</>;
}

export function HeldUp({ webhooks }: { readonly webhooks: readonly LaneOverview[] }) {
  const stuck = webhooks
    .filter((lane) => waitingOf(lane) > 0 || lane.health === "failing" || lane.health === "disabled")
    .sort((a, b) => waitingOf(b) - waitingOf(a));
  return (
    <Card title="What holds things up">
      {stuck.length === 0 && (
        <Text size="sm" c="var(--tw-faint)">
          Nothing. Every webhook keeps up.
        </Text>
      )}
      {stuck.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Webhook</Table.Th>
                <Table.Th ta="right">Waiting</Table.Th>
                <Table.Th>Why</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {stuck.slice(0, 8).map((lane) => (
                <Table.Tr key={lane.webhook_id}>
                  <Table.Td>
                    <Group gap="xs">
                      <TextLink to="/settings/webhooks/$webhookId" params={{ webhookId: lane.webhook_id }} search={{}}>
                        {lane.name}
                      </TextLink>
                      <HealthMark health={lane.health} />
                    </Group>
                  </Table.Td>
                  <Table.Td ta="right">{formatBounded(waitingOf(lane))}</Table.Td>
                  <Table.Td>
                    <Stack gap={0}>
                      <Text size="sm">
                        <Reason lane={lane} />
                      </Text>
                    </Stack>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}
