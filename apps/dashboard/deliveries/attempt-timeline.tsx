// The attempts of a delivery in the order they were made; one is chosen and shown below.
import { Text, UnstyledButton } from "@mantine/core";
import type { Attempt, DeliveryWithAttempts } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { asSentence, formatMs, formatSeconds } from "../ui/format.ts";
import { Mark } from "../ui/mark.tsx";
import { Moment } from "../ui/moment.tsx";
import classes from "./deliveries.module.css";

export interface AttemptTimelineProps {
  readonly delivery: DeliveryWithAttempts;
  readonly chosen: number | null;
  onChoose(attempt: number): void;
}

function outcomeOf({ error_class: error, response_status_code: code }: Attempt): string {
  if (error === null) return String(code ?? "ok");
  return code === null ? error : `${code}`;
}

function AttemptItem({
  attempt,
  before,
  isChosen,
  onChoose,
}: {
  readonly attempt: Attempt;
  readonly before: Attempt | undefined;
  readonly isChosen: boolean;
  onChoose(): void;
}) {
  return (
    <li className={classes.step}>
      {before !== undefined && (
        <Text component="span" size="xs" c="var(--tw-faint)" className={classes.wait}>
          {formatSeconds((Date.parse(attempt.attempted_at) - Date.parse(before.attempted_at)) / 1000)}
        </Text>
      )}
      <UnstyledButton className={classes.attempt} aria-pressed={isChosen} onClick={onChoose}>
        <Text component="span" size="sm" fw={600}>
          Attempt {attempt.attempt_number}
        </Text>
        <Mark tone={attempt.error_class === null ? "good" : "bad"}>{outcomeOf(attempt)}</Mark>
        <Text component="span" size="xs" c="var(--tw-faint)">
          <Moment at={attempt.attempted_at} as="short" /> · {formatMs(attempt.duration_ms)}
        </Text>
      </UnstyledButton>
    </li>
  );
}

export function AttemptTimeline({ delivery, chosen, onChoose }: AttemptTimelineProps) {
  const { attempts, next_retry_at: next } = delivery;
  return (
    <Card title="Attempts">
      {attempts.length === 0 && (
        <Text size="sm" c="var(--tw-faint)">
          {delivery.reason === null ? "None yet." : `None yet. ${asSentence(delivery.reason)}`}
        </Text>
      )}
      <ol className={classes.attempts}>
        {attempts.map((attempt, place) => (
          <AttemptItem
            key={attempt.attempt_number}
            attempt={attempt}
            before={attempts[place - 1]}
            isChosen={attempt.attempt_number === chosen}
            onChoose={() => onChoose(attempt.attempt_number)}
          />
        ))}
        {next !== null && (
          <li className={classes.upcoming}>
            <Text size="xs" c="var(--tw-faint)">
              next attempt <Moment at={next} as="due" />
            </Text>
          </li>
        )}
      </ol>
    </Card>
  );
}
