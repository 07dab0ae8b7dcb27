// What a program takes that only verifies: the rest of the kit has to stay out of its bundle.
export { verify } from "@ticketwire/receiver";
