// One request bin: its address, what it answers, and the requests it caught, newest first, as they come.
import { Grid, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Bin, BinRequest } from "../api/bins.ts";
import { ApiRefusal, call, type One } from "../api/http.ts";
import { useMay } from "../api/me.ts";
import { useWrite } from "../api/use-write.ts";
import { binRoute } from "../shell/router.tsx";
import { ask } from "../ui/ask.tsx";
import { CopyTextButton } from "../ui/copy.tsx";
import { LinkButton } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { type RecordColumn, RecordTable } from "../ui/record-table.tsx";
import { NeedsScope, ScopedButton } from "../ui/scope.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { usePages } from "../ui/use-pages.ts";
import { BinAnswerForm } from "./bin-answer-form.tsx";
import { BinRequestView } from "./bin-request-view.tsx";

const LIVE_MS = 1_500;

const COLUMNS: readonly RecordColumn<BinRequest>[] = [
  {
    id: "at",
    header: "Received",
    meta: { width: "8.6rem" },
    cell: ({ row }) => <Moment at={row.original.received_at} as="short" />,
  },
  {
    id: "event",
    header: "Event",
    meta: { width: "minmax(5rem, 1.4fr)" },
    cell: ({ row: { original: request } }) => {
      const name = request.headers["x-alga-event-type"] ?? `${request.method} ${request.path}`;
      return <code title={name}>{name}</code>;
    },
  },
  {
    id: "answered",
    header: "Answered",
    meta: { width: "4.6rem", isEnd: true },
    cell: ({ row }) => row.original.response_status,
  },
];

function useBinWrites(binId: string) {
  const navigate = useNavigate();
  const remove = useWrite({
    write: () => call(`/request-bins/${binId}`, { method: "DELETE" }),
    done: () => {
      void navigate({ to: "/tools/request-bins" });
      return "The request bin was deleted.";
    },
    touches: ["bins"],
  });
  const empty = useWrite({
    write: () => call(`/request-bins/${binId}/requests`, { method: "DELETE" }),
    done: () => "It is empty.",
  });
  const askRemove = () =>
    ask({
      title: "Delete this request bin?",
      children: "What it caught is gone, and its address answers 404 from now on: a webhook that points there fails.",
      confirm: "Delete the bin",
      onConfirm: () => remove.mutate(),
    });
  return { askRemove, empty: () => empty.mutate() };
}

function Head({ bin }: { readonly bin: Bin }) {
  const { askRemove, empty } = useBinWrites(bin.bin_id);
  const may = useMay("webhooks:write");
  return (
    <PageTitle title={bin.name} hint={<code>{bin.url}</code>}>
      <CopyTextButton text={bin.url} what="the address" />
      {may && (
        <LinkButton size="xs" to="/settings/webhooks" search={{ new: true, url: bin.url }}>
          Webhook to here
        </LinkButton>
      )}
      <ScopedButton scope="webhooks:write" size="xs" variant="default" onClick={empty}>
        Empty it
      </ScopedButton>
      <ScopedButton scope="webhooks:write" size="xs" variant="subtle" color="red" onClick={askRemove}>
        Delete
      </ScopedButton>
    </PageTitle>
  );
}

function Requests({ bin }: { readonly bin: Bin }) {
  const requests = usePages<BinRequest>(`/request-bins/${bin.bin_id}/requests`, {}, { refetchMs: LIVE_MS });
  const [openId, setOpenId] = useState<string | null>(null);
  const open = requests.rows.find(({ request_id: id }) => id === openId) ?? requests.rows[0];
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <RecordTable
          {...requests}
          label="Requests"
          columns={COLUMNS}
          rowId={(request) => request.request_id}
          openId={open?.request_id}
          onOpen={(request) => setOpenId(request.request_id)}
          onRetry={requests.refetch}
          around="26rem"
          empty={<Empty title="Nothing came yet">Send something to the address above; it appears here at once.</Empty>}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        {open !== undefined && <BinRequestView key={open.request_id} request={open} />}
      </Grid.Col>
    </Grid>
  );
}

function OneRequestBin() {
  const { binId } = binRoute.useParams();
  const {
    data: bin,
    error,
    refetch,
  } = useQuery({
    queryKey: ["bins", binId],
    queryFn: ({ signal }) => call<One<Bin>>(`/request-bins/${binId}`, { signal }),
    select: ({ data }) => data,
  });
  if (bin === undefined && error instanceof ApiRefusal && error.status === 404)
    return (
      <>
        <PageTitle title="Request bin" isHidden />
        <Empty
          isPage
          title="There is no such request bin"
          actions={<LinkButton to="/tools/request-bins">Go to the request bins</LinkButton>}
        >
          It was deleted, or belongs to another tenant.
        </Empty>
      </>
    );
  if (bin === undefined)
    return (
      <>
        <PageTitle title="Request bin" />
        {error === null ? <Loading /> : <Fault error={error} onRetry={() => void refetch()} />}
      </>
    );
  return (
    <Stack gap="md">
      <Head bin={bin} />
      <BinAnswerForm key={bin.bin_id} bin={bin} />
      <Group>
        <Text size="sm" c="var(--tw-faint)">
          The last 200 requests are kept. Keys and cookies in them are masked.
        </Text>
      </Group>
      <Requests bin={bin} />
    </Stack>
  );
}

export function RequestBinPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Request bin">
      <OneRequestBin />
    </NeedsScope>
  );
}
