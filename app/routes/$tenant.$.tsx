import type { LoaderFunctionArgs } from "@remix-run/node";
import { frameOf } from "../server/tenant.server.ts";

/** Addresses below an organisation that are nothing: 404 inside its frame, and sign-in first like everything below it. */
export async function loader(args: LoaderFunctionArgs) {
  await frameOf(args);
  throw new Response(null, { status: 404 });
}

export default function NothingHere() {
  return null;
}
