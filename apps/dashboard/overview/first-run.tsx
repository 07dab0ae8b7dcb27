// The first page of an installation where nothing is set up yet: three steps, each with what is needed to take it.
import { Button, List, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { call, type One } from "../api/http.ts";
import { useWrite } from "../api/use-write.ts";
import { Card } from "../ui/card.tsx";
import { LinkButton } from "../ui/links.tsx";

interface Bin {
  readonly bin_id: string;
  readonly url: string;
}

function useFirstBin() {
  const navigate = useNavigate();
  return useWrite({
    write: () => call<One<Bin>>("/request-bins", { method: "POST", body: { name: "My first request bin" } }),
    done: ({ data }) => {
      void navigate({ to: "/settings/webhooks", search: { new: true, url: data.url } });
      return "The request bin is ready; its address is in the form.";
    },
  });
}

export function FirstRun() {
  const bin = useFirstBin();
  return (
    <Card maw={680}>
      <Stack gap="md">
        <div>
          <Title order={2}>Welcome. Nothing is set up yet.</Title>
          <Text c="var(--tw-faint)" size="sm">
            In two minutes you see a signed event arrive.
          </Text>
        </div>
        <List type="ordered" spacing="md" size="sm">
          <List.Item>
            <b>Create a webhook.</b> It is the address that gets the events.
            <Stack gap="xs" mt="xs" align="start">
              <LinkButton to="/settings/webhooks" search={{ new: true }}>
                Create a webhook
              </LinkButton>
              <Button variant="default" loading={bin.isPending} onClick={() => bin.mutate()}>
                No receiver yet? Use a request bin
              </Button>
            </Stack>
          </List.Item>
          <List.Item>
            <b>Create a ticket</b>, and change it. Each change is an event.
          </List.Item>
          <List.Item>
            <b>Look at its event trail</b>: which webhook got what, when, and what it answered.
          </List.Item>
        </List>
      </Stack>
    </Card>
  );
}
