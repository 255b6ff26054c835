import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { type Crumb, PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { pagesText } from "./pages.text.ts";
import type { QuestionRow } from "./questions.server.ts";
import { surveysText } from "./surveys.text.ts";

/** The head of a survey's page: where it stands and who coordinates it. */
export function SurveyHeader({
  survey,
  isOwn,
  crumb,
  state,
  actions,
}: {
  survey: { name: string; coordinator: string };
  isOwn: boolean;
  crumb: Crumb;
  state: ReactNode;
  actions: ReactNode;
}) {
  const t = useText(pagesText);
  return (
    <PageHeader
      title={survey.name}
      crumbs={[crumb]}
      meta={
        <>
          {state}
          <Tag icon="cooperation">{isOwn ? t.youCoordinate : t.coordinatedBy(survey.coordinator)}</Tag>
        </>
      }
      actions={actions}
    />
  );
}

type SeldomPart = "closing" | "reopening" | "withdrawal" | "removal";

/**
 * The steps that are taken seldom, after everything else.
 * @param can which of them may be taken now
 * @param children what the face has beside them, first
 */
export function SeldomSteps({
  can,
  part,
  children,
}: {
  can: Record<"edit" | "close" | "reopen" | "withdraw", boolean>;
  part: (name: SeldomPart) => string;
  children: ReactNode;
}) {
  const t = useText(pagesText);
  const steps = [
    { id: "closing", may: can.close, label: t.close },
    { id: "reopening", may: can.reopen, label: t.reopen },
    { id: "withdrawal", may: can.withdraw, label: t.withdraw, color: "danger" },
    { id: "removal", may: can.edit, label: t.remove, color: "danger", variant: "tertiary" },
  ] as const;
  return (
    <div className="button-row no-print">
      {children}
      {steps.map(
        ({ id, may, label, ...look }) =>
          may && (
            <LinkButton key={id} href={part(id)} variant="secondary" {...look}>
              {label}
            </LinkButton>
          ),
      )}
    </div>
  );
}

/** What the own organisation has answered, or can answer; a big button, for whoever comes here from the mail. */
export function OwnReply({
  survey,
  own,
  words,
  hrefs,
  children,
}: {
  survey: { state: string; closes_on: string };
  own: {
    newest: {
      kind: string;
      responder: string;
      submitted_on: string;
      version: number;
      /** What was answered, in words. */
      answer: ReactNode;
    } | null;
    hasDraft: boolean;
    isAsked: boolean;
    /** Coordinates it: who does so without being asked has chosen that itself. */
    isOwn: boolean;
    mayReply: boolean;
  };
  words: { noReplyClosed: string; nominateText: string };
  hrefs: { reply: string; receipt: string };
  children?: ReactNode;
}) {
  const t = useText(pagesText);
  const u = useText(surveysText);
  const format = useFormat();
  const { newest, hasDraft, isAsked } = own;
  const isOpen = survey.state === "open";
  if (!newest && !isAsked && (!isOpen || own.isOwn)) return null;
  const word = newest ? u.change : hasDraft ? t.continueDraft : isAsked ? t.reply : t.nominate;
  return (
    <Section title={t.ourReply}>
      {newest ? (
        <p>
          {newest.answer}, {t.kinds[newest.kind]}. {newest.responder}, <Day on={newest.submitted_on} />
          {newest.version > 1 && `, ${u.version(newest.version)}`}.
        </p>
      ) : (
        <p>{isOpen ? (isAsked ? t.noReply : words.nominateText) : words.noReplyClosed}</p>
      )}
      {newest && hasDraft && isOpen && <p className="muted">{u.draftWaits}</p>}
      <div className="button-row">
        {own.mayReply && (
          <LinkButton href={hrefs.reply} variant={newest ? "secondary" : "primary"}>
            {word}
          </LinkButton>
        )}
        {newest && (
          <LinkButton href={hrefs.receipt} variant="tertiary">
            {u.receiptTitle}
          </LinkButton>
        )}
        {isOpen && <span className="muted">{t.replyBy(format.dayInWords(survey.closes_on))}</span>}
      </div>
      {children}
    </Section>
  );
}

/** The coordinator's own questions, and the way to change them. @param edit left out where they are fixed */
export function QuestionsSection({
  questions,
  edit,
}: {
  questions: readonly QuestionRow[];
  edit?: { href: string; label: string };
}) {
  const t = useText(pagesText);
  const u = useText(surveysText);
  if (questions.length === 0 && !edit) return null;
  return (
    <Section
      title={t.questions}
      actions={
        edit && (
          <LinkButton href={edit.href} variant="tertiary">
            {edit.label}
          </LinkButton>
        )
      }
    >
      {questions.length === 0 ? (
        <p className="muted">{u.noQuestions}</p>
      ) : (
        <ol>
          {questions.map((question) => (
            <li key={question.id}>
              {question.label} <span className="muted">({u.questionKinds[question.kind]})</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** Those who are asked, for readers who see no answers. */
export function AskedSection({ invitees }: { invitees: readonly { id: string; name: string }[] }) {
  const t = useText(pagesText);
  return (
    <Section title={t.asked}>
      {invitees.length === 0 ? (
        <Missing />
      ) : (
        <ul className="ds-list">
          {invitees.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Who has put itself forward, each to be let in. @param answer what it answered, where the coordinator sees that */
export function Nominations({
  waiting,
  action,
}: {
  waiting: readonly { id: string; name: string; answer?: string }[];
  action: string;
}) {
  const t = useText(pagesText);
  return (
    <>
      {waiting.map(({ id, name, answer }) => (
        <Form key={id} method="post" action={action} className="button-row">
          <span>
            <strong>{name}</strong> {t.nominated}
            {answer && ` ${t.nominatedWith(answer)}`}
          </span>
          <input type="hidden" name="organisation" value={id} />
          <Button
            type="submit"
            name="intent"
            value="accept"
            variant="secondary"
            aria-label={t.acceptLabel(name)}
          >
            {t.accept}
          </Button>
        </Form>
      ))}
    </>
  );
}
