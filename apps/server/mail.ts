// Mail by SMTP, when the operator gave a server for it. In: the configuration. Out: a way to send one mail, or null.
import type { SendMail } from "@ticketwire/engine/notice/send-notices";
import { createTransport } from "nodemailer";
import type { ServerConfig } from "./config/server-config.ts";

/** Milliseconds for each step with the mail server. */
const STEP_MS = 15_000;

export function openMail(config: Pick<ServerConfig, "smtpUrl" | "mailFrom">): SendMail | null {
  if (config.smtpUrl === null) return null;
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
  });
  const domain = config.mailFrom.split("@").at(-1)?.replace(/>$/, "") ?? "localhost";
  return async ({ noticeId, to, subject, text }) => {
    await transport.sendMail({ from: config.mailFrom, to, subject, text, messageId: `<${noticeId}@${domain}>` });
  };
}
