import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { log } from "./server/log.server.ts";
import { NonceContext } from "./ui/nonce.ts";

/** Renders the whole page before answering (see docs/decisions/011-design.md). */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
) {
  const nonce = typeof loadContext?.nonce === "string" ? loadContext.nonce : undefined;
  const markup = renderToString(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={remixContext} url={request.url} />
    </NonceContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  // As bytes: a string would be checked and encoded the long way, which is noticeable with pages of 100 kB.
  return new Response(Buffer.from(`<!DOCTYPE html>${markup}`), { status, headers });
}

/** Unexpected errors of loaders, actions and rendering; what was thrown on purpose as a Response does not come here. */
export function handleError(error: unknown, { context }: LoaderFunctionArgs | ActionFunctionArgs) {
  // "No such address" is in the request's own line, without the address: it may hold a token.
  if (isRouteErrorResponse(error) && error.status < 500) return;
  log().error({ requestId: context?.requestId, error });
}
