import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;

/** How a test calls a route. */
export interface Call {
  /** Value of the `Cookie` header; leave out for somebody not signed in. */
  cookie?: string;
  params?: Record<string, string>;
  /** Path with query string. */
  url?: string;
  now?: Date;
  /** Network address of the client, as the HTTP server hands it to routes. */
  address?: string;
  headers?: Record<string, string>;
}

const HOST = "http://localhost:3000";

/** Calls a loader as a browser would. A thrown Response is returned, other errors are thrown. */
export function callLoader(loader: Handler, { url = "/", ...call }: Call = {}): Promise<Response> {
  return answer(loader, new Request(`${HOST}${url}`, { headers: headers(call) }), call);
}

/** Posts a form to an action from our own origin. */
export function callAction(
  action: Handler,
  form: Record<string, string | string[]> | FormData,
  { url = "/", ...call }: Call = {},
): Promise<Response> {
  const body = form instanceof FormData ? form : encoded(form);
  const sent = { Origin: HOST, ...headers(call) };
  return answer(action, new Request(`${HOST}${url}`, { method: "POST", headers: sent, body }), call);
}

function encoded(form: Record<string, string | string[]>) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  return body;
}

function headers(call: Call): Record<string, string> {
  return { ...(call.cookie ? { Cookie: call.cookie } : {}), ...call.headers };
}

async function answer(handler: Handler, request: Request, call: Call): Promise<Response> {
  const context = { nonce: "test", requestId: "test", now: call.now, address: call.address ?? "192.0.2.1" };
  try {
    const result = await handler({ request, params: call.params ?? {}, context } as never);
    return result instanceof Response ? result : Response.json(result ?? null);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}
