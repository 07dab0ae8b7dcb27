// How a recover job stands. In: the job. Out: what it found and sent so far, or what it came to.
import { Alert, Group, Loader, Progress, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { call, type One } from "../api/http.ts";
import type { RecoverJob } from "../api/records.ts";
import { LinkButton } from "../ui/links.tsx";

const LOOK_AGAIN_MS = 700;

function isOver(job: RecoverJob | undefined): boolean {
  return job?.status === "done" || job?.status === "failed";
}

/** A job of a webhook, looked at until it is over. */
export function useRecoverJob(webhookId: string, jobId: string | undefined) {
  return useQuery({
    queryKey: ["recover", webhookId, jobId],
    queryFn: ({ signal }) => call<One<RecoverJob>>(`/webhooks/${webhookId}/recover/${jobId ?? ""}`, { signal }),
    select: ({ data }) => data,
    enabled: jobId !== undefined,
    refetchInterval: ({ state }) => (isOver(state.data?.data) ? false : LOOK_AGAIN_MS),
  });
}

function Counts({ job }: { readonly job: RecoverJob }) {
  if (job.matched === 0)
    return job.status === "done" ? "Nothing in this time was missed." : "Looking through the events …";
  return (
    <span>
      <b>{job.sent.toLocaleString()}</b> {job.dry_run ? "would be sent" : "sent"}
      {job.skipped > 0 && `, ${job.skipped.toLocaleString()} skipped because they arrived or are on their way`}, of{" "}
      {job.matched.toLocaleString()} that match
      {job.status === "done" ? "." : " so far."}
    </span>
  );
}

function titleOf(job: RecoverJob): string {
  if (job.status === "queued") return "Waiting for its turn …";
  if (job.status === "running") return job.dry_run ? "Counting …" : "Sending …";
  return job.dry_run ? "Counted; nothing was sent" : "Recovered";
}

export interface RecoverJobProps {
  readonly webhookId: string;
  readonly job: RecoverJob;
  /** How many it will send, when they were counted before. */
  readonly expected: number | null;
}

export function RecoverJobView({ webhookId, job, expected }: RecoverJobProps) {
  if (job.status === "failed")
    return (
      <Alert color="red" variant="light" c="inherit" title="The recovery failed">
        {job.error ?? "Its reason is in the server's log."}
      </Alert>
    );
  const isDone = job.status === "done";
  return (
    <Alert
      role="status"
      color={isDone ? "green" : "blue"}
      variant="light"
      c="inherit"
      icon={isDone ? <CircleCheck size={18} /> : <Loader size={18} />}
      title={titleOf(job)}
    >
      <Stack gap="xs">
        <Counts job={job} />
        {!isDone && !job.dry_run && expected !== null && (
          <Progress value={Math.min(100, (100 * job.sent) / expected)} aria-label="Sent so far" />
        )}
        {isDone && !job.dry_run && job.sent > 0 && (
          <Group>
            <LinkButton size="xs" variant="default" to="/deliveries" search={{ webhook: webhookId }}>
              See how they fare
            </LinkButton>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
