import { useLocale, useText } from "../../text/useText.ts";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea } from "../../ui/Inputs.tsx";
import type { NoteError } from "./handling.form.ts";
import { deadlineSentences, type MailLine } from "./mail.text.ts";
import { remindersPath } from "./reminders.paths.ts";
import { remindersText } from "./reminders.text.ts";

interface HandlingPageProps {
  slug: string;
  ladder: MailLine;
  longest: number;
  answer: { note: string; error: NoteError } | undefined;
}

/** Asks what has been decided before the reminders of a day fall silent. */
export function HandlingPage({ slug, ladder, longest, answer }: HandlingPageProps) {
  const t = useText(remindersText);
  const locale = useLocale();
  const error = answer && t[answer.error];
  return (
    <ConfirmPage
      title={t.handleTitle}
      crumbs={[{ label: t.title, href: remindersPath(slug) }]}
      confirm={t.handleTitle}
      cancelHref={remindersPath(slug)}
      fields={
        <>
          <ErrorSummary errors={error ? { note: error } : undefined} />
          <TextArea
            name="note"
            label={t.note}
            description={t.noteHint}
            defaultValue={answer?.note}
            error={error}
            maxLength={longest}
            required
          />
        </>
      }
    >
      <p>
        <strong>{ladder.contract}</strong>
      </p>
      <p>{deadlineSentences[locale][ladder.kind](ladder)}</p>
      <p>{t.handleText}</p>
    </ConfirmPage>
  );
}
