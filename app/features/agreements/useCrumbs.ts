import { useText } from "../../text/useText.ts";
import { agreementPath, agreementsPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";

/** The way to a page below an agreement. */
export function useCrumbs(slug: string, agreement: { id: string; title: string }) {
  const t = useText(agreementsText);
  return [
    { label: t.title, href: agreementsPath(slug) },
    { label: agreement.title, href: agreementPath(slug, agreement.id) },
  ];
}

/** What a form's page gets beside its data. */
export interface Posted {
  typed?: Record<string, string>;
  errors?: Record<string, string>;
}
