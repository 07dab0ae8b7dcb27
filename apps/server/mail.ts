// Mail by SMTP, when the operator gave a server for it. In: the configuration. Out: a way to send one mail, or null.
import type { SendMail } from "@ticketwire/engine/notice/send-notices";
import { createTransport } from "nodemailer";
import type { ServerConfig } from "./config/server-config.ts";

/** Milliseconds for one mail, all steps with the mail server together: a stop of this process waits for it. */
const MAIL_MS = 12_000;

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the mail server took longer than ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `mailMs`: how long one mail may take. */
export function openMail(config: Pick<ServerConfig, "smtpUrl" | "mailFrom">, mailMs = MAIL_MS): SendMail | null {
  if (config.smtpUrl === null) return null;
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: mailMs,
    greetingTimeout: mailMs,
    socketTimeout: mailMs,
  });
  const domain = config.mailFrom.split("@").at(-1)?.replace(/>$/, "") ?? "localhost";
  return async ({ noticeId, to, subject, text }) => {
    const mail = { from: config.mailFrom, to, subject, text, messageId: `<${noticeId}@${domain}>` };
    await within(mailMs, transport.sendMail(mail));
  };
}
