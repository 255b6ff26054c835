import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { VisuallyHidden } from "../../ui/Values.tsx";
import {
  circlePath,
  cooperationsPath,
  departurePath,
  editCooperationPath,
  invitationsPath,
  memberPath,
  membershipPath,
  newCirclePath,
  sharingPath,
} from "./cooperations.paths.ts";
import type { MemberState } from "./cooperations.rules.ts";
import { cooperationsText } from "./cooperations.text.ts";
import { MemberStateTag } from "./MemberStateTag.tsx";

interface MemberRow {
  id: string;
  slug: string;
  name: string;
  kind: string;
  from_on: string;
  ended_on: string | null;
  joined_on: string | null;
  leaves_on: string | null;
  state: MemberState;
}

export interface CooperationPageProps {
  slug: string;
  cooperation: { id: string; tenant_id: string; name: string; description: string; coordinator_name: string };
  members: readonly MemberRow[];
  circles: readonly { id: string; name: string; is_everyone: boolean; organisations: readonly string[] }[];
  /** The organisation's own membership. */
  mine: MemberRow | null;
  can: { decide: boolean; coordinate: boolean };
  done: string | null;
  /** What features above this one say of the members, after the circles. */
  children?: ReactNode;
}

/** One cooperation: who is in it, in which circles, and how the own organisation stands to it. */
export function CooperationPage(props: CooperationPageProps) {
  const { slug, cooperation, mine, can } = props;
  const t = useText(cooperationsText);
  const format = useFormat();
  const isIn = mine?.state === "member" || mine?.state === "leaving";
  return (
    <>
      <PageHeader
        title={cooperation.name}
        crumbs={[{ label: t.title, href: cooperationsPath(slug) }]}
        meta={mine && <MemberStateTag {...mine} />}
        lead={cooperation.description || t.descriptionNone}
        actions={
          <>
            {can.coordinate && (
              <LinkButton href={editCooperationPath(slug, cooperation.id)} variant="secondary" icon="pencil">
                {t.edit}
              </LinkButton>
            )}
            {isIn && can.decide && (
              <LinkButton href={sharingPath(slug)} variant="secondary">
                {t.toSharing}
              </LinkButton>
            )}
          </>
        }
      />
      <Done done={props.done} leavesOn={mine?.leaves_on ?? null} joinedOn={mine?.joined_on ?? null} />
      {mine?.state === "invited" && (
        <Alert title={t.invitedBy(cooperation.coordinator_name)}>
          {can.decide && (
            <div className="button-row">
              <LinkButton href={membershipPath(slug, cooperation.id)}>{t.answer}</LinkButton>
            </div>
          )}
        </Alert>
      )}
      {mine?.leaves_on && isIn && (
        <Alert tone="warning">
          <p>{t.leaving(format.dayInWords(mine.leaves_on))}</p>
        </Alert>
      )}
      <Members {...props} />
      <Circles {...props} />
      {props.children}
      {isIn && can.decide && mine.id !== cooperation.tenant_id && (
        <div className="button-row">
          <LinkButton href={departurePath(slug, cooperation.id)} variant="secondary" color="danger">
            {mine.leaves_on ? t.stay : t.leave}
          </LinkButton>
        </div>
      )}
    </>
  );
}

function Done({
  done,
  leavesOn,
  joinedOn,
}: {
  done: string | null;
  leavesOn: string | null;
  joinedOn: string | null;
}) {
  const t = useText(cooperationsText);
  const format = useFormat();
  const messages: Record<string, string> = {
    saved: t.saved,
    joined: t.joined,
    "joined-later": joinedOn ? t.joinedLater(format.dayInWords(joinedOn)) : t.joined,
    left: leavesOn ? t.leftLater(format.dayInWords(leavesOn)) : t.leftNow,
  };
  return <Flash message={done && messages[done]} />;
}

function Members({ slug, cooperation, members, can }: CooperationPageProps) {
  const t = useText(cooperationsText);
  const format = useFormat();
  return (
    <Section
      title={t.members}
      actions={
        can.coordinate && (
          <LinkButton href={invitationsPath(slug, cooperation.id)} variant="secondary" icon="plus">
            {t.invite}
          </LinkButton>
        )
      }
    >
      <Table
        caption={t.members}
        rows={members}
        rowKey={(row) => row.id}
        columns={[
          {
            id: "name",
            heading: t.organisation,
            isRowHeader: true,
            cell: (row) => (
              <>
                {row.name}
                {row.id === cooperation.tenant_id && <span className="muted"> ({t.coordinator})</span>}
              </>
            ),
          },
          { id: "state", heading: t.state, cell: (row) => <MemberStateTag {...row} /> },
          {
            id: "since",
            heading: t.since,
            isNarrow: true,
            cell: (row) => (row.joined_on ? format.day(row.joined_on) : ""),
          },
          ...(can.coordinate
            ? [
                {
                  id: "manage",
                  heading: t.action,
                  cell: (row: MemberRow) =>
                    row.id !== cooperation.tenant_id && (
                      <a href={memberPath(slug, cooperation.id, row.slug)}>
                        {t.manage}
                        <VisuallyHidden> {row.name}</VisuallyHidden>
                      </a>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Circles({ slug, cooperation, circles, can }: CooperationPageProps) {
  const t = useText(cooperationsText);
  return (
    <Section
      title={t.circles}
      actions={
        can.coordinate && (
          <LinkButton href={newCirclePath(slug, cooperation.id)} variant="secondary" icon="plus">
            {t.newCircle}
          </LinkButton>
        )
      }
    >
      <p className="muted">{t.circlesLead}</p>
      <Table
        caption={t.circles}
        rows={circles}
        rowKey={(row) => row.id}
        columns={[
          {
            id: "name",
            heading: t.circle,
            isRowHeader: true,
            cell: (row) => <a href={circlePath(slug, row.id)}>{row.is_everyone ? t.everyone : row.name}</a>,
          },
          {
            id: "organisations",
            heading: t.inCircle,
            cell: (row) =>
              row.is_everyone ? t.memberCount(row.organisations.length) : row.organisations.join(", "),
          },
        ]}
      />
    </Section>
  );
}
