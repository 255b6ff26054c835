import { config } from "../../server/config.server.ts";
import type { Locale } from "../../text/text.ts";

/** What the sign-in page offers in the demo; all of its wording is here, so that no browser gets it outside the demo. */
export interface DemoSignIn {
  title: string;
  intro: string;
  button: string;
  password: string;
  accounts: { email: string; name: string; description: string }[];
}

const wording = {
  sv: {
    title: "Prova demon",
    intro: "Välj vem du vill vara. Personerna och uppgifterna är påhittade.",
    button: "Logga in som",
    mail: "Visa skickad post i demon",
  },
  en: {
    title: "Try the demo",
    intro: "Choose who to be. The people and the records are invented.",
    button: "Sign in as",
    mail: "Show sent mail in the demo",
  },
};

/** The demo's accounts in the reader's language; null outside demo mode. */
export async function demoSignIn(locale: Locale): Promise<DemoSignIn | null> {
  if (!config().demo) return null;
  const { demoAccounts, demoPassword } = await import("../../../seeds/content/accounts.ts");
  return {
    ...wording[locale],
    password: demoPassword,
    accounts: demoAccounts.map(({ email, name, description }) => ({
      email,
      name,
      description: description[locale],
    })),
  };
}

/** In the demo, where to read the mail that would have been sent; null outside it. */
export function demoMail(locale: Locale): { href: string; label: string } | null {
  return config().demo ? { href: "/mail", label: wording[locale].mail } : null;
}
