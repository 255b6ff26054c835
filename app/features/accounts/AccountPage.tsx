import type { MemberRole } from "#db/schema/values.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { accountText } from "./account.text.ts";
import { useRoleNames } from "./RoleNames.tsx";

interface SessionRow {
  id: string;
  device: string | null;
  startedAt: string;
  lastSeenAt: string;
  isCurrent: boolean;
}

export interface AccountPageProps {
  name: string;
  email: string;
  organisations: { name: string; roles: MemberRole[] }[];
  /** How many are left; null without a second factor. */
  recoveryCodes: number | null;
  sessions: SessionRow[];
  notice: "password" | "factor-off" | "session-ended" | "sessions-ended" | null;
}

/** Who I am here, how I sign in, and where I am signed in. */
export function AccountPage(props: AccountPageProps) {
  const t = useText(accountText);
  const roleNames = useRoleNames();
  const facts: Description[] = [
    { term: t.name, value: props.name },
    { term: t.email, value: props.email },
    {
      term: t.memberOf,
      value: props.organisations.map((each) => `${each.name} (${roleNames(each.roles)})`).join(", "),
    },
  ];
  return (
    <>
      <PageHeader title={t.overviewTitle} />
      <Flash message={props.notice && t.notices[props.notice]} />
      <DescriptionList items={facts} />
      <Section title={t.security}>
        <SignInFacts recoveryCodes={props.recoveryCodes} />
      </Section>
      <Sessions sessions={props.sessions} />
    </>
  );
}

function SignInFacts({ recoveryCodes }: Pick<AccountPageProps, "recoveryCodes">) {
  const t = useText(accountText);
  const isOn = recoveryCodes !== null;
  return (
    <DescriptionList
      items={[
        {
          term: t.password,
          value: (
            <LinkButton href="/account/password" variant="secondary">
              {t.changePassword}
            </LinkButton>
          ),
        },
        {
          term: t.secondFactor,
          value: (
            <span className="button-row">
              <Tag tone={isOn ? "success" : "warning"}>{isOn ? t.on : t.off}</Tag>
              {isOn && <span className="muted">{t.codesLeft(recoveryCodes)}</span>}
              <LinkButton href="/account/second-factor" variant="secondary">
                {isOn ? t.manage : t.setUp}
              </LinkButton>
            </span>
          ),
        },
      ]}
    />
  );
}

function Sessions({ sessions }: Pick<AccountPageProps, "sessions">) {
  const t = useText(accountText);
  const format = useFormat();
  const columns: Column<SessionRow>[] = [
    {
      id: "device",
      heading: t.device,
      isRowHeader: true,
      cell: (row) => (
        <>
          {row.device ?? t.unknownDevice} {row.isCurrent && <Tag tone="info">{t.thisDevice}</Tag>}
        </>
      ),
    },
    { id: "started", heading: t.startedAt, isNarrow: true, cell: (row) => <Timestamp at={row.startedAt} /> },
    { id: "seen", heading: t.lastSeenAt, isNarrow: true, cell: (row) => <Timestamp at={row.lastSeenAt} /> },
    {
      id: "end",
      heading: t.end,
      cell: (row) => (
        <form method="post" action="/account/sessions">
          <input type="hidden" name="session" value={row.id} />
          <Button
            type="submit"
            variant="tertiary"
            color="danger"
            aria-label={t.endFor(row.device ?? t.unknownDevice, format.instant(row.startedAt))}
          >
            {t.end}
          </Button>
        </form>
      ),
    },
  ];
  return (
    <Section title={t.sessions}>
      <p className="muted">{t.sessionsLead}</p>
      <Table caption={t.sessionsCaption} columns={columns} rows={sessions} rowKey={(row) => row.id} />
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions" className="form-actions">
          <Button type="submit" variant="secondary">
            {t.endOthers}
          </Button>
        </form>
      )}
    </Section>
  );
}
