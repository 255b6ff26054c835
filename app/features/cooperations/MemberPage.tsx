import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { cooperationPath, cooperationsPath } from "./cooperations.paths.ts";
import type { MemberState } from "./cooperations.rules.ts";
import { cooperationsText } from "./cooperations.text.ts";
import { MemberStateTag } from "./MemberStateTag.tsx";

/** What the coordinator can do with one membership: end it on a day, let it go on, invite again. */
export function MemberPage({
  slug,
  cooperation,
  member,
  today,
  values,
  errors,
}: {
  slug: string;
  cooperation: { id: string; name: string };
  member: { name: string; state: MemberState; ended_on: string | null; leaves_on: string | null };
  today: string;
  values: { day: string } | undefined;
  errors: Record<string, string> | undefined;
}) {
  const t = useText(cooperationsText);
  const format = useFormat();
  const wrong = sentences(errors, t.errors);
  const isOver = member.state === "left" || member.state === "ended";
  return (
    <div className="narrow">
      <PageHeader
        title={t.memberTitle(member.name)}
        crumbs={[
          { label: t.title, href: cooperationsPath(slug) },
          { label: cooperation.name, href: cooperationPath(slug, cooperation.id) },
        ]}
        meta={<MemberStateTag {...member} />}
      />
      <ErrorSummary errors={wrong} />
      {isOver && (
        <Form method="post" className="form">
          <p>{t.againText(member.name)}</p>
          <input type="hidden" name="do" value="invite" />
          <SubmitButton>{t.inviteAgain}</SubmitButton>
        </Form>
      )}
      {member.state === "invited" && (
        <Form method="post" className="form">
          <p>{t.withdrawInvitationText(member.name)}</p>
          <input type="hidden" name="do" value="end" />
          <input type="hidden" name="day" value={today} />
          <SubmitButton color="danger">{t.withdrawInvitation}</SubmitButton>
        </Form>
      )}
      {!isOver && member.ended_on && (
        <Section title={t.keepTitle}>
          <Form method="post" className="form">
            <p>{t.keepText(format.dayInWords(member.ended_on))}</p>
            <input type="hidden" name="do" value="keep" />
            <SubmitButton variant="secondary">{t.keepButton}</SubmitButton>
          </Form>
        </Section>
      )}
      {!isOver && member.state !== "invited" && (
        <Section title={t.endTitle}>
          <Form method="post" className="form" noValidate>
            <p>{t.endText(member.name)}</p>
            <input type="hidden" name="do" value="end" />
            <DateInput
              name="day"
              label={t.endDay}
              description={t.endDayHint}
              required
              min={today}
              defaultValue={values?.day ?? member.ended_on ?? today}
              error={wrong?.day}
            />
            <SubmitButton color="danger">{t.endButton}</SubmitButton>
          </Form>
        </Section>
      )}
    </div>
  );
}
