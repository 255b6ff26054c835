import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Missing } from "../../ui/Values.tsx";
import { cooperationPath, membershipPath, newCooperationPath } from "./cooperations.paths.ts";
import type { MemberState } from "./cooperations.rules.ts";
import { cooperationsText } from "./cooperations.text.ts";
import { MemberStateTag } from "./MemberStateTag.tsx";

export interface CooperationRow {
  id: string;
  name: string;
  coordinator_name: string;
  member_count: number;
  ended_on: string | null;
  leaves_on: string | null;
  state: MemberState | null;
}

/** Invitations first, then all cooperations that concern the organisation. */
export function CooperationList({
  slug,
  rows,
  can,
  hasLeft,
}: {
  slug: string;
  rows: readonly CooperationRow[];
  can: { decide: boolean };
  /** The page follows upon leaving one. */
  hasLeft: boolean;
}) {
  const t = useText(cooperationsText);
  const create = can.decide && (
    <LinkButton href={newCooperationPath(slug)} icon="plus">
      {t.create}
    </LinkButton>
  );
  const invitations = rows.filter((row) => row.state === "invited");
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={rows.length > 0 && create} />
      <Flash message={hasLeft && t.leftNow} />
      {invitations.length > 0 && (
        <Section title={t.invitations}>
          <div className="stack">
            {invitations.map((row) => (
              <Card key={row.id} title={row.name} level={3} href={cooperationPath(slug, row.id)}>
                <p>{t.invitedBy(row.coordinator_name)}</p>
                {can.decide && (
                  <div className="button-row">
                    <LinkButton href={membershipPath(slug, row.id)}>{t.answer}</LinkButton>
                  </div>
                )}
              </Card>
            ))}
          </div>
        </Section>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t.none} icon="cooperation" actions={create}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <CooperationTable slug={slug} rows={rows} />
      )}
    </>
  );
}

function CooperationTable({ slug, rows }: { slug: string; rows: readonly CooperationRow[] }) {
  const t = useText(cooperationsText);
  return (
    <Table
      caption={t.title}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          id: "name",
          heading: t.cooperation,
          isRowHeader: true,
          cell: (row) => <a href={cooperationPath(slug, row.id)}>{row.name}</a>,
        },
        { id: "coordinator", heading: t.coordinator, cell: (row) => row.coordinator_name },
        { id: "members", heading: t.members, align: "end", cell: (row) => row.member_count },
        {
          id: "state",
          heading: t.ownState,
          cell: (row) => (row.state ? <MemberStateTag {...row} state={row.state} /> : <Missing />),
        },
      ]}
    />
  );
}
