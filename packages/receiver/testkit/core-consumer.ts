// What a program takes that verifies, handles once and remembers in memory: the bundle whose size is promised.
export { createReceiver, verify } from "@ticketwire/receiver";
export { createMemoryStore } from "@ticketwire/receiver/stores/memory";
