import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Table } from "../../ui/Table.tsx";
import { ageInDays } from "./concepts.rules.ts";
import type { WaitingConcept } from "./concepts.server.ts";
import { conceptsText } from "./concepts.text.ts";
import { CONCEPTS_ON_PAGE, conceptPath } from "./merges.paths.ts";

interface Props {
  slug: string;
  rows: readonly WaitingConcept[];
  total: number;
  page: number;
  today: string;
  done: string | null;
}

/** The catalogue editor's work list of concepts. */
export function ConceptsPage({ slug, rows, total, page, today, done }: Props) {
  const t = useText(conceptsText);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Flash message={done && t.said[done]} />
      {rows.length === 0 ? (
        <EmptyState title={t.none}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t.caption}
            columns={[
              {
                id: "name",
                heading: t.columns.name,
                isRowHeader: true,
                cell: (row) => <a href={conceptPath(slug, row.id)}>{row.name}</a>,
              },
              { id: "kind", heading: t.columns.kind, cell: (row) => t.kinds[row.kind] },
              { id: "maker", heading: t.columns.maker, cell: (row) => row.maker ?? "" },
              {
                id: "age",
                heading: t.columns.age,
                isNarrow: true,
                cell: (row) => t.age(ageInDays(row.created_at, today)),
              },
              { id: "near", heading: t.columns.near, cell: (row) => row.near.join(", ") },
            ]}
            rows={rows}
            rowKey={(row) => row.id}
          />
          <Pager page={page} pageSize={CONCEPTS_ON_PAGE} total={total} />
        </>
      )}
    </>
  );
}
