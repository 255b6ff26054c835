import { Form } from "@remix-run/react";
import type { FormEventHandler, ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { pagesText } from "./pages.text.ts";
import type { Place } from "./StepPages.tsx";
import { surveysText } from "./surveys.text.ts";

/** The answer to a posted reply that was not taken. */
export interface RefusedReply {
  errors: Record<string, string>;
  typed: Record<string, string>;
  /** What is there now, to write over knowingly. */
  seen?: string;
}

interface Props {
  place: Place;
  name: string;
  lead: string;
  isOpen: boolean;
  formKey: string;
  seen: string;
  /** Sentences by field. */
  errors: Record<string, string> | undefined;
  closed: { text: string; back: string };
  /** What is said before the form, whether or not it is open. */
  about: ReactNode;
  /** What is said above an open form. */
  notes: ReactNode;
  /** What a page that runs script does while the form is filled in. */
  onInput?: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
}

/** The page on which one organisation replies: short enough for a phone, and whole without script. */
export function ReplyShell({ place, isOpen, errors, closed, ...props }: Props) {
  const t = useText(pagesText);
  const u = useText(surveysText);
  return (
    <div className="narrow">
      <PageHeader title={t.replyTitle(props.name)} lead={props.lead} crumbs={place.crumbs} />
      {props.about}
      {isOpen ? (
        <>
          {props.notes}
          <Form method="post" className="form" noValidate onInput={props.onInput}>
            <ErrorSummary errors={errors} />
            <input type="hidden" name="form_key" value={props.formKey} />
            <input type="hidden" name="seen" value={props.seen} />
            {props.children}
            <div className="form-actions">
              <SubmitButton name="intent" value="submit">
                {u.submit}
              </SubmitButton>
              <SubmitButton name="intent" value="draft" variant="secondary">
                {u.saveDraft}
              </SubmitButton>
            </div>
          </Form>
        </>
      ) : (
        <>
          <ErrorSummary errors={errors} />
          <Alert tone="warning" title={t.closedTitle}>
            <p>{closed.text}</p>
            <LinkButton href={place.href} variant="secondary">
              {closed.back}
            </LinkButton>
          </Alert>
        </>
      )}
    </div>
  );
}

/** What the one who replies should know first. @param late what a reply means once the survey has been closed */
export function ReplyNotes({
  data: { isAsked, isAnswered, savedBy },
  late,
}: {
  data: { isAsked: boolean; isAnswered: boolean; savedBy: string | null };
  late: string | false;
}) {
  const t = useText(pagesText);
  const u = useText(surveysText);
  return (
    <>
      {!isAsked && <Alert tone="info">{t.notAsked}</Alert>}
      {late && <Alert tone="warning">{late}</Alert>}
      {isAnswered && <Alert tone="info">{t.changing}</Alert>}
      {savedBy && <Alert tone="info">{u.draftBy(savedBy)}</Alert>}
    </>
  );
}
