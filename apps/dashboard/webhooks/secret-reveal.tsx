// A secret, this once: to copy, to download, and a receiver that uses it.
import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { Download, TriangleAlert } from "lucide-react";
import { useRef } from "react";
import type { WebhookSecrets } from "../api/records.ts";
import { CopyIconButton } from "../ui/copy.tsx";
import { useLeaveGuard } from "../ui/use-leave-guard.ts";
import { ReceiverSnippet } from "./receiver-snippet.tsx";

interface SecretRevealProps {
  readonly name: string;
  readonly secrets: WebhookSecrets;
  readonly doneLabel: string;
  onDone(): void;
}

function SecretLine({ label, secret }: { readonly label: string; readonly secret: string }) {
  return (
    <TextInput
      label={label}
      readOnly
      value={secret}
      classNames={{ input: "mono" }}
      rightSection={<CopyIconButton text={secret} what={label.toLowerCase()} />}
      onFocus={({ currentTarget }) => currentTarget.select()}
    />
  );
}

function toEnvFile({ signing_secret: secret, standard_webhooks_secret: standard }: WebhookSecrets): string {
  return `TICKETWIRE_SECRET=${secret}\nTICKETWIRE_STANDARD_SECRET=${standard}\n`;
}

export function SecretReveal({ name, secrets, doneLabel, onDone }: SecretRevealProps) {
  const isKept = useRef(false);
  useLeaveGuard(() => !isKept.current, {
    title: "Go without the secret?",
    children: "It is not shown again. Whoever does not have it can only rotate it.",
    confirm: "Go without it",
  });
  const keep = () => {
    isKept.current = true;
    onDone();
  };
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(toEnvFile(secrets))}`;
  const fileName = `ticketwire-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") || "webhook"}.env`;
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light" c="inherit" icon={<TriangleAlert size={18} />} title="Keep this secret now">
        It is shown this once. Lost, it can only be rotated.
      </Alert>
      <SecretLine label="Signing secret" secret={secrets.signing_secret} />
      <SecretLine label="The same for Standard Webhooks libraries" secret={secrets.standard_webhooks_secret} />
      <Group>
        <Button component="a" href={file} download={fileName} variant="default" leftSection={<Download size={16} />}>
          Download as .env
        </Button>
      </Group>
      <ReceiverSnippet />
      <Group justify="end">
        <Button onClick={keep}>{doneLabel}</Button>
      </Group>
    </Stack>
  );
}
