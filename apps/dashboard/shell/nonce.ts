// The nonce of this document, which the server wrote into it: styles that components add need it to be let through.

export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
