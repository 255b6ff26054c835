import { config } from "./config.server.ts";

/**
 * The network address a request came from. Behind a proxy that is trusted (TRUST_PROXY) the last entry of X-Forwarded-For is
 * what the proxy itself saw; entries before it are whatever the sender wrote. Without a trusted proxy the header is not read.
 */
export function remoteAddress({ request, context }: { request: Request; context: object }): string {
  const socket =
    "remoteAddress" in context && typeof context.remoteAddress === "string"
      ? context.remoteAddress
      : "unknown";
  if (!config().trustProxy) return socket;
  return request.headers.get("X-Forwarded-For")?.split(",").at(-1)?.trim() || socket;
}
