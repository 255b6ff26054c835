import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { type Crumb, PageHeader } from "../../ui/PageHeader.tsx";
import { surveysText } from "./surveys.text.ts";

interface Props {
  title: string;
  lead?: string;
  crumbs: Crumb[];
  cancelHref: string;
  isPossible: boolean;
  /** Why it is not possible, where it is not that the state has changed. */
  obstacle?: string;
  /** Sentences by field. */
  errors: Record<string, string> | undefined;
  confirm: string;
  isDangerous?: boolean;
  children: ReactNode;
}

/** The page of a coordinator's step: what it asks for, or why it cannot be taken any more. */
export function StepForm({ title, lead, crumbs, cancelHref, isPossible, errors, ...props }: Props) {
  const t = useText(surveysText);
  const common = useText(commonText);
  return (
    <div className="narrow">
      <PageHeader title={title} lead={lead} crumbs={crumbs} />
      {isPossible ? (
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
          {props.children}
          <div className="form-actions">
            <SubmitButton color={props.isDangerous ? "danger" : undefined}>{props.confirm}</SubmitButton>
            <LinkButton href={cancelHref} variant="secondary">
              {common.cancel}
            </LinkButton>
          </div>
        </Form>
      ) : (
        <>
          <ErrorSummary errors={errors} />
          <Alert tone="warning">{props.obstacle ?? t.stepGone}</Alert>
        </>
      )}
    </div>
  );
}
