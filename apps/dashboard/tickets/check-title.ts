// What is wrong with a title, before it is sent. In: a title. Out: a sentence, or null.
import { LIMITS } from "@ticketwire/contract/limits";
import { tooLong } from "../ui/too-long.ts";

const isTooLong = tooLong(LIMITS.titleLength);

export function checkTitle(title: string): string | null {
  return title.trim() === "" ? "A title is needed" : isTooLong(title);
}
