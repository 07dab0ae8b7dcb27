// Sending what was missed: counted first, then sent, with progress. Nothing is sent twice, however often it is asked for.
import { Alert, Button, Group, Loader, Select, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { RECOVER_KINDS, type RecoverKind } from "@ticketwire/contract/statuses";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call, findingsOf, type One } from "../api/http.ts";
import type { RecoverJob, Webhook } from "../api/records.ts";
import { useWrite } from "../api/use-write.ts";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { Card } from "../ui/card.tsx";
import { Fault } from "../ui/states.tsx";

const LABELS: Readonly<Record<RecoverKind, string>> = {
  all: "Everything that did not arrive",
  failed: "Only what was given up after all attempts",
  missing: "Only what is held or was never given to it",
};

const DAY_MS = 86_400_000;
const LOOK_AGAIN_MS = 700;

function isOver(job: RecoverJob | undefined): boolean {
  return job?.status === "done" || job?.status === "failed";
}

function useJob(webhookId: string, jobId: string | null) {
  return useQuery({
    queryKey: ["recover", webhookId, jobId],
    queryFn: ({ signal }) => call<One<RecoverJob>>(`/webhooks/${webhookId}/recover/${jobId ?? ""}`, { signal }),
    select: ({ data }) => data,
    enabled: jobId !== null,
    refetchInterval: ({ state }) => (isOver(state.data?.data) ? false : LOOK_AGAIN_MS),
  });
}

function JobView({ job }: { readonly job: RecoverJob }) {
  if (job.status === "failed")
    return (
      <Alert color="red" variant="light" c="inherit" title="The recovery failed">
        {job.error ?? "Its reason is in the server's log."}
      </Alert>
    );
  const verb = job.dry_run ? "would be sent" : "sent";
  return (
    <Alert
      role="status"
      color={job.status === "done" ? "green" : "blue"}
      variant="light"
      c="inherit"
      icon={job.status === "done" ? undefined : <Loader size={18} />}
      title={job.status === "done" ? (job.dry_run ? "Counted; nothing was sent" : "Recovered") : "Working …"}
    >
      <b>{job.sent.toLocaleString()}</b> {verb}, {job.skipped.toLocaleString()} skipped because they arrived or are on
      their way, of {job.matched.toLocaleString()} that match.
    </Alert>
  );
}

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
  const [jobId, setJobId] = useState<string | null>(null);
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
      setJobId(data.job_id);
      return null;
    },
    touches: ["recover"],
    hasForm: true,
  });
  const start = (isDryRun: boolean) =>
    write.mutate(isDryRun, { onError: (error) => form.setErrors(findingsOf(error)) });
  return { form, start, isPending: write.isPending, job: useJob(webhook.webhook_id, jobId) };
}

export function RecoverTab({ webhook }: { readonly webhook: Webhook }) {
  const { form, start, isPending, job } = useRecover(webhook);
  const isCounted = job.data?.dry_run === true && job.data.status === "done";
  return (
    <Card title="Recover" maw={640}>
      <form onSubmit={form.onSubmit(() => start(true))}>
        <Stack gap="sm">
          <Text size="sm" c="var(--tw-faint)">
            After an outage: each event that did not arrive is sent once. What arrived, or is on its way, is skipped.
          </Text>
          <Group grow align="start">
            <DateTimeField label="Since" required {...form.getInputProps("since")} />
            <DateTimeField label="Until" clearable placeholder="Now" {...form.getInputProps("until")} />
          </Group>
          <Select
            label="What"
            allowDeselect={false}
            data={RECOVER_KINDS.map((kind) => ({ value: kind, label: LABELS[kind] }))}
            {...form.getInputProps("only")}
          />
          {!webhook.is_active && (
            <Alert color="yellow" variant="light" c="inherit">
              The webhook is paused: what is recovered is held until it is resumed.
            </Alert>
          )}
          <Group gap="xs">
            <Button type="submit" variant={isCounted ? "default" : "filled"} loading={isPending}>
              Count first
            </Button>
            <Button
              variant={isCounted ? "filled" : "default"}
              disabled={isPending || (isCounted && job.data?.sent === 0)}
              onClick={() => start(false)}
            >
              {isCounted ? `Send ${job.data?.sent.toLocaleString() ?? ""} now` : "Send now"}
            </Button>
          </Group>
          {job.data !== undefined && <JobView job={job.data} />}
          {job.error !== null && <Fault error={job.error} />}
        </Stack>
      </form>
    </Card>
  );
}
