// The audit log in words.
import { expect, it } from "vitest";
import type { AuditEntry } from "../api/log-records.ts";
import { describeDetails, nameOfSubject } from "./describe-entry.ts";

const entry = (details: AuditEntry["details"]): AuditEntry => ({
  audit_id: "1",
  occurred_at: "2026-01-31T08:00:00.000Z",
  actor_type: "user",
  actor_name: "Grace",
  action: "webhook.updated",
  subject_type: "webhook",
  subject_id: "w1",
  details,
});

it("says what was changed, and what was told with it", () => {
  expect(
    describeDetails(
      entry({ changes: { is_active: { previous: true, new: false }, tags: { previous: null, new: ["a", "b"] } } }),
    ),
  ).toBe("is active: true → false · tags: nothing → a, b");
  expect(describeDetails(entry({ name: "CRM", url: "https://crm.example" }))).toBe("url: https://crm.example");
  expect(describeDetails(entry({ reason: "x".repeat(300) }))).toHaveLength(160);
});

it("names what it is about: as it was told, else as it is called now, else its kind", () => {
  const names = new Map([["w1", "Now"]]);
  expect(nameOfSubject(entry({ name: "Then" }), names)).toBe("Then");
  expect(nameOfSubject(entry({}), names)).toBe("Now");
  expect(nameOfSubject(entry({}), new Map())).toBe("webhook");
});
