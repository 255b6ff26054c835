/**
 * The network address a request came from, as the HTTP server made it out (`clientAddress`: the connection's other end, or what
 * a trusted proxy says it was). For limits on sign-in; never logged.
 */
export function remoteAddress({ context }: { context: object }): string {
  return "address" in context && typeof context.address === "string" ? context.address : "unknown";
}
