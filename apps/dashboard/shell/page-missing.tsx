// Shown for an address that no page has.
import { Stack, Text, Title } from "@mantine/core";
import { LinkButton } from "../ui/links.tsx";
import { PageTitle } from "../ui/page-title.tsx";

export function PageMissing() {
  return (
    <Stack maw={560} mt="xl" align="start">
      <PageTitle title="No such page" isHidden />
      <Title order={1}>There is no page here</Title>
      <Text>The address may be mistyped, or what it showed is gone.</Text>
      <LinkButton to="/tickets">Go to the tickets</LinkButton>
    </Stack>
  );
}
