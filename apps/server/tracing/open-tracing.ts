// Tracing at work: one span for each attempt, and the `traceparent` that goes out with it. All attempts for one event, to however
// many webhooks, are one trace, whose id is the event's id without its dashes: who has the event has the trace.
// The libraries are loaded only when tracing is on. In: a plan. Out: what the engine's observer asks for each attempt.
import type { Attributes, Span } from "@opentelemetry/api";
import type { AttemptOutcome, AttemptTrace, EngineObserver } from "@ticketwire/engine/observe";
import { isAttempted } from "@ticketwire/engine/observe";
import type * as TraceSdk from "@opentelemetry/sdk-trace";
import type { IdGenerator, Sampler, SpanExporter } from "@opentelemetry/sdk-trace";
import { VERSION } from "../version.ts";
import type { ExporterKind, SamplerPlan, TracingPlan } from "./read-tracing.ts";

export interface Tracing extends AsyncDisposable {
  readonly traceAttempt: EngineObserver["traceAttempt"];
}

type Sdk = typeof TraceSdk;
type Delivery = AttemptOutcome["delivery"];

/** How long a stop waits for the last spans to be sent, milliseconds. */
const STOP_MS = 3_000;

function samplerOf(sdk: Sdk, { kind, isParentBased, ratio }: SamplerPlan): Sampler {
  const makers: Readonly<Record<SamplerPlan["kind"], () => Sampler>> = {
    always_on: () => new sdk.AlwaysOnSampler(),
    always_off: () => new sdk.AlwaysOffSampler(),
    traceidratio: () => new sdk.TraceIdRatioBasedSampler(ratio),
  };
  const root = makers[kind]();
  return isParentBased ? new sdk.ParentBasedSampler({ root }) : root;
}

async function exporterOf(sdk: Sdk, kind: ExporterKind): Promise<SpanExporter> {
  switch (kind) {
    case "console":
      return new sdk.ConsoleSpanExporter();
    case "http/json":
      return new (await import("@opentelemetry/exporter-trace-otlp-http")).OTLPTraceExporter();
    case "http/protobuf":
      return new (await import("@opentelemetry/exporter-trace-otlp-proto")).OTLPTraceExporter();
    default:
      return kind satisfies never;
  }
}

/** Spans that begin now belong to the event that was named last; a span begins within one turn, so none comes in between. */
class EventIds implements IdGenerator {
  readonly #random: IdGenerator;
  traceId = "";

  constructor(random: IdGenerator) {
    this.#random = random;
  }

  generateTraceId(): string {
    return this.traceId;
  }

  generateSpanId(): string {
    return this.#random.generateSpanId();
  }
}

function attributesOf(delivery: Delivery): Attributes {
  return {
    "http.request.method": "POST",
    "ticketwire.tenant_id": delivery.tenantId,
    "ticketwire.webhook_id": delivery.webhookId,
    "ticketwire.event_id": delivery.eventId,
    "ticketwire.event_type": delivery.eventType,
    "ticketwire.delivery_id": delivery.deliveryId,
    "ticketwire.attempt": delivery.attemptNumber + 1,
    ...(delivery.attemptNumber === 0 ? {} : { "http.request.resend_count": delivery.attemptNumber }),
  };
}

/** Host and port of the receiver; the rest of its address may hold a secret. */
function serverOf(url: string): Attributes {
  const { hostname, port, protocol } = new URL(url);
  const byDefault = protocol === "https:" ? 443 : 80;
  return { "server.address": hostname, "server.port": port === "" ? byDefault : Number(port) };
}

function endSpan(span: Span, outcome: AttemptOutcome, errorStatus: number): void {
  const { attempt, status } = outcome;
  span.setAttributes({ ...serverOf(attempt.requestUrl), "ticketwire.outcome": status });
  if (attempt.responseStatusCode !== null) span.setAttribute("http.response.status_code", attempt.responseStatusCode);
  if (attempt.errorClass !== null) {
    span.setAttribute("error.type", attempt.errorClass);
    span.setStatus({ code: errorStatus, message: attempt.errorMessage ?? attempt.errorClass });
  }
  span.end();
}

/** What is left is sent; a collector that does not answer does not hold up the stop, its spans are lost. */
async function endInTime(shutdown: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, STOP_MS);
  });
  await Promise.race([shutdown.catch(() => undefined), late]);
  clearTimeout(timer);
}

/** Loads the libraries and begins. */
export async function openTracing(plan: TracingPlan): Promise<Tracing> {
  const [api, sdk, resources] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/resources"),
  ]);
  const ids = new EventIds(new sdk.RandomIdGenerator());
  const own = resources.resourceFromAttributes({ "service.name": "ticketwire", "service.version": VERSION });
  const given = resources.detectResources({ detectors: [resources.envDetector, resources.hostDetector] });
  const exporter = await exporterOf(sdk, plan.exporter);
  const provider = new sdk.TracerProvider({
    resource: resources.defaultResource().merge(own).merge(given),
    sampler: samplerOf(sdk, plan.sampler),
    idGenerator: ids,
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, ...plan.batch })],
  });
  const tracer = provider.getTracer("ticketwire", VERSION);
  const options = { kind: api.SpanKind.CLIENT, root: true };
  return {
    traceAttempt(delivery): AttemptTrace {
      ids.traceId = delivery.eventId.replaceAll("-", "");
      const span = tracer.startSpan("POST", { ...options, attributes: attributesOf(delivery) }, api.ROOT_CONTEXT);
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`,
        end(outcome) {
          if (outcome !== null && isAttempted(outcome)) endSpan(span, outcome, api.SpanStatusCode.ERROR);
          else span.setAttribute("ticketwire.outcome", "aborted").end();
        },
      };
    },
    [Symbol.asyncDispose]: () => endInTime(provider.shutdown()),
  };
}
