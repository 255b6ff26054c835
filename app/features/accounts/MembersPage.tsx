import type { MemberRole } from "#db/schema/values.ts";
import { stockholmTime } from "../../text/format.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { DayOf, Missing } from "../../ui/Values.tsx";
import {
  invitationMailPath,
  invitationRevocationPath,
  memberPath,
  memberReinstatementPath,
  newInvitationPath,
} from "./members.paths.ts";
import { membersText } from "./members.text.ts";
import { useRoleNames } from "./RoleNames.tsx";

interface MemberRow {
  account_id: string;
  name: string;
  email: string | null;
  title: string | null;
  roles: MemberRole[];
  since: string;
  ended_at: string | null;
}

interface InvitationRow {
  id: string;
  name: string;
  email: string;
  roles: MemberRole[];
  expiresAt: string;
  hasExpired: boolean;
}

export interface MembersPageProps {
  slug: string;
  accountId: string;
  canManage: boolean;
  members: MemberRow[];
  invitations: InvitationRow[];
  notice: "roles" | "ended" | "reinstated" | "revoked" | null;
}

/** Everybody with an account in the organisation; for administrators also what they may do about it. */
export function MembersPage({ slug, canManage, members, invitations, notice, accountId }: MembersPageProps) {
  const t = useText(membersText);
  const roleNames = useRoleNames();
  const columns: Column<MemberRow>[] = [
    {
      id: "name",
      heading: t.name,
      isRowHeader: true,
      cell: (row) => (
        <>
          {row.name}
          {row.account_id === accountId && <span className="muted"> ({t.you})</span>}
          {row.title && <div className="muted member-title">{row.title}</div>}
        </>
      ),
    },
    { id: "email", heading: t.email, cell: (row) => row.email ?? <Missing /> },
    { id: "roles", heading: t.roles, cell: (row) => roleNames(row.roles) },
    { id: "since", heading: t.since, isNarrow: true, cell: (row) => <DayOf at={row.since} /> },
    { id: "state", heading: t.state, isNarrow: true, cell: (row) => <MemberState endedAt={row.ended_at} /> },
  ];
  if (canManage)
    columns.push({ id: "change", heading: t.change, cell: (row) => <MemberAction slug={slug} row={row} /> });
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          canManage && (
            <LinkButton href={newInvitationPath(slug)} icon="plus">
              {t.invite}
            </LinkButton>
          )
        }
      />
      <Flash message={notice && t.notices[notice]} />
      <Table caption={t.caption} columns={columns} rows={members} rowKey={(row) => row.account_id} />
      {canManage && <Invitations slug={slug} invitations={invitations} />}
    </>
  );
}

function MemberState({ endedAt }: { endedAt: string | null }) {
  const t = useText(membersText);
  const format = useFormat();
  if (!endedAt) return <Tag tone="success">{t.active}</Tag>;
  return <Tag>{t.ended(format.day(stockholmTime(endedAt).day))}</Tag>;
}

function MemberAction({ slug, row }: { slug: string; row: MemberRow }) {
  const t = useText(membersText);
  if (!row.ended_at)
    return (
      <a className="ds-link" href={memberPath(slug, row.account_id)} aria-label={t.changeFor(row.name)}>
        {t.change}
      </a>
    );
  return (
    <form method="post" action={memberReinstatementPath(slug, row.account_id)}>
      <Button type="submit" variant="tertiary" aria-label={t.reinstateFor(row.name)}>
        {t.reinstate}
      </Button>
    </form>
  );
}

function Invitations({ slug, invitations }: Pick<MembersPageProps, "slug" | "invitations">) {
  const t = useText(membersText);
  const roleNames = useRoleNames();
  const columns: Column<InvitationRow>[] = [
    { id: "name", heading: t.name, isRowHeader: true, cell: (row) => row.name },
    { id: "email", heading: t.email, cell: (row) => row.email },
    { id: "roles", heading: t.roles, cell: (row) => roleNames(row.roles) },
    {
      id: "valid",
      heading: t.validUntil,
      isNarrow: true,
      cell: (row) => (row.hasExpired ? <Tag tone="warning">{t.expired}</Tag> : <DayOf at={row.expiresAt} />),
    },
    { id: "change", heading: t.change, cell: (row) => <InvitationActions slug={slug} row={row} /> },
  ];
  return (
    <Section title={t.invitations} id="invitations">
      {invitations.length === 0 ? (
        <p className="muted">{t.noInvitations}</p>
      ) : (
        <Table caption={t.invitationsCaption} columns={columns} rows={invitations} rowKey={(row) => row.id} />
      )}
    </Section>
  );
}

function InvitationActions({ slug, row }: { slug: string; row: InvitationRow }) {
  const t = useText(membersText);
  return (
    <div className="member-actions">
      <form method="post" action={invitationMailPath(slug, row.id)}>
        <Button type="submit" variant="tertiary" aria-label={t.resendFor(row.name)}>
          {t.resend}
        </Button>
      </form>
      <form method="post" action={invitationRevocationPath(slug, row.id)}>
        <Button type="submit" variant="tertiary" color="danger" aria-label={t.revokeFor(row.name)}>
          {t.revoke}
        </Button>
      </form>
    </div>
  );
}
