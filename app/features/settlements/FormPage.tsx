import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import { type Crumb, PageHeader } from "../../ui/PageHeader.tsx";
import { costKeysText } from "../cost-keys/cost-keys.text.ts";
import { refusalsText } from "./refusals.text.ts";
import { settlementsPath, yearPath } from "./settlements.paths.ts";
import { settlementsText } from "./settlements.text.ts";
import { sentenceOf, sentencesOf } from "./words.rules.ts";
import type { MoneyYear } from "./years.server.ts";

/** What a posted form came to, beside what the loader says. */
export interface Answer {
  typed?: Record<string, string>;
  errors?: Record<string, string>;
}

/** The way back from a page below a year. */
export function useCrumbs({ agreement, year, at }: Pick<MoneyYear, "agreement" | "year" | "at">): Crumb[] {
  const t = useText(settlementsText);
  return [
    { label: t.title, href: settlementsPath(at.slug) },
    { label: t.yearTitle(agreement.title, year), href: yearPath(at.slug, agreement.id, year) },
  ];
}

/** Errors by field as sentences. */
export function useSentences(codes: Record<string, string> | undefined): Record<string, string> {
  const t = useText(refusalsText);
  const k = useText(costKeysText);
  return sentencesOf(codes, t, useFormat(), k.errors);
}

/** One code as a sentence. */
export function useSentence(): (code: string) => string {
  const t = useText(refusalsText);
  const format = useFormat();
  return (code) => sentenceOf(code, t, format);
}

/** What a field needs: its name, what was typed and what is wrong with it. */
export function useFields({ typed, errors }: Answer, start: Record<string, string> = {}) {
  const sentences = useSentences(errors);
  return (name: string) => ({
    name,
    defaultValue: typed?.[name] ?? start[name] ?? "",
    error: sentences[name],
  });
}

/** A page with one form below a year. */
export function FormPage({
  data,
  title,
  lead,
  answer,
  formKey,
  submit,
  back,
  saved,
  children,
  more,
}: {
  data: Pick<MoneyYear, "agreement" | "year" | "at">;
  title: string;
  lead?: ReactNode;
  answer?: Answer;
  formKey?: string;
  /** The word on the button; no button without it. */
  submit?: string;
  back: string;
  saved?: string | null;
  children: ReactNode;
  /** Below the form. */
  more?: ReactNode;
}) {
  const common = useText(commonText);
  const errors = useSentences(answer?.errors);
  return (
    <div className="narrow">
      <PageHeader title={title} lead={lead} crumbs={useCrumbs(data)} />
      <Flash message={saved} />
      <KeyedForm formKey={formKey} errors={errors}>
        <ErrorSummary errors={errors} />
        {children}
        <div className="form-actions">
          {submit && <SubmitButton>{submit}</SubmitButton>}
          <LinkButton href={back} variant="secondary">
            {submit ? common.cancel : common.back}
          </LinkButton>
        </div>
      </KeyedForm>
      {more}
    </div>
  );
}
