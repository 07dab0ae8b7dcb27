// A request that a bin caught: headers, body, and whether its signature holds, asked of the server for a webhook of ours.
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { BinRequest } from "../api/bins.ts";
import { call, type One } from "../api/http.ts";
import { Card } from "../ui/card.tsx";
import { Code, prettyJson } from "../ui/code.tsx";
import { Facts } from "../ui/facts.tsx";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";

interface Verification {
  readonly valid: boolean;
  readonly message: string;
}

function Signature({ request }: { readonly request: BinRequest }) {
  const { "x-alga-webhook-id": webhookId, "x-alga-signature": signature } = request.headers;
  const { data } = useQuery({
    queryKey: ["verify", request.request_id],
    queryFn: ({ signal }) =>
      call<One<Verification>>("/webhooks/verify", {
        method: "POST",
        body: { webhook_id: webhookId, signature, body: request.body, received_at: request.received_at },
        signal,
      }),
    select: ({ data: verification }) => verification,
    enabled: webhookId !== undefined && signature !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (signature === undefined) return <Text size="sm">not signed</Text>;
  if (data === undefined) return <Text size="sm">not of a webhook of this tenant</Text>;
  return (
    <>
      <Mark tone={data.valid ? "good" : "bad"}>{data.valid ? "valid" : "not valid"}</Mark> {!data.valid && data.message}
    </>
  );
}

export function BinRequestView({ request }: { readonly request: BinRequest }) {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <Card title={`${request.method} ${request.headers["x-alga-event-type"] ?? ""}`}>
      <Stack gap="sm">
        <Facts
          facts={[
            ["Received", <Moment key="at" at={request.received_at} />],
            ["Signature", <Signature key="signature" request={request} />],
            ["Event id", request.headers["x-alga-event-id"] ?? "–"],
            ["Attempt", request.headers["x-alga-delivery-attempt"] ?? "–"],
            ["Sequence", request.headers["x-alga-sequence"] ?? "–"],
          ]}
        />
        <Code text={prettyJson(request.body)} label="Body" />
        {request.is_truncated && (
          <Text size="xs" c="var(--tw-faint)">
            The body was longer; only its beginning is kept.
          </Text>
        )}
        <Code text={headers.join("\n")} language="yaml" label="Headers" maxHeight={260} />
      </Stack>
    </Card>
  );
}
