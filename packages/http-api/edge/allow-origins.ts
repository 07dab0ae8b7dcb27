// Browsers of other origins: off unless the operator lists them. In: origins. Out: preflights are answered, answers may be read.
import cors from "@fastify/cors";
import { API_HEADERS } from "@ticketwire/contract";
import type { FastifyInstance } from "fastify";

const SENT = ["Content-Type", "If-Match", "If-None-Match", ...Object.values(API_HEADERS)];
const READ = ["ETag", "Location", "Retry-After", "Idempotency-Replayed", ...Object.values(API_HEADERS)];

/** Lets pages of these origins call the API. A browser asks beforehand and without a key, so register it before admission. */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  void app.register(cors, {
    origin: [...origins],
    methods: ["GET", "POST", "PUT", "DELETE"],
    allowedHeaders: SENT,
    exposedHeaders: READ,
    maxAge: 600,
    // An OPTIONS that asks for nothing is no fault; the answer says who may come.
    strictPreflight: false,
  });
}
