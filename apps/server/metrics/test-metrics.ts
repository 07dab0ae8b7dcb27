// Test deliveries as a metric of their own: they are no part of what the engine delivers, and a burst of them explains sockets and
// traffic that nothing else does. In: the sender of the API, which sends nothing but tests. Out: the same, counted.
import type { AttemptResult } from "@ticketwire/engine/attempt/result";
import type { Sender } from "@ticketwire/engine/attempt/sender";
import { describeReply } from "@ticketwire/engine/verdict/advise";
import { Counter, type Registry } from "prom-client";

function classOf(result: AttemptResult): string | null {
  return result.kind === "aborted" ? null : (describeReply(result)?.errorClass ?? "none");
}

/** Counts what comes of each send; those that this process ends itself have no outcome. */
export function countTests(sender: Sender, registry: Registry): Sender {
  const tests = new Counter({
    name: "ticketwire_test_attempts_total",
    help: "Test deliveries that ended, by class of error (none: the receiver accepted); not among ticketwire_attempts_total.",
    labelNames: ["error_class"],
    registers: [registry],
  });
  return {
    async send(request) {
      const result = await sender.send(request);
      const errorClass = classOf(result);
      if (errorClass !== null) tests.inc({ error_class: errorClass });
      return result;
    },
    get attemptsUnderWay() {
      return sender.attemptsUnderWay;
    },
    get connectionsOpen() {
      return sender.connectionsOpen;
    },
    close: (options) => sender.close(options),
  };
}
