// A pipeline with a lease of its own, whose rounds a test calls: nothing runs by itself, and a fault fails the test.
// In: what the test moves. Out: the pipeline and the process it is.
import { expect } from "vitest";
import { enterProcess, newProcessId } from "../lane/process-lease.ts";
import { createPipeline, type Pipeline, type PipelineOptions } from "../pipeline.ts";

export interface TestPipeline {
  readonly pipeline: Pipeline;
  readonly processId: string;
}

export async function openTestPipeline(
  wish: Pick<PipelineOptions, "db" | "clock" | "box" | "sender" | "policy">,
): Promise<TestPipeline> {
  const { db, clock } = wish;
  const processId = newProcessId();
  const pipeline = createPipeline({
    ...wish,
    version: "0.0.0",
    autoDisableAfterMs: 86_400_000,
    processId: () => processId,
    onStandingChange: () => undefined,
    onFault: (fault) => expect.unreachable(String(fault)),
    onProgress: () => undefined,
  });
  const until = await enterProcess(db.engine, { processId, name: "test", role: "all" }, clock.now());
  pipeline.lanes.holdLease(processId, until);
  return { pipeline, processId };
}
