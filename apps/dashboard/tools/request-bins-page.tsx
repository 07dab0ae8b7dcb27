// Request bins: addresses that show what is sent to them.
import { Group, Paper, SimpleGrid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { Bin } from "../api/bins.ts";
import { call, type One } from "../api/http.ts";
import { useWrite } from "../api/use-write.ts";
import { CopyIconButton } from "../ui/copy.tsx";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { NeedsScope, ScopedButton } from "../ui/scope.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";

const LOOK_AGAIN_MS = 3_000;

function useCreateBin() {
  const navigate = useNavigate();
  return useWrite({
    write: () => call<One<Bin>>("/request-bins", { method: "POST", body: {} }),
    done: ({ data }) => {
      void navigate({ to: "/tools/request-bins/$binId", params: { binId: data.bin_id } });
      return null;
    },
  });
}

function BinCard({ bin }: { readonly bin: Bin }) {
  return (
    <Paper component="article" withBorder p="md" bg="var(--tw-card)" aria-label={bin.name}>
      <Group justify="space-between" wrap="nowrap">
        <TextLink
          to="/tools/request-bins/$binId"
          params={{ binId: bin.bin_id }}
          fw={650}
          truncate
          dir="auto"
          title={bin.name}
        >
          {bin.name}
        </TextLink>
        <Text size="sm" c="var(--tw-faint)" style={{ whiteSpace: "nowrap" }}>
          answers {bin.response_status}
        </Text>
      </Group>
      <Group gap={4} wrap="nowrap">
        <Text size="xs" c="var(--tw-faint)" className="mono" truncate>
          {bin.url}
        </Text>
        <CopyIconButton text={bin.url} what="the address" />
      </Group>
      <Text size="sm">
        {bin.total_requests.toLocaleString()} {bin.total_requests === 1 ? "request" : "requests"} · made{" "}
        <Moment at={bin.created_at} as="relative" />
      </Text>
    </Paper>
  );
}

function RequestBins() {
  const create = useCreateBin();
  const {
    data: bins,
    error,
    refetch,
  } = useQuery({
    queryKey: ["bins"],
    queryFn: ({ signal }) => call<One<readonly Bin[]>>("/request-bins", { signal }),
    select: ({ data }) => data,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const button = (
    <ScopedButton
      scope="webhooks:write"
      leftSection={<Plus size={16} />}
      loading={create.isPending}
      onClick={() => create.mutate()}
    >
      New request bin
    </ScopedButton>
  );
  return (
    <>
      <PageTitle
        title="Request bins"
        hint="Addresses that take any request and show it: to see what is really sent before a receiver exists."
      >
        {bins !== undefined && bins.length > 0 && button}
      </PageTitle>
      {bins === undefined &&
        (error === null ? <Loading rows={3} height={100} /> : <Fault error={error} onRetry={() => void refetch()} />)}
      {bins?.length === 0 && (
        <Empty title="No request bins yet" actions={button}>
          Point a webhook at one, change a ticket, and look at headers, signature and body.
        </Empty>
      )}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {bins?.map((bin) => (
          <BinCard key={bin.bin_id} bin={bin} />
        ))}
      </SimpleGrid>
    </>
  );
}

export function RequestBinsPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Request bins">
      <RequestBins />
    </NeedsScope>
  );
}
