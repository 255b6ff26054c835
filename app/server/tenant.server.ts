import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { MemberRole } from "#db/schema/values.ts";
import { config } from "./config.server.ts";
import { errorResponse, Forbidden, NotFound } from "./errors.server.ts";
import { findOrganisationBySlug } from "./organisation-lookup.server.ts";
import { type Membership, type SignedIn, signedIn } from "./session.server.ts";
import { dayInSweden, inScope, type Recorder, type TenantDb } from "./transaction.server.ts";

export type { ChangeRecord, Recorder, TenantDb } from "./transaction.server.ts";

/** Who acts, and what they may in this organisation. */
export interface Actor {
  accountId: string;
  personId: string;
  name: string;
  roles: MemberRole[];
  isCatalogueEditor: boolean;
  /** True when an administrator looks at the own organisation's records as another organisation sees them. */
  isPreview: boolean;
}

/** The organisation of the address, as the pages need it. */
export interface Tenant {
  id: string;
  slug: string;
  name: string;
  kind: Membership["kind"];
  theme: string;
  /** In "view as": whose records are shown; the rest describes the organisation that looks. */
  previewOf?: { id: string; slug: string; name: string };
}

/** What a loader or action gets when it has come through the door. */
export interface Door {
  /** Bound to the tenant and to one transaction. */
  db: TenantDb;
  actor: Actor;
  tenant: Tenant;
  now: Date;
  /** Day in Sweden. */
  today: string;
  /** The posted form; empty for GET and for multipart bodies, which their own routes read. */
  form: FormData;
  /** Says what the policy answered. @throws Forbidden when it is false */
  authorize(allowed: boolean): void;
  /** For what every member may see; says why. */
  open(why: string): void;
  /** Writes history in the same transaction. */
  record: Recorder;
  /** For writes that are not a change of a record (chosen columns, form keys); says why. */
  unrecorded(why: string): void;
}

type Args = Pick<LoaderFunctionArgs, "request" | "params" | "context">;

/**
 * The one door: origin, session, membership, second factor, one transaction under row-level security, errors as answers.
 *
 * @param args of the loader or action; `params.tenant` is the organisation's slug, or `owner~viewer` for "view as"
 * @param work what the route does; a returned Response (also a redirect) commits, a throw rolls back
 * @throws Response 302 not signed in · 403 · 404 · 409 · 422
 */
export async function inTenant<T>(args: Args, work: (door: Door) => Promise<T>): Promise<T> {
  try {
    refuseForeignOrigin(args.request);
    const { tenant, actor } = await whoEnters(args);
    const form = await postedForm(args.request);
    const now = (args.context?.now as Date | undefined) ?? new Date();
    const today = dayInSweden(now);
    const scope = {
      tenantId: tenant.id,
      accountId: actor.accountId,
      byName: actor.name,
      today,
      via: "ui" as const,
      isCatalogueEditor: actor.isCatalogueEditor,
      previewOwnerId: tenant.previewOf?.id,
    };
    return await inScope(scope, async (db, record, observed) => {
      let asked = false;
      const result = await work({
        db,
        actor,
        tenant,
        now,
        today,
        form,
        record,
        authorize(allowed) {
          asked = true;
          if (!allowed) throw new Forbidden();
        },
        open() {
          asked = true;
        },
        unrecorded() {
          observed.recorded = true;
        },
      });
      if (process.env.NODE_ENV !== "production") {
        if (!asked) throw new Error("this request neither authorized nor said that it is open");
        if (observed.wrote && !observed.recorded)
          throw new Error("this request changed rows and recorded nothing");
      }
      return result;
    });
  } catch (error) {
    throw errorResponse(error) ?? error;
  }
}

/**
 * Who is asking and which organisation the address means, without opening the database for them: for the frame around the pages.
 * @throws Response 302 or domain errors as `inTenant`, which turns the latter into answers
 */
export async function whoEnters(args: Args): Promise<{ person: SignedIn; tenant: Tenant; actor: Actor }> {
  const person = await signedIn(args);
  if (!person) throw redirect(`/login?to=${encodeURIComponent(returnTo(args.request))}`);
  refuseMissingSecondFactor(person, args);
  return { person, ...(await enter(person, args)) };
}

/** As `whoEnters`, for a loader of its own: domain errors become answers. */
export async function frameOf(args: Args): Promise<{ person: SignedIn; tenant: Tenant; actor: Actor }> {
  try {
    return await whoEnters(args);
  } catch (error) {
    throw errorResponse(error) ?? error;
  }
}

/** A form may only come from our own pages (Remix looks at page actions only, not at resource routes). */
export function refuseForeignOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("Origin");
  const fetchSite = request.headers.get("Sec-Fetch-Site");
  if (fetchSite && fetchSite !== "same-origin" && fetchSite !== "none") throw new Forbidden("foreign_origin");
  if (!origin) return; // not a browser's cross-site form: those always say where they come from
  const hosts = [new URL(request.url).host, request.headers.get("Host"), new URL(config().publicUrl).host];
  if (!URL.canParse(origin) || !hosts.includes(new URL(origin).host)) throw new Forbidden("foreign_origin");
}

/** Where sign-in leads back to: the page itself, or for a form or download the page it stood on. */
export function returnTo(request: Request): string {
  const url = new URL(request.url);
  url.searchParams.delete("_data");
  return request.method === "GET" ? url.pathname + url.search : url.pathname;
}

function refuseMissingSecondFactor(person: SignedIn, args: Args) {
  if (person.hasSecondFactor && !person.secondFactorAt)
    throw redirect(`/login/second-factor?to=${encodeURIComponent(returnTo(args.request))}`);
}

/** Finds the membership, or for "view as" the two organisations; not a member is the same as not there. */
async function enter(person: SignedIn, args: Args): Promise<{ tenant: Tenant; actor: Actor }> {
  const [slug, viewer, ...rest] = (args.params.tenant ?? "").split("~");
  const membership = person.memberships.find((m) => m.slug === slug);
  if (!membership || rest.length > 0) throw new NotFound();
  const needsFactor = membership.requires_second_factor ?? config().requireSecondFactor;
  if (needsFactor && membership.roles.includes("local_admin") && !person.hasSecondFactor)
    throw redirect(`/account/second-factor?required=1&to=${encodeURIComponent(returnTo(args.request))}`);
  const actor: Actor = {
    accountId: person.accountId,
    personId: membership.person_id,
    name: person.name,
    roles: membership.roles,
    isCatalogueEditor: person.isCatalogueEditor,
    isPreview: false,
  };
  const { tenant_id: id, name, kind, theme } = membership;
  if (viewer === undefined) return { actor, tenant: { id, slug: membership.slug, name, kind, theme } };

  if (!membership.roles.includes("local_admin")) throw new NotFound();
  const other = await findOrganisationBySlug(viewer);
  if (!other || other.kind === "supplier" || other.id === id) throw new NotFound();
  if (args.request.method !== "GET" && args.request.method !== "HEAD")
    throw new Forbidden("preview_is_read_only");
  return {
    actor: { ...actor, roles: ["reader"], isCatalogueEditor: false, isPreview: true },
    tenant: {
      id: other.id,
      slug: `${membership.slug}~${other.slug}`,
      name: other.name,
      kind: other.kind,
      theme,
      previewOf: { id, slug: membership.slug, name },
    },
  };
}

/** Read before the transaction, so that a slow sender holds no connection. */
export async function postedForm(request: Request): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  if (request.method === "GET" || request.method === "HEAD" || type.startsWith("multipart/"))
    return new FormData();
  if (!type.startsWith("application/x-www-form-urlencoded")) return new FormData();
  const form = await request.formData();
  // PostgreSQL keeps no NUL in a text and nobody types one; whoever sends one has the form read without it.
  const clean = new FormData();
  for (const [name, value] of form)
    if (typeof value === "string") clean.append(name, value.replaceAll("\0", ""));
  return clean;
}
