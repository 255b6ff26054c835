import { readdirSync } from "node:fs";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { callAction, callLoader } from "../../support/routes.ts";
import type { TestPerson, Town } from "../../support/towns.ts";

export const NOW = new Date("2026-11-20T09:00:00Z");
/** The last day to answer in tests. */
export const CLOSES = "2026-12-10";
/** After the last day to answer. */
export const LATER = new Date("2026-12-12T09:00:00Z");

type Handler = (args: LoaderFunctionArgs) => unknown;
export type Form = Record<string, string | string[]>;
/** Who calls a page, of which survey, and when. */
export interface At {
  of: Town;
  /** null: nobody who is signed in. */
  as?: TestPerson | null;
  id?: string;
  query?: string;
  now?: Date;
}

const folder = new URL("../../../app/routes/", import.meta.url);

/** Pages of one face, called as somebody. `part` is the end of the route's file name. */
export function pagesOf(face: "interest-checks" | "renewals") {
  const modules = {
    "interest-checks": (part: string) => import(`../../../app/routes/$tenant.interest-checks.${part}`),
    renewals: (part: string) => import(`../../../app/routes/$tenant.renewals.${part}`),
  };
  const module = (part: string): Promise<{ loader?: Handler; action?: Handler }> => modules[face](part);
  const callOf = ({ of, as = of.admin, id, query = "", now = NOW }: At) => ({
    ...(as ? { cookie: as.cookie } : {}),
    params: { tenant: of.slug, ...(id ? { id } : {}) },
    url: `/x${query}`,
    now,
  });
  async function get(part: string, at: At): Promise<Response> {
    return callLoader((await module(part)).loader!, callOf(at));
  }
  async function post(part: string, form: Form, at: At): Promise<Response> {
    return callAction((await module(part)).action!, form, callOf(at));
  }
  /** Posts and expects to be led on. */
  async function done(part: string, form: Form, at: At): Promise<string> {
    const response = await post(part, form, at);
    if (response.status !== 302) throw new Error(`${part}: ${response.status}: ${await response.text()}`);
    return response.headers.get("Location")!;
  }
  /** Ends of all route files of the face that have a loader, or an action. */
  async function parts(has: "loader" | "action"): Promise<string[]> {
    const prefix = `$tenant.${face}.`;
    const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
    const found: string[] = [];
    for (const name of names.sort()) {
      const part = name.slice(prefix.length);
      if ((await module(part))[has]) found.push(part);
    }
    return found;
  }
  return { get, post, done, parts };
}
