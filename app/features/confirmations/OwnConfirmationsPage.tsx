import { useText } from "../../text/useText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day } from "../../ui/Values.tsx";
import { usagePath } from "../systems/systems.paths.ts";
import { confirmationsText } from "./confirmations.text.ts";

interface Props {
  slug: string;
  systems: { id: string; own_name: string; until: string }[];
}

/** What the person behind the account is asked to confirm. */
export function OwnConfirmationsPage({ slug, systems }: Props) {
  const t = useText(confirmationsText);
  return (
    <>
      <PageHeader title={t.mine} lead={t.mineLead} />
      {systems.length === 0 ? (
        <EmptyState title={t.mineEmptyTitle} icon="checkCircle">
          <p>{t.mineEmptyText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.mineCaption}
          rows={systems}
          rowKey={(row) => row.id}
          columns={[
            {
              id: "system",
              heading: t.total,
              isRowHeader: true,
              cell: (row) => <a href={usagePath(slug, row.id)}>{row.own_name}</a>,
            },
            { id: "until", heading: t.until, isNarrow: true, cell: (row) => <Day on={row.until} /> },
          ]}
        />
      )}
    </>
  );
}
