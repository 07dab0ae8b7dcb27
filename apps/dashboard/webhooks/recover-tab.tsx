// Sending what was missed: counted first, then sent, with progress. Nothing is sent twice, however often it is asked for.
import { Alert, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { RECOVER_KINDS, type RecoverKind } from "@ticketwire/contract/statuses";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call, findingsOf, type One } from "../api/http.ts";
import type { RecoverJob, Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { webhookRoute } from "../shell/router.tsx";
import { ask } from "../ui/ask.tsx";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { Card } from "../ui/card.tsx";
import { ScopedButton } from "../ui/scope.tsx";
import { Fault } from "../ui/states.tsx";
import { RecoverJobView, useRecoverJob } from "./recover-job.tsx";

const LABELS: Readonly<Record<RecoverKind, string>> = {
  all: "Everything that did not arrive",
  failed: "Only what was given up after all attempts",
  missing: "Only what is held or was never given to it",
};

const DAY_MS = 86_400_000;

interface Wish {
  readonly since: string;
  readonly until: string | null;
  readonly only: RecoverKind;
}

function toBody({ since, until, only }: Wish, isDryRun: boolean) {
  return {
    since: new Date(since).toISOString(),
    ...(until === null ? {} : { until: new Date(until).toISOString() }),
    only,
    dry_run: isDryRun,
  };
}

function useRecover(webhook: Webhook) {
  const { job: jobId } = webhookRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/webhooks/$webhookId" });
  const form = useForm<Wish>({
    initialValues: { since: new Date(Date.now() - DAY_MS).toISOString(), until: null, only: "all" },
  });
  const write = useWrite({
    write: (isDryRun: boolean) =>
      call<One<RecoverJob>>(`/webhooks/${webhook.webhook_id}/recover`, {
        method: "POST",
        body: toBody(form.getValues(), isDryRun),
      }),
    done: ({ data }) => {
      // In the address, so that its progress is there again after a reload.
      void navigate({ search: (present) => ({ ...present, job: data.job_id }), replace: true });
      return null;
    },
    touches: ["recover"],
    hasForm: true,
  });
  const wish = JSON.stringify(form.getValues());
  const [asked, setAsked] = useState("");
  const [expected, setExpected] = useState<number | null>(null);
  const start = (isDryRun: boolean, count: number | null = null) => {
    setAsked(wish);
    setExpected(count);
    write.mutate(isDryRun, { onError: (error) => form.setErrors(findingsOf(error)) });
  };
  const job = useRecoverJob(webhook.webhook_id, jobId);
  // A count holds for what was asked for, not for what was chosen since.
  const isOurs = write.data?.data.job_id === jobId && asked === wish;
  return { form, start, job, expected, isPending: write.isPending, isOurs };
}

function askToSend(webhook: Webhook, start: (isDryRun: boolean) => void): void {
  ask({
    title: "Send without counting first?",
    children: `Each event of this time that did not arrive is sent to ${webhook.name} once. "Count first" says how many that are.`,
    confirm: "Send now",
    isDestructive: false,
    onConfirm: () => start(false),
  });
}

function Fields({ form }: { readonly form: ReturnType<typeof useRecover>["form"] }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateTimeField label="Since" required {...form.getInputProps("since")} />
        <DateTimeField label="Until" clearable placeholder="Now" {...form.getInputProps("until")} />
      </SimpleGrid>
      <Select
        label="What"
        allowDeselect={false}
        data={RECOVER_KINDS.map((kind) => ({ value: kind, label: LABELS[kind] }))}
        {...form.getInputProps("only")}
      />
    </>
  );
}

export function RecoverTab({ webhook }: { readonly webhook: Webhook }) {
  const { form, start, isPending, job, isOurs, expected } = useRecover(webhook);
  const counted = isOurs && job.data?.dry_run === true && job.data.status === "done" ? job.data.sent : null;
  return (
    <Card title="Recover" maw={640}>
      <form onSubmit={form.onSubmit(() => start(true))}>
        <Stack gap="sm">
          <Text size="sm" c="var(--tw-faint)">
            After an outage: each event that did not arrive is sent once. What arrived, or is on its way, is skipped.
          </Text>
          <Fields form={form} />
          {!webhook.is_active && (
            <Alert color="yellow" variant="light" c="inherit">
              The webhook is paused: what is recovered is held until it is resumed.
            </Alert>
          )}
          <Group gap="xs">
            <ScopedButton
              scope="webhooks:write"
              type="submit"
              variant={counted === null ? "filled" : "default"}
              loading={isPending}
            >
              Count first
            </ScopedButton>
            <ScopedButton
              scope="webhooks:write"
              variant={counted === null ? "default" : "filled"}
              disabled={isPending || counted === 0}
              onClick={() => (counted === null ? askToSend(webhook, start) : start(false, counted))}
            >
              {counted === null ? "Send now" : `Send ${counted.toLocaleString()} now`}
            </ScopedButton>
          </Group>
          {job.data !== undefined && (
            <RecoverJobView webhookId={webhook.webhook_id} job={job.data} expected={expected} />
          )}
          {job.error !== null && <Fault error={job.error} />}
        </Stack>
      </form>
    </Card>
  );
}
