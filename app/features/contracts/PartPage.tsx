import { useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import { contractFormText } from "./form.text.ts";
import { partsText } from "./parts.text.ts";

/** What a posted form came to, beside what the loader says. */
export interface Posted {
  typed?: Typed;
  errors?: Record<string, string>;
  formKey: string;
  isSaved: boolean;
}

export interface Line {
  id: string;
  content: ReactNode;
  /** Read out on its button, and asked before it goes; no button without it. */
  removeLabel?: string;
  /** More buttons. */
  actions?: ReactNode;
}

interface PartPageProps extends Posted {
  title: string;
  lead?: ReactNode;
  slug: string;
  contract: { id: string; name: string };
  lines?: readonly Line[];
  none?: string;
  /** Words of the form that adds; no form without it. */
  add?: string;
  addHelp?: string;
  /** Fields of the form that adds. */
  fields?: ReactNode;
  /** More parts of the page. */
  children?: ReactNode;
}

/** A page of what hangs on a contract: what there is, each with its button, and the form that adds. */
export function PartPage(props: PartPageProps) {
  const t = useText(partsText);
  const c = useText(contractsText);
  const common = useText(commonText);
  const { slug, contract, lines = [], errors, formKey } = props;
  const sentences = useSentences(errors);
  const back = contractPath(slug, contract.id);
  const [search] = useSearchParams();
  const asked = lines.find((line) => line.removeLabel && line.id === search.get("remove"));
  if (asked && !errors)
    return (
      <ConfirmPage
        title={t.removeQuestion(asked.removeLabel!)}
        crumbs={[
          { label: c.title, href: contractsPath(slug) },
          { label: contract.name, href: back },
          { label: props.title, href: "?" },
        ]}
        confirm={t.remove}
        cancelHref="?"
        isDangerous
        fields={<input type="hidden" name="remove" value={asked.id} />}
      >
        <div>{asked.content}</div>
        <p>{t.removeText}</p>
      </ConfirmPage>
    );
  return (
    <div className="narrow">
      <PageHeader
        title={props.title}
        lead={props.lead}
        crumbs={[
          { label: c.title, href: contractsPath(slug) },
          { label: contract.name, href: back },
        ]}
      />
      <Flash message={props.isSaved ? t.saved : null} />
      {props.none && lines.length === 0 && <p className="muted">{props.none}</p>}
      {lines.length > 0 && (
        <ul className="line-list">
          {lines.map((line) => (
            <li key={line.id}>
              <div>{line.content}</div>
              {line.actions}
              {line.removeLabel && (
                <LinkButton
                  href={`?remove=${encodeURIComponent(line.id)}`}
                  variant="tertiary"
                  color="danger"
                  aria-label={line.removeLabel}
                >
                  {t.remove}
                </LinkButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {props.add && (
        <Section title={props.add}>
          {props.addHelp && <p className="muted">{props.addHelp}</p>}
          <KeyedForm formKey={formKey} errors={errors}>
            <ErrorSummary errors={sentences} />
            {props.fields}
            <div className="form-actions">
              <SubmitButton>{props.add}</SubmitButton>
              <LinkButton href={back} variant="secondary">
                {common.back}
              </LinkButton>
            </div>
          </KeyedForm>
        </Section>
      )}
      {props.children}
    </div>
  );
}

/** Error codes as sentences, by field. */
export function useSentences(codes: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const { errors } = useText(contractFormText);
  return Object.fromEntries(
    Object.entries(codes ?? {}).map(([field, code]) => [field, errors[code] ?? code]),
  );
}

/** What a field of such a form needs: name, what was typed and what is wrong with it. */
export function useFields(posted: Pick<Posted, "typed" | "errors">, start: Typed = {}) {
  const sentences = useSentences(posted.errors);
  const typed = posted.typed ?? start;
  return (name: string) => ({
    name,
    defaultValue: [typed[name] ?? ""].flat()[0] ?? "",
    error: sentences[name],
  });
}
