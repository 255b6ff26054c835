import { Form } from "@remix-run/react";
import type { MemberRole } from "#db/schema/values.ts";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { useMemberErrors } from "./InvitePage.tsx";
import type { MemberErrors } from "./members.form.ts";
import { memberEndPath, membersPath } from "./members.paths.ts";
import { membersText } from "./members.text.ts";
import { RoleFields } from "./RoleNames.tsx";

export interface MemberPageProps {
  slug: string;
  member: { account_id: string; name: string; email: string | null; roles: MemberRole[] };
  answer?: { roles: string[]; errors: MemberErrors };
}

/** One member's roles, and the way to end the membership. */
export function MemberPage({ slug, member, answer }: MemberPageProps) {
  const t = useText(membersText);
  const common = useText(commonText);
  const errors = useMemberErrors(answer?.errors);
  return (
    <div className="narrow">
      <PageHeader
        title={t.rolesTitle(member.name)}
        lead={member.email}
        crumbs={[{ label: t.title, href: membersPath(slug) }]}
      />
      <ErrorSummary errors={answer && errors} />
      <Form method="post" className="form">
        <RoleFields roles={answer?.roles ?? member.roles} error={errors.roles} />
        <p className="muted">{t.rolesNote}</p>
        <div className="form-actions">
          <SubmitButton>{t.save}</SubmitButton>
          <LinkButton href={membersPath(slug)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
      <Section title={t.endMembership}>
        <LinkButton href={memberEndPath(slug, member.account_id)} variant="secondary" color="danger">
          {t.endMembership}
        </LinkButton>
      </Section>
    </div>
  );
}
