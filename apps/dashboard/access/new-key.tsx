// Making an API key: name, scopes, perhaps an end; then its secret, this once.
import { Alert, Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { API_SCOPES } from "@ticketwire/contract/statuses";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { call, findingsOf, type One } from "../api/http.ts";
import { useWrite } from "../api/use-write.ts";
import { DateTimeField } from "../ui/date-time-field.tsx";
import { CopyIconButton } from "../ui/copy.tsx";

interface Draft {
  readonly name: string;
  readonly scopes: string[];
  readonly expires_at: string | null;
}

function Made({ secret, onDone }: { readonly secret: string; onDone(): void }) {
  return (
    <Stack gap="md">
      <Alert color="yellow" variant="light" c="inherit" icon={<TriangleAlert size={18} />} title="Keep this key now">
        It is shown this once; only its hash is kept.
      </Alert>
      <TextInput
        label="API key"
        readOnly
        value={secret}
        rightSection={<CopyIconButton text={secret} what="the API key" />}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Group justify="end">
        <Button onClick={onDone}>I have kept it</Button>
      </Group>
    </Stack>
  );
}

export function NewKey({ onDone }: { onDone(): void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const form = useForm<Draft>({
    initialValues: { name: "", scopes: ["tickets:read"], expires_at: null },
    validate: {
      name: (name) => (name.trim() === "" ? "A name is needed" : null),
      scopes: (scopes) => (scopes.length === 0 ? "Choose at least one scope" : null),
    },
  });
  const create = useWrite({
    write: ({ expires_at: end, ...draft }: Draft) =>
      call<One<{ readonly api_key: string }>>("/api-keys", {
        method: "POST",
        body: { ...draft, ...(end === null ? {} : { expires_at: new Date(end).toISOString() }) },
      }),
    done: ({ data }) => {
      setSecret(data.api_key);
      return null;
    },
    touches: ["pages"],
    hasForm: true,
  });
  if (secret !== null) return <Made secret={secret} onDone={onDone} />;
  return (
    <form
      onSubmit={form.onSubmit((draft) =>
        create.mutate(draft, { onError: (error) => form.setErrors(findingsOf(error)) }),
      )}
      noValidate
    >
      <Stack gap="md">
        <TextInput label="Name" required placeholder="Integration" data-autofocus {...form.getInputProps("name")} />
        <Checkbox.Group label="Scopes" {...form.getInputProps("scopes")}>
          <Stack gap="xs" mt="xs">
            {API_SCOPES.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope === "admin" ? "admin: everything" : scope} />
            ))}
          </Stack>
        </Checkbox.Group>
        <DateTimeField label="Expires" clearable placeholder="Never" {...form.getInputProps("expires_at")} />
        <Button type="submit" loading={create.isPending}>
          Create the key
        </Button>
      </Stack>
    </form>
  );
}
