import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Money } from "../../ui/Values.tsx";
import { contractPath, newContractPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { ContractElsewhere, loadSupplierContracts, loadUsageContracts } from "./elsewhere.server.ts";
import { StatusTag } from "./StatusTag.tsx";
import { wordsText } from "./words.text.ts";

type Loaded<Load extends (...values: never[]) => unknown> = NonNullable<Awaited<ReturnType<Load>>>;

/** The contracts of a system, on its page. */
export function UsageContracts({ data }: { data: Loaded<typeof loadUsageContracts> }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  const { rows, slug, can, tenantId } = data;
  return (
    <Section
      title={t.systemContracts}
      id="contracts"
      actions={
        can.add && (
          <LinkButton href={newContractPath(slug, data.usageId)} variant="tertiary" icon="plus">
            {t.addForSystem}
          </LinkButton>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="muted">{t.noSystemContracts}</p>
      ) : (
        <ul className="line-list">
          {rows.map((row) => (
            <li key={row.id}>
              <div>
                <a href={contractPath(slug, row.id)}>{row.name}</a> <StatusTag status={row.status} />
                <p className="muted">
                  {[
                    row.tenant_id !== tenantId && t.ownedBy(row.owner_name),
                    row.current_end_on && `${w.columns.current_end_on}: ${format.day(row.current_end_on)}`,
                    row.next_notice_on && `${w.columns.next_notice_on}: ${format.day(row.next_notice_on)}`,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Who pays what to a supplier, on its page, as far as it is shared. */
export function SupplierContracts({
  data,
  name,
}: {
  data: Loaded<typeof loadSupplierContracts>;
  name: string;
}) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  const { rows, slug } = data;
  const heading = (key: string) => w.columns[key] ?? key;
  return (
    <Section title={t.supplierTitle} id="contracts">
      <p className="muted">{t.supplierLead}</p>
      {rows.length === 0 ? (
        <p>{t.supplierNone}</p>
      ) : (
        <>
          {data.priced > 0 && <p>{t.supplierSum(format.money(data.sum_minor), data.priced)}</p>}
          {data.most !== null && <p className="muted">{t.supplierCut(data.most)}</p>}
          <Table<ContractElsewhere>
            caption={t.supplierCaption(name)}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                id: "name",
                heading: heading("name"),
                isRowHeader: true,
                cell: (row) => <a href={contractPath(slug, row.id)}>{row.name}</a>,
              },
              { id: "owner", heading: heading("owner"), cell: (row) => row.owner_name },
              { id: "status", heading: heading("status"), cell: (row) => <StatusTag status={row.status} /> },
              {
                id: "end",
                heading: heading("current_end_on"),
                cell: (row) => <Day on={row.current_end_on} />,
                isNarrow: true,
              },
              {
                id: "cost",
                heading: heading("yearly_minor"),
                align: "end",
                cell: (row) => <Money minor={row.yearly_minor} />,
              },
            ]}
          />
        </>
      )}
    </Section>
  );
}
