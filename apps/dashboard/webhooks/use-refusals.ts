// What happens when a webhook's form is submitted and refused: its findings at their fields, and a count that brings them into view.
import { useState } from "react";
import { findingsOf } from "../api/http.ts";
import { toFormErrors } from "./form-faults.ts";
import type { useWebhookForm, WebhookDraft } from "./webhook-form.ts";

export function useRefusals(form: Pick<ReturnType<typeof useWebhookForm>, "setErrors">) {
  const [refusals, setRefusals] = useState(0);
  const countRefusal = () => setRefusals((count) => count + 1);
  const refuse = (error: unknown, draft: WebhookDraft) => {
    form.setErrors(toFormErrors(findingsOf(error), draft));
    countRefusal();
  };
  return { refusals, countRefusal, refuse };
}
