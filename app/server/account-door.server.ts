import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { errorResponse } from "./errors.server.ts";
import { type SignedIn, signedIn } from "./session.server.ts";
import { postedForm, refuseForeignOrigin, returnTo } from "./tenant.server.ts";

type Args = Pick<LoaderFunctionArgs, "request" | "params" | "context">;

/** What the pages outside organisations get; work with the database goes through `asSystem`. */
export interface PublicDoor {
  /** Whoever is signed in, perhaps without having shown the second factor yet. */
  person: SignedIn | undefined;
  /** The posted form; empty for GET. */
  form: FormData;
  now: Date;
}

/** The same for somebody who is signed in. */
export interface AccountDoor extends PublicDoor {
  person: SignedIn;
}

/**
 * The door to pages for everybody (sign-in, invitation, password reset): origin, form, errors as answers.
 * @throws Response 403 foreign origin · 404 · 409 · 422
 */
export async function inPublic<T>(args: Args, work: (door: PublicDoor) => Promise<T>): Promise<T> {
  try {
    refuseForeignOrigin(args.request);
    const person = await signedIn(args);
    const form = await postedForm(args.request);
    return await work({ person, form, now: (args.context?.now as Date | undefined) ?? new Date() });
  } catch (error) {
    throw errorResponse(error) ?? error;
  }
}

/**
 * The door to a person's own account: like `inPublic`, for somebody signed in who has shown the second factor if there is one.
 * @throws Response 302 to the sign-in page or the second factor · 403 · 404 · 409 · 422
 */
export async function withAccount<T>(args: Args, work: (door: AccountDoor) => Promise<T>): Promise<T> {
  return inPublic(args, ({ person, ...door }) => {
    const to = encodeURIComponent(returnTo(args.request));
    if (!person) throw redirect(`/login?to=${to}`);
    if (person.hasSecondFactor && !person.secondFactorAt) throw redirect(`/login/second-factor?to=${to}`);
    return work({ person, ...door });
  });
}
