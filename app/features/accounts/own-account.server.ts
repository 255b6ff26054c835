import type { Limited } from "../../server/limits.server.ts";
import type { SignedIn } from "../../server/session.server.ts";
import { asSystem } from "../../server/system.server.ts";
import type { Locale } from "../../text/text.ts";
import { queueMail } from "../notifications/outbox.server.ts";
import { mailText } from "./mail.text.ts";
import { hashPassword } from "./passwords.server.ts";
import { checkCode, removeSecondFactor } from "./second-factor.server.ts";
import { checkPassword } from "./sign-in.server.ts";

type Person = Pick<SignedIn, "accountId" | "email" | "name">;
type Refusal = { kind: "wrong_password" } | { kind: "wrong_code" } | ({ kind: "limited" } & Limited);
export type OwnAnswer = { kind: "done" } | Refusal;

/** Who asks, from where, in which language: for limits and for the message about the change. */
export interface Asking {
  address: string;
  locale: Locale;
  now: Date;
}

/** Changes the own password after the current one has been shown. The caller renews the sessions. */
export async function changePassword(
  person: Person,
  { current, password }: { current: string; password: string },
  asking: Asking,
): Promise<OwnAnswer> {
  const refusal = await refuseWrongPassword(person, current, asking);
  if (refusal) return refusal;
  const password_hash = await hashPassword(password);
  await asSystem("own account", async (db) => {
    await db.updateTable("account").set({ password_hash }).where("id", "=", person.accountId).execute();
    await db.deleteFrom("password_reset").where("account_id", "=", person.accountId).execute();
    await queueMail(db, {
      tenantId: null,
      to: person.email,
      ...mailText[asking.locale].passwordChanged(person.name),
    });
  });
  return { kind: "done" };
}

/** Switches the second factor off after password and code have been shown. The caller renews the sessions. */
export async function switchOffSecondFactor(
  person: Person,
  { password, code }: { password: string; code: string },
  asking: Asking,
): Promise<OwnAnswer> {
  const refusal = await refuseWrongPassword(person, password, asking);
  if (refusal) return refusal;
  const answer = await checkCode(person.accountId, code, asking.now);
  if (answer.kind === "limited") return answer;
  if (answer.kind === "wrong") return { kind: "wrong_code" };
  await asSystem("own account", async (db) => {
    await removeSecondFactor(db, person.accountId);
    await queueMail(db, {
      tenantId: null,
      to: person.email,
      ...mailText[asking.locale].secondFactorOff(person.name),
    });
  });
  return { kind: "done" };
}

/** Remembers in which language somebody wants the portal, for letters and for other browsers. */
export async function rememberLanguage(accountId: string, locale: Locale): Promise<void> {
  await asSystem("own account", (db) =>
    db.updateTable("account").set({ locale }).where("id", "=", accountId).execute(),
  );
}

/**
 * At sign-in: what is chosen in this browser becomes the account's language; where nothing is chosen the account's is.
 * @returns the language to remember in the browser, if there is anything to remember
 */
export async function languageAtSignIn(
  accountId: string,
  chosen: Locale | undefined,
): Promise<Locale | undefined> {
  if (chosen) {
    await rememberLanguage(accountId, chosen);
    return undefined;
  }
  const account = await asSystem("own account", (db) =>
    db.selectFrom("account").select("locale").where("id", "=", accountId).executeTakeFirst(),
  );
  return account?.locale ?? undefined;
}

async function refuseWrongPassword(
  person: Person,
  password: string,
  { address }: Asking,
): Promise<Refusal | undefined> {
  const answer = await checkPassword({ email: person.email, password }, address);
  if (answer.kind === "limited") return answer;
  return answer.kind === "wrong" ? { kind: "wrong_password" } : undefined;
}
