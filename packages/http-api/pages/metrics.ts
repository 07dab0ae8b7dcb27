// Figures for Prometheus. Without a key: keep the port away from strangers, as with every exporter.
import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";

/** Adds `/metrics`. */
export function mountMetrics(app: FastifyInstance, registry: Registry): void {
  app.get("/metrics", async (_request, reply) => {
    void reply.type(registry.contentType);
    return registry.metrics();
  });
}
