// Stands where a page will be, in about its shape, so that nothing jumps when it comes.
import { Skeleton, Stack } from "@mantine/core";

export function PageSkeleton() {
  return (
    <Stack aria-busy="true" aria-label="Loading">
      <Skeleton h={34} w={220} />
      <Skeleton h={36} />
      <Skeleton h={360} />
    </Stack>
  );
}
