// What was sent and what was answered, side by side: headers, bodies in colours, and where the time went.
import { Grid, Stack, Text, Title } from "@mantine/core";
import type { Attempt, DeliveryWithAttempts } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { Code, prettyJson } from "../ui/code.tsx";
import { asSentence } from "../ui/format.ts";
import classes from "./deliveries.module.css";
import { TimingBars } from "./timing-bars.tsx";

function HeaderList({
  headers,
  label,
}: {
  readonly headers: Readonly<Record<string, string>> | null;
  readonly label: string;
}) {
  if (headers === null || Object.keys(headers).length === 0) return null;
  return (
    <table className={classes.headers} aria-label={label}>
      <tbody>
        {Object.entries(headers).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <code>{value}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Request({
  delivery,
  attempt,
}: {
  readonly delivery: DeliveryWithAttempts;
  readonly attempt: Attempt | undefined;
}) {
  return (
    <Stack gap="xs">
      <Title order={3}>Request</Title>
      <HeaderList headers={attempt?.request_headers ?? delivery.request_headers} label="Request headers" />
      {delivery.request_body === null ? (
        <Text size="sm" c="var(--tw-faint)">
          The event has aged out; its body is no longer kept.
        </Text>
      ) : (
        <Code text={prettyJson(delivery.request_body)} label="Request body" />
      )}
    </Stack>
  );
}

function languageOf(headers: Readonly<Record<string, string>> | null): string {
  const type = headers?.["content-type"] ?? "";
  return type.includes("html") || type.includes("xml") ? "markup" : "json";
}

function Answer({ attempt }: { readonly attempt: Attempt | undefined }) {
  const { response_headers: headers = null, response_body: body = null } = attempt ?? {};
  return (
    <Stack gap="xs">
      <Title order={3}>Answer</Title>
      {attempt === undefined && (
        <Text size="sm" c="var(--tw-faint)">
          Nothing was sent yet.
        </Text>
      )}
      {attempt !== undefined && attempt.response_status_code === null && (
        <Text size="sm">{asSentence(attempt.error_message ?? `no answer: ${attempt.error_class}`)}</Text>
      )}
      {typeof attempt?.response_status_code === "number" && (
        <Text size="sm">
          Status <b>{attempt.response_status_code}</b>
        </Text>
      )}
      <HeaderList headers={headers} label="Answer headers" />
      {body !== null && body !== "" && (
        <Code text={prettyJson(body)} language={languageOf(headers)} label="Answer body" />
      )}
      {body === "" && (
        <Text size="sm" c="var(--tw-faint)">
          The body is empty.
        </Text>
      )}
      {attempt?.response_truncated === true && (
        <Text size="xs" c="var(--tw-faint)">
          The answer was longer; only its beginning is kept.
        </Text>
      )}
    </Stack>
  );
}

export function Exchange({
  delivery,
  attempt,
}: {
  readonly delivery: DeliveryWithAttempts;
  readonly attempt: Attempt | undefined;
}) {
  return (
    <Card title={attempt === undefined ? "Exchange" : `Exchange of attempt ${attempt.attempt_number}`}>
      <Stack gap="md">
        {attempt !== undefined && <TimingBars timing={attempt.timing} />}
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Request delivery={delivery} attempt={attempt} />
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Answer attempt={attempt} />
          </Grid.Col>
        </Grid>
      </Stack>
    </Card>
  );
}
