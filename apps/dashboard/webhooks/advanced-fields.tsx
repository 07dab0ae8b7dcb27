// How a webhook is sent to: order, waits between attempts, time and rate limits.
import { NumberInput, SegmentedControl, SimpleGrid, Stack, Switch, TagsInput, Text } from "@mantine/core";
import { LIMITS } from "@ticketwire/contract/limits";
import { formatSeconds } from "../ui/format.ts";
import { useWebhookForm } from "./webhook-form.ts";

function secondsOf(steps: readonly string[]): readonly number[] {
  return steps.map(Number).filter((step) => step > 0);
}

/** How many attempts that makes, and how long they take in all. */
export function countAttempts(steps: readonly string[]): string {
  const seconds = secondsOf(steps);
  if (seconds.length === 0) return "One attempt only.";
  const total = seconds.reduce((sum, step) => sum + step, 0);
  return `${seconds.length + 1} attempts within ${formatSeconds(total)}.`;
}

function describeSchedule(steps: readonly string[]): string {
  const waits = secondsOf(steps).map(formatSeconds);
  return waits.length === 0 ? countAttempts(steps) : `${countAttempts(steps)} Again after ${waits.join(", ")}.`;
}

export function AdvancedFields() {
  const form = useWebhookForm();
  const { retry_schedule: schedule } = form.getValues();
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={500} id="ordering-label">
          Order
        </Text>
        <SegmentedControl
          aria-labelledby="ordering-label"
          data={[
            { value: "none", label: "Send at once" },
            { value: "ticket", label: "In order for each ticket" },
          ]}
          {...form.getInputProps("ordering")}
        />
      </div>
      <TagsInput
        label="Waits after failed attempts, in seconds"
        description={describeSchedule(schedule)}
        allowDuplicates
        maxTags={LIMITS.retrySteps}
        {...form.getInputProps("retry_schedule")}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput
          label="Timeout, ms"
          min={LIMITS.timeoutMsMin}
          max={LIMITS.timeoutMsMax}
          step={1000}
          {...form.getInputProps("timeout_ms")}
        />
        <NumberInput
          label="At the same time"
          min={1}
          max={LIMITS.maxConcurrencyMax}
          {...form.getInputProps("max_concurrency")}
        />
        <NumberInput
          label="Most per minute"
          min={1}
          placeholder="no limit"
          {...form.getInputProps("requests_per_minute")}
        />
        <NumberInput label="Most at once" min={1} placeholder="a minute's" {...form.getInputProps("burst_limit")} />
      </SimpleGrid>
      <Switch
        label="Check the receiver's certificate"
        description="Off accepts any certificate: only for trying things out."
        {...form.getInputProps("verify_ssl", { type: "checkbox" })}
      />
    </Stack>
  );
}
