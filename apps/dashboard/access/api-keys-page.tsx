// API keys: made, with the secret shown once; revoked, at once.
import { Button, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { call } from "../api/http.ts";
import type { ApiKey } from "../api/log-records.ts";
import { meQuery } from "../api/me.ts";
import { useWrite } from "../api/use-write.ts";
import { ask } from "../ui/ask.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { type RecordColumn, RecordTable } from "../ui/record-table.tsx";
import { NeedsScope } from "../ui/scope.tsx";
import { usePages } from "../ui/use-pages.ts";
import { NewKey } from "./new-key.tsx";

function useIsOwn(apiKey: ApiKey): boolean {
  const { data: me } = useQuery(meQuery);
  return me?.api_key.api_key_id === apiKey.api_key_id;
}

function Name({ apiKey }: { readonly apiKey: ApiKey }) {
  const isOwn = useIsOwn(apiKey);
  return (
    <>
      <b title={apiKey.name}>
        <bdi>{apiKey.name}</bdi>
      </b>
      {isOwn && (
        <>
          {" "}
          <Mark tone="cool" title="You signed in with this key">
            yours
          </Mark>
        </>
      )}
    </>
  );
}

function Revoke({ apiKey }: { readonly apiKey: ApiKey }) {
  const isOwn = useIsOwn(apiKey);
  const revoke = useWrite({
    write: () => call(`/api-keys/${apiKey.api_key_id}`, { method: "DELETE" }),
    done: () => `${apiKey.name} was revoked.`,
  });
  if (apiKey.revoked_at !== null) return <Mark tone="quiet">revoked</Mark>;
  const question = () =>
    ask({
      title: `Revoke ${apiKey.name}?`,
      children: `Whoever uses it is refused at once. ${isOwn ? "It is the key you signed in with: you are signed out." : "This can not be undone."}`,
      confirm: "Revoke the key",
      onConfirm: () => revoke.mutate(),
    });
  return (
    <Button size="compact-xs" variant="subtle" color="red" onClick={question}>
      Revoke
    </Button>
  );
}

const COLUMNS: readonly RecordColumn<ApiKey>[] = [
  {
    id: "name",
    header: "Name",
    meta: { width: "minmax(8rem, 1.5fr)" },
    cell: ({ row }) => <Name apiKey={row.original} />,
  },
  {
    id: "hint",
    header: "Ends in",
    meta: { width: "5rem", isWide: true },
    cell: ({ row }) => <code>{row.original.key_hint}</code>,
  },
  {
    id: "scopes",
    header: "Scopes",
    meta: { width: "minmax(8rem, 2fr)", isWide: true },
    cell: ({ row: { original: key } }) => {
      const scopes = key.scopes.join(", ");
      return <span title={scopes}>{key.scopes.includes("admin") ? "admin: everything" : scopes}</span>;
    },
  },
  {
    id: "used",
    header: "Last used",
    meta: { width: "minmax(6rem, 0.8fr)" },
    cell: ({ row }) => <Moment at={row.original.last_used_at} as="relative" otherwise="never" />,
  },
  {
    id: "expires",
    header: "Expires",
    meta: { width: "minmax(6rem, 0.8fr)", isWide: true },
    cell: ({ row }) => <Moment at={row.original.expires_at} otherwise="never" />,
  },
  {
    id: "revoke",
    header: () => <span className="sr-only">Revoke</span>,
    meta: { width: "5.6rem", isEnd: true },
    cell: ({ row }) => <Revoke apiKey={row.original} />,
  },
];

export function ApiKeysPage() {
  return (
    <NeedsScope scope="admin" title="API keys">
      <ApiKeys />
    </NeedsScope>
  );
}

function ApiKeys() {
  const keys = usePages<ApiKey>("/api-keys");
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <PageTitle title="API keys" hint="Keys act for you within their scopes. Only their hashes are kept.">
        <Button leftSection={<Plus size={16} />} onClick={open}>
          New key
        </Button>
      </PageTitle>
      <RecordTable
        {...keys}
        label="API keys"
        columns={COLUMNS}
        rowId={(key) => key.api_key_id}
        onRetry={keys.refetch}
      />
      <Drawer opened={isOpen} onClose={close} title="New API key" position="right" closeOnClickOutside={false}>
        <NewKey onDone={close} />
      </Drawer>
    </>
  );
}
