// A gauge that is read when somebody asks. In: what it is called and how it is read. Out: the gauge, registered.
import { Gauge, type GaugeConfiguration, type Registry } from "prom-client";

export function addGauge(registry: Registry, gauge: Omit<GaugeConfiguration<string>, "registers">): Gauge {
  return new Gauge({ ...gauge, registers: [registry] });
}
