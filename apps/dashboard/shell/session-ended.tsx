// The session ended while a page was open: asks for a key right here, so that nothing of the page is lost. Somebody of another
// tenant, or another user, gets the page anew.
import { Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState, useSyncExternalStore } from "react";
import { ApiRefusal, sentenceOf, signIn } from "../api/http.ts";
import { type Me, meQuery, readMe } from "../api/me.ts";
import { noteSignedIn, sessionState } from "../api/session-state.ts";

function isSamePerson(one: Me | undefined, other: Me): boolean {
  return one?.tenant.tenant_id === other.tenant.tenant_id && one.user.user_id === other.user.user_id;
}

function useSignIn() {
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  async function submit(key: string): Promise<void> {
    setPending(true);
    try {
      await signIn(key);
      const before = client.getQueryData(meQuery.queryKey)?.data;
      const me = await readMe();
      if (!isSamePerson(before, me.data)) return location.reload();
      client.setQueryData(meQuery.queryKey, me);
      setProblem(null);
      noteSignedIn();
      await client.invalidateQueries();
    } catch (error) {
      setProblem(
        error instanceof ApiRefusal && error.status === 401 ? "This key does not hold either." : sentenceOf(error),
      );
    } finally {
      setPending(false);
    }
  }
  return { submit, problem, isPending };
}

export function SessionEnded() {
  const hasEnded = useSyncExternalStore(sessionState.subscribe, sessionState.hasEnded);
  const [key, setKey] = useState("");
  const { submit, problem, isPending } = useSignIn();
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    void submit(key.trim()).then(() => setKey(""));
  };
  return (
    <Modal
      opened={hasEnded}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={1000}
      title="Your session has ended"
    >
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm">
            Its key was revoked or has expired, or you were away for long. Sign in to go on where you are: nothing on
            this page is lost.
          </Text>
          <TextInput
            label="API key"
            type="password"
            required
            autoComplete="current-password"
            data-autofocus
            value={key}
            error={problem}
            onChange={({ currentTarget }) => setKey(currentTarget.value)}
          />
          <Button type="submit" loading={isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
