// Stands in for target/lookup-process.ts in tests: it speaks the same messages, but the names say how the resolver behaves.
// `hang…` never answers, `die…` ends the process, `none…` does not exist, everything else is 192.0.2.1 and the process id.

process.on("message", ({ id, hostname }: { readonly id: number; readonly hostname: string }) => {
  if (hostname.startsWith("hang")) return;
  if (hostname.startsWith("die")) process.kill(process.pid, "SIGKILL");
  const code = hostname.startsWith("none") ? "ENOTFOUND" : null;
  process.send?.({ id, code, addresses: code === null ? ["192.0.2.1", String(process.pid)] : [] });
});
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
