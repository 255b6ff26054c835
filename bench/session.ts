import { createCookie } from "@remix-run/node";

/** The `Cookie` header of a session token, as the application writes it over http. */
export async function signedCookie(token: string): Promise<string> {
  const cookie = await createCookie("session").serialize(token);
  return cookie.split(";")[0]!;
}
