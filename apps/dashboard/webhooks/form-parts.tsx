// The parts of a webhook's form that most webhooks leave as they are: folded, each saying in short what is set in it. A part in
// which something is wrong unfolds by itself.
import { Accordion, Text } from "@mantine/core";
import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from "react";
import { AdvancedFields, countAttempts } from "./advanced-fields.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { HeaderFields } from "./header-fields.tsx";
import { PayloadPicker } from "./payload-picker.tsx";
import { useWebhookForm, type WebhookDraft } from "./webhook-form.ts";

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function describeFilter(draft: WebhookDraft): string {
  const parts = [
    [draft.filter_tags.length, "tag"],
    [draft.filter_tickets.length, "ticket"],
    [draft.conditions.length, "condition"],
  ] as const;
  const present = parts.filter(([count]) => count > 0).map(([count, what]) => countOf(count, what));
  return present.join(", ") || "every event of the chosen types";
}

function describeSending(draft: WebhookDraft): string {
  const order = draft.ordering === "ticket" ? "In order for each ticket. " : "";
  const certificate = draft.verify_ssl ? "" : " Any certificate is accepted.";
  return order + countAttempts(draft.retry_schedule) + certificate;
}

const PARTS = [
  {
    value: "payload",
    label: "Payload: which fields are sent",
    Part: PayloadPicker,
    fields: /^ticket_fields/,
    describe: (draft: WebhookDraft) =>
      draft.has_all_fields ? "all fields" : countOf(draft.ticket_fields.length, "field"),
  },
  {
    value: "filter",
    label: "Filter: which events are sent",
    Part: FilterFields,
    fields: /^(?:filter_|conditions)/,
    describe: describeFilter,
  },
  {
    value: "headers",
    label: "Headers of your own",
    Part: HeaderFields,
    fields: /^custom_headers/,
    describe: (draft: WebhookDraft) =>
      draft.custom_headers.length === 0 ? "none" : draft.custom_headers.map(({ name }) => name).join(", "),
  },
  {
    value: "sending",
    label: "Sending: retries, order, limits",
    Part: AdvancedFields,
    fields: /^(?:retry_|timeout_|max_concurrency|requests_|burst_|ordering|verify_ssl)/,
    describe: describeSending,
  },
] as const;

/** With each refused submit: unfolds the parts with faults and goes to the first field that is wrong. */
function useFaultsShown(refusals: number, setOpen: Dispatch<SetStateAction<readonly string[]>>): void {
  const { errors } = useWebhookForm();
  // Not with each change of the errors: they go while somebody types, and typing must not be led elsewhere.
  const latest = useRef(errors);
  latest.current = errors;
  useEffect(() => {
    const paths = Object.keys(latest.current);
    if (refusals === 0 || paths.length === 0) return;
    const wrong = PARTS.filter(({ fields }) => paths.some((path) => fields.test(path))).map(({ value }) => value);
    setOpen((open) => [...new Set([...open, ...wrong])]);
    requestAnimationFrame(() => {
      const field = document.querySelector<HTMLElement>('form :is(input, textarea)[aria-invalid="true"]');
      field?.focus({ preventScroll: true });
      // In the middle: at the edge it would lie below the bar with the button.
      field?.scrollIntoView({ block: "center" });
    });
  }, [refusals, setOpen]);
}

/** `refusals`: how often the form was submitted and refused. */
export function FormParts({ refusals }: { readonly refusals: number }) {
  const form = useWebhookForm();
  const [open, setOpen] = useState<readonly string[]>([]);
  useFaultsShown(refusals, setOpen);
  return (
    <Accordion multiple variant="contained" keepMounted={false} value={[...open]} onChange={setOpen}>
      {PARTS.map(({ value, label, Part, describe }) => (
        <Accordion.Item key={value} value={value}>
          <Accordion.Control>
            {label}
            <Text component="span" size="xs" c="var(--tw-faint)" lineClamp={2}>
              {describe(form.getValues())}
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Part />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
