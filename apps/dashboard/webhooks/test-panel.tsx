// Sends a test and shows what the receiver did, at once.
import { Alert, Button, Group, Select, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { EVENT_TYPES } from "@ticketwire/contract/events";
import { useState } from "react";
import { call, type One } from "../api/http.ts";
import type { TestResult, Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { Code, prettyJson } from "../ui/code.tsx";
import { asSentence, formatMs } from "../ui/format.ts";
import { LinkButton } from "../ui/links.tsx";

const PLAIN = "webhook.test";

function Result({ webhook, result }: { readonly webhook: Webhook; readonly result: TestResult }) {
  const title = result.success
    ? `Delivered: the receiver answered ${result.status_code}`
    : asSentence(result.error_message ?? "the test failed");
  return (
    <Stack gap="sm" role="status">
      <Alert color={result.success ? "green" : "red"} variant="light" c="inherit" title={title}>
        {result.success
          ? `It took ${formatMs(result.response_time_ms)}.`
          : asSentence(result.advice ?? `after ${formatMs(result.response_time_ms)}`)}
      </Alert>
      {result.response_body !== null && result.response_body !== "" && (
        <Code text={prettyJson(result.response_body)} label="Answer body" maxHeight={200} />
      )}
      <Group>
        <LinkButton
          size="xs"
          variant="default"
          to="/deliveries"
          search={{ webhook: webhook.webhook_id, delivery: result.delivery_id }}
          onClick={() => modals.closeAll()}
        >
          Show the exchange
        </LinkButton>
      </Group>
    </Stack>
  );
}

function TestPanel({ webhook }: { readonly webhook: Webhook }) {
  const [type, setType] = useState(PLAIN);
  const test = useWrite({
    write: () =>
      call<One<TestResult>>(`/webhooks/${webhook.webhook_id}/test`, {
        method: "POST",
        body: type === PLAIN ? {} : { test_event_type: type },
      }),
  });
  return (
    <Stack gap="md">
      <Text size="sm" c="var(--tw-faint)">
        One signed request now, to {webhook.url}. It is never retried and does not count for health.
      </Text>
      <Group align="end" gap="xs">
        <Select
          label="Event"
          flex={1}
          allowDeselect={false}
          data={[PLAIN, ...EVENT_TYPES]}
          value={type}
          onChange={(value) => setType(value ?? PLAIN)}
        />
        <Button onClick={() => test.mutate()} loading={test.isPending} data-autofocus>
          Send the test
        </Button>
      </Group>
      {test.data !== undefined && !test.isPending && <Result webhook={webhook} result={test.data.data} />}
    </Stack>
  );
}

/** Opens the panel over the page. */
export function openTest(webhook: Webhook): void {
  modals.open({ title: `Test ${webhook.name}`, size: "lg", children: <TestPanel webhook={webhook} /> });
}
