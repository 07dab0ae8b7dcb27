// Whether attempts are traced, and where spans go: the standard variables of OpenTelemetry, nothing of our own. Pure.
// In: the environment. Out: off, a plan, or one line for each value that can not be followed. What the exporter reads by itself
// (endpoints, headers, certificates, timeout, compression) is left to it.

export type ExporterKind = "http/protobuf" | "http/json" | "console";

export interface SamplerPlan {
  readonly isParentBased: boolean;
  readonly kind: "always_on" | "always_off" | "traceidratio";
  /** Share of traces, 0 to 1. */
  readonly ratio: number;
}

export interface TracingPlan {
  readonly exporter: ExporterKind;
  readonly sampler: SamplerPlan;
  readonly batch: {
    readonly scheduledDelayMillis: number;
    readonly maxQueueSize: number;
    readonly maxExportBatchSize: number;
    readonly exportTimeoutMillis: number;
  };
}

export type TracingReading =
  | { readonly kind: "off" }
  | { readonly kind: "on"; readonly plan: TracingPlan }
  | { readonly kind: "wrong"; readonly problems: readonly string[] };

const PROTOCOLS = ["http/protobuf", "http/json"] as const;
const SAMPLERS = ["always_on", "always_off", "traceidratio"] as const;

class Reader {
  readonly problems: string[] = [];
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  text(...names: readonly string[]): string | null {
    for (const name of names) {
      const value = this.#env[name]?.trim();
      if (value !== undefined && value !== "") return value;
    }
    return null;
  }

  choice<Word extends string>(names: readonly string[], words: readonly Word[], byDefault: Word): Word {
    const given = this.text(...names);
    if (given === null) return byDefault;
    const found = words.find((word) => word === given.toLowerCase());
    if (found === undefined)
      this.problems.push(`${names.at(-1)} is ${JSON.stringify(given)}: use one of ${words.join(", ")}`);
    return found ?? byDefault;
  }

  number(name: string, range: { readonly least: number; readonly most: number; readonly byDefault: number }): number {
    const given = this.text(name);
    if (given === null) return range.byDefault;
    const value = Number(given);
    if (value >= range.least && value <= range.most) return value;
    this.problems.push(`${name} is ${JSON.stringify(given)}: use a number from ${range.least} to ${range.most}`);
    return range.byDefault;
  }
}

function readSampler(reader: Reader): SamplerPlan {
  const words = SAMPLERS.flatMap((kind) => [kind, `parentbased_${kind}`] as const);
  const chosen = reader.choice(["OTEL_TRACES_SAMPLER"], words, "parentbased_always_on");
  const isParentBased = chosen.startsWith("parentbased_");
  const kind = SAMPLERS.find((each) => chosen.endsWith(each)) ?? "always_on";
  const ratio =
    kind === "traceidratio" ? reader.number("OTEL_TRACES_SAMPLER_ARG", { least: 0, most: 1, byDefault: 1 }) : 1;
  return { isParentBased, kind, ratio };
}

function readBatch(reader: Reader): TracingPlan["batch"] {
  const most = 1_000_000;
  const whole = (name: string, byDefault: number): number => reader.number(name, { least: 1, most, byDefault });
  const maxQueueSize = whole("OTEL_BSP_MAX_QUEUE_SIZE", 2048);
  return {
    scheduledDelayMillis: whole("OTEL_BSP_SCHEDULE_DELAY", 5000),
    maxQueueSize,
    maxExportBatchSize: Math.min(maxQueueSize, whole("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 512)),
    exportTimeoutMillis: whole("OTEL_BSP_EXPORT_TIMEOUT", 30_000),
  };
}

/** Off unless an endpoint or an exporter is named. */
export function readTracing(env: NodeJS.ProcessEnv): TracingReading {
  const reader = new Reader(env);
  const exporter = reader.text("OTEL_TRACES_EXPORTER");
  const endpoint = reader.text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");
  const isDisabled = reader.text("OTEL_SDK_DISABLED")?.toLowerCase() === "true";
  if (isDisabled || exporter === "none" || (exporter === null && endpoint === null)) return { kind: "off" };
  const target = reader.choice(["OTEL_TRACES_EXPORTER"], ["otlp", "console"], "otlp");
  const names = ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"];
  const protocol = reader.choice(names, PROTOCOLS, "http/protobuf");
  const plan = {
    exporter: target === "console" ? target : protocol,
    sampler: readSampler(reader),
    batch: readBatch(reader),
  };
  return reader.problems.length > 0 ? { kind: "wrong", problems: reader.problems } : { kind: "on", plan };
}
