import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Secret } from "../../ui/Secret.tsx";
import { accountsText } from "./accounts.text.ts";
import type { MemberErrors } from "./members.form.ts";
import { membersPath } from "./members.paths.ts";
import { membersText } from "./members.text.ts";
import { RoleFields } from "./RoleNames.tsx";

/** Error sentences of a form about members. */
export function useMemberErrors(codes: MemberErrors | undefined): Record<string, string> {
  const words: Record<string, string> = { ...useText(accountsText).errors, ...useText(membersText).errors };
  return Object.fromEntries(
    Object.entries(codes ?? {}).flatMap(([field, code]) => (code ? [[field, words[code] ?? code]] : [])),
  );
}

export interface InvitePageProps {
  slug: string;
  typed: { name: string; email: string; roles: string[] };
  errors?: MemberErrors;
}

/** Whom to invite, and as what. */
export function InvitePage({ slug, typed, errors: codes }: InvitePageProps) {
  const t = useText(membersText);
  const common = useText(commonText);
  const errors = useMemberErrors(codes);
  return (
    <div className="narrow">
      <PageHeader
        title={t.inviteTitle}
        lead={t.inviteLead}
        crumbs={[{ label: t.title, href: membersPath(slug) }]}
      />
      <ErrorSummary errors={codes && errors} />
      <Form method="post" className="form" noValidate>
        <TextInput
          name="name"
          label={t.name}
          required
          autoComplete="off"
          defaultValue={typed.name}
          error={errors.name}
        />
        <TextInput
          name="email"
          type="email"
          label={t.email}
          required
          autoComplete="off"
          defaultValue={typed.email}
          error={errors.email}
        />
        <RoleFields roles={typed.roles} error={errors.roles} />
        <div className="form-actions">
          <SubmitButton>{t.send}</SubmitButton>
          <LinkButton href={membersPath(slug)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

/** For whoever comes to the address without having pressed the button in the list. */
export function SendAgainPage({ slug }: { slug: string }) {
  const t = useText(membersText);
  return (
    <ConfirmPage
      title={t.resendTitle}
      crumbs={[{ label: t.title, href: membersPath(slug) }]}
      confirm={t.resend}
      cancelHref={membersPath(slug)}
    >
      <p>{t.resendText}</p>
    </ConfirmPage>
  );
}

export interface InvitationSentProps {
  slug: string;
  email: string;
  /** Only where no mail leaves the portal. */
  link: string | null;
  /** Where the demo keeps its mail. */
  mail: { href: string; label: string } | null;
}

/** What happened to the invitation; without a mail server the link itself. */
export function InvitationSent({ slug, email, link, mail }: InvitationSentProps) {
  const t = useText(membersText);
  return (
    <div className="narrow stack">
      <PageHeader title={t.inviteTitle} crumbs={[{ label: t.title, href: membersPath(slug) }]} />
      <Alert tone={link && !mail ? "warning" : "success"} role="status">
        {link && !mail ? t.notSent(email) : t.sent(email)}
      </Alert>
      {link && <Secret id="invitation-link" label={t.link} value={link} />}
      <div className="button-row">
        <LinkButton href={membersPath(slug)}>{t.toMembers}</LinkButton>
        {mail && (
          <LinkButton href={mail.href} variant="secondary" icon="mail">
            {mail.label}
          </LinkButton>
        )}
      </div>
    </div>
  );
}
