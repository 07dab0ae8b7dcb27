// What a request bin answers: so that a receiver that fails, hangs or is gone can be played.
import { Group, NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Bin } from "../api/bins.ts";
import { call, findingsOf } from "../api/http.ts";
import { useWrite } from "../api/use-write.ts";
import { Card } from "../ui/card.tsx";
import { ScopedButton } from "../ui/scope.tsx";

export function BinAnswerForm({ bin }: { readonly bin: Bin }) {
  const { name, response_status, response_delay_ms, response_body } = bin;
  const form = useForm({ initialValues: { name, response_status, response_delay_ms, response_body } });
  const save = useWrite({
    write: (body: typeof form.values) => call(`/request-bins/${bin.bin_id}`, { method: "PUT", body }),
    done: (_output, body) => {
      form.resetDirty(body);
      return `From now on it answers ${body.response_status}.`;
    },
    touches: ["bins"],
    hasForm: true,
  });
  return (
    <Card title="What it answers">
      <form
        onSubmit={form.onSubmit((body) => save.mutate(body, { onError: (error) => form.setErrors(findingsOf(error)) }))}
      >
        <Group align="end" gap="xs">
          <TextInput label="Name" w={180} required {...form.getInputProps("name")} />
          <NumberInput label="Status" w={90} min={200} max={599} required {...form.getInputProps("response_status")} />
          <NumberInput
            label="Wait before, ms"
            w={160}
            min={0}
            max={60_000}
            step={1000}
            required
            {...form.getInputProps("response_delay_ms")}
          />
          <TextInput label="Body" flex="1 1 12rem" {...form.getInputProps("response_body")} />
          <ScopedButton
            scope="webhooks:write"
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={!form.isDirty()}
          >
            Save
          </ScopedButton>
        </Group>
      </form>
    </Card>
  );
}
