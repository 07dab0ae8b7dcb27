// The last notices, changes and keys in short, each with a link to all of them.
import { Grid, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ApiScope } from "@ticketwire/contract/statuses";
import type { ReactNode } from "react";
import { useMay } from "../api/me.ts";
import type { ApiKey, AuditEntry, Notice } from "../api/log-records.ts";
import { nameOfSubject } from "../access/describe-entry.ts";
import { webhooksQuery } from "../api/webhooks.ts";
import { Card } from "../ui/card.tsx";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { usePages } from "../ui/use-pages.ts";

const SHOWN = 5;
const LOOK_AGAIN_MS = 10_000;

interface ShortListProps<Row> {
  readonly title: string;
  readonly to: "/settings/notices" | "/settings/audit-log" | "/settings/api-keys";
  readonly path: string;
  readonly none: string;
  /** Only with this the list is asked for. */
  readonly scope: ApiScope;
  keyOf(row: Row): string;
  textOf(row: Row): ReactNode;
  momentOf(row: Row): string | null;
}

function ShortList<Row>({ title, to, path, none, scope, keyOf, textOf, momentOf }: ShortListProps<Row>) {
  const may = useMay(scope);
  const { rows, error, isLoading } = usePages<Row>(
    path,
    { limit: SHOWN },
    { refetchMs: LOOK_AGAIN_MS, isEnabled: may },
  );
  return (
    <Card
      h="100%"
      title={title}
      actions={
        may && (
          <TextLink to={to} size="sm">
            All
          </TextLink>
        )
      }
    >
      <Stack gap={6}>
        {error !== null && <Text size="sm">{error.message}</Text>}
        {!isLoading && error === null && rows.length === 0 && (
          <Text size="sm" c="var(--tw-faint)">
            {may ? none : `Shown with a key that has the scope ${scope}.`}
          </Text>
        )}
        {rows.slice(0, SHOWN).map((row) => (
          <Group key={keyOf(row)} justify="space-between" wrap="nowrap" gap="xs">
            <Text size="sm" truncate>
              {textOf(row)}
            </Text>
            <Text size="xs" c="var(--tw-faint)" style={{ whiteSpace: "nowrap" }}>
              <Moment at={momentOf(row)} as="relative" otherwise="never used" />
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}

function AuditLine({ entry }: { readonly entry: AuditEntry }) {
  const { data: webhooks } = useQuery(webhooksQuery);
  const names = new Map(webhooks?.map(({ webhook_id: id, name }) => [id, name]));
  const name = nameOfSubject(entry, names);
  return (
    <bdi title={`${entry.actor_name ?? entry.actor_type}: ${entry.action} ${name}`}>{`${entry.action} · ${name}`}</bdi>
  );
}

export function LastRecords() {
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 6, lg: 4 }}>
        <ShortList<Notice>
          title="Notices and mails"
          to="/settings/notices"
          path="/notices"
          scope="webhooks:read"
          none="No notice was needed."
          keyOf={(notice) => notice.notice_id}
          textOf={(notice) => notice.subject}
          momentOf={(notice) => notice.created_at}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6, lg: 4 }}>
        <ShortList<AuditEntry>
          title="Audit log"
          to="/settings/audit-log"
          path="/audit-log"
          scope="admin"
          none="Nothing was changed yet."
          keyOf={(entry) => entry.audit_id}
          textOf={(entry) => <AuditLine entry={entry} />}
          momentOf={(entry) => entry.occurred_at}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6, lg: 4 }}>
        <ShortList<ApiKey>
          title="API keys"
          to="/settings/api-keys"
          path="/api-keys"
          scope="admin"
          none="No keys."
          keyOf={(key) => key.api_key_id}
          textOf={(key) => `${key.name} ${key.key_hint}`}
          momentOf={(key) => key.last_used_at}
        />
      </Grid.Col>
    </Grid>
  );
}
