// All resources, in the order in which the reference shows them. A new folder is added here and nowhere else.
import type { Resource } from "./route/route.ts";

export const RESOURCES: readonly Resource[] = [];
