// Why a signature is right or wrong: paste what the receiver got. The server compares it with the webhook's secrets.
import { Alert, Button, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { call, findingsOf, type One } from "../api/http.ts";
import { useWrite } from "../api/use-write.ts";
import { webhooksQuery } from "../api/webhooks.ts";
import { Card } from "../ui/card.tsx";
import { Facts } from "../ui/facts.tsx";
import { formatSeconds } from "../ui/format.ts";
import { Moment } from "../ui/moment.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { NeedsScope } from "../ui/scope.tsx";

interface Verification {
  readonly valid: boolean;
  readonly reason: string;
  readonly message: string;
  readonly signed_at: string | null;
  readonly age_seconds: number | null;
  readonly secret: "current" | "previous" | null;
}

interface Question {
  readonly webhook_id: string;
  readonly signature: string;
  readonly body: string;
}

function describeAge(seconds: number | null): string {
  if (seconds === null) return "–";
  return seconds >= 0 ? `${formatSeconds(seconds)} old` : `${formatSeconds(-seconds)} in the future`;
}

function Diagnosis({ verification }: { readonly verification: Verification }) {
  const { valid, reason, message } = verification;
  return (
    <Card title="Diagnosis" ref={bringIntoView}>
      <Stack gap="sm" role="status">
        <Alert
          color={valid ? "green" : "red"}
          variant="light"
          c="inherit"
          icon={valid ? <CircleCheck size={18} /> : <CircleX size={18} />}
          title={valid ? "A receiver takes this" : "A receiver refuses this"}
        >
          {message}
        </Alert>
        <Facts
          facts={[
            ["Reason", <code key="reason">{reason}</code>],
            ["Signed", <Moment key="at" at={verification.signed_at} />],
            ["Age", describeAge(verification.age_seconds)],
            ["Secret", verification.secret ?? "none of the webhook's"],
          ]}
        />
      </Stack>
    </Card>
  );
}

function bringIntoView(card: HTMLElement | null): void {
  card?.scrollIntoView({ block: "nearest" });
}

function isAbout(asked: Question | undefined, shown: Question): boolean {
  return JSON.stringify(asked) === JSON.stringify(shown);
}

function useDoctor() {
  const form = useForm<Question>({
    initialValues: { webhook_id: "", signature: "", body: "" },
    validate: {
      webhook_id: (id) => (id === "" ? "Choose a webhook" : null),
      signature: (signature) => (signature.trim() === "" ? "Paste the header" : null),
    },
  });
  const verify = useWrite({
    write: (question: Question) =>
      call<One<Verification>>("/webhooks/verify", {
        method: "POST",
        body: { ...question, signature: question.signature.trim() },
      }),
    touches: [],
    hasForm: true,
  });
  const submit = form.onSubmit((question) =>
    verify.mutate(question, { onError: (error) => form.setErrors(findingsOf(error)) }),
  );
  // What was said about other words is not said of these.
  const verification = isAbout(verify.variables, form.getValues()) ? verify.data?.data : undefined;
  return { form, submit, verification, isPending: verify.isPending };
}

function SignatureDoctor() {
  const { data: webhooks = [] } = useQuery(webhooksQuery);
  const { form, submit, verification, isPending } = useDoctor();
  return (
    <Stack gap="md" maw={760}>
      <PageTitle
        title="Signature doctor"
        hint="Paste what a receiver got, and learn why its signature is right or wrong."
      />
      <Card>
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <Select
              label="Webhook"
              required
              searchable
              placeholder="Choose"
              data={webhooks.map(({ webhook_id: value, name: label }) => ({ value, label }))}
              {...form.getInputProps("webhook_id")}
            />
            <TextInput
              label="X-Alga-Signature"
              required
              placeholder="t=1767225600,v1=…"
              classNames={{ input: "mono" }}
              {...form.getInputProps("signature")}
            />
            <Textarea
              label="Body"
              description="The raw bytes, exactly as they came: not parsed and written again."
              autosize
              minRows={6}
              maxRows={16}
              classNames={{ input: "mono" }}
              {...form.getInputProps("body")}
            />
            <Group>
              <Button type="submit" loading={isPending}>
                Examine
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
      {verification !== undefined && <Diagnosis verification={verification} />}
    </Stack>
  );
}

export function SignatureDoctorPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Signature doctor">
      <SignatureDoctor />
    </NeedsScope>
  );
}
