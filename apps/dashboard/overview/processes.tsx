// The processes of the installation, and which one gives new events to webhooks.
import { Table, Text } from "@mantine/core";
import type { ProcessOverview } from "../api/overview.ts";
import { Card } from "../ui/card.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";

export function Processes({ processes }: { readonly processes: readonly ProcessOverview[] | null }) {
  return (
    <Card title="Processes" h="100%">
      {processes === null ? (
        <Text size="sm" c="var(--tw-faint)">
          Shown with the key of an installation admin.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={360}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Process</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th ta="right">Lanes</Table.Th>
                <Table.Th>Since</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {processes.map((process) => (
                <Table.Tr key={process.process_id}>
                  <Table.Td>{process.name}</Table.Td>
                  <Table.Td>
                    {process.is_leader ? (
                      <Mark tone="good">leads</Mark>
                    ) : (
                      <Mark tone={process.is_alive ? "cool" : "bad"}>{process.is_alive ? "alive" : "gone"}</Mark>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">{process.lanes}</Table.Td>
                  <Table.Td>
                    <Moment at={process.started_at} as="relative" />
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
