import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import { licencePath, licencesPath, newLicencePath } from "./licences.paths.ts";
import type { loadRegister } from "./licences.server.ts";
import { licencesText } from "./licences.text.ts";

type Data = Awaited<ReturnType<typeof loadRegister>>;
type Row = Data["rows"][number];

const tones: Record<Row["state"], TagTone> = { draft: "neutral", active: "success", ended: "neutral" };

/** Where an agreement stands, in a word. */
export function LicenceStateTag({ state }: { state: Row["state"] }) {
  const t = useText(licencesText);
  return <Tag tone={tones[state]}>{t.states[state]}</Tag>;
}

/** Licence agreements that the organisation coordinates or takes part in. */
export function RegisterPage({ data }: { data: Data }) {
  const t = useText(licencesText);
  const { slug, rows, can } = data;
  const add = can.add && (
    <LinkButton href={newLicencePath(slug)} icon="plus">
      {t.add}
    </LinkButton>
  );
  const columns: Column<Row>[] = [
    {
      id: "name",
      heading: t.columns.name,
      isRowHeader: true,
      cell: (row) => <a href={licencePath(slug, row.id)}>{row.name}</a>,
    },
    {
      id: "coordinator",
      heading: t.columns.coordinator,
      cell: (row) => (row.is_own ? <Tag icon="cooperation">{t.youCoordinate}</Tag> : row.coordinator),
    },
    { id: "supplier", heading: t.columns.supplier, cell: (row) => row.supplier ?? <Missing /> },
    {
      id: "ends",
      heading: t.columns.ends,
      cell: (row) => (row.ends_on ? <Day on={row.ends_on} /> : t.openEnded),
    },
    { id: "items", heading: t.columns.items, align: "end", cell: (row) => row.items },
    { id: "members", heading: t.columns.members, align: "end", cell: (row) => row.members },
    { id: "state", heading: t.columns.state, cell: (row) => <LicenceStateTag state={row.state} /> },
  ];
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={rows.length > 0 && add} />
      {data.invitations > 0 && data.can.answer && (
        <Alert tone="warning">
          <p>
            {t.invitations(data.invitations)} <a href={licencesPath(slug, "/invitations")}>{t.answerThem}</a>
          </p>
        </Alert>
      )}
      {rows.length > 0 ? (
        <Table caption={t.caption} rows={rows} rowKey={(row) => row.id} columns={columns} />
      ) : (
        <EmptyState title={t.emptyTitle} icon="key" actions={add}>
          <p>{t.emptyText}</p>
        </EmptyState>
      )}
    </>
  );
}
