import { useLocale, useText } from "../../text/useText.ts";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { byGroup, functionName, functionPath } from "./functions.rules.ts";
import type { CountedFunction } from "./functions.server.ts";
import { functionsText } from "./functions.text.ts";

/** The taxonomy by group, with how many products each function has and how many systems the reader's organisation has. */
export function FunctionListPage({
  slug,
  functions,
}: {
  slug: string;
  functions: readonly CountedFunction[];
}) {
  const t = useText(functionsText);
  const locale = useLocale();
  const seesUsages = functions.some((f) => f.own !== null);
  const columns: Column<CountedFunction>[] = [
    {
      id: "name",
      heading: t.name,
      isRowHeader: true,
      cell: (f) => <a href={functionPath(slug, f.code)}>{functionName(f, locale)}</a>,
    },
    { id: "products", heading: t.products, align: "end", cell: (f) => f.products },
    ...(seesUsages
      ? [
          {
            id: "own",
            heading: t.own,
            align: "end" as const,
            cell: (f: CountedFunction) =>
              f.own ? t.systems(f.own) : <span className="muted">{t.ownNone}</span>,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {byGroup(functions, locale).map((group) => (
        <Section key={group.code} title={group.name}>
          <Table
            caption={t.caption(group.name)}
            columns={columns}
            rows={group.functions}
            rowKey={(f) => f.id}
          />
        </Section>
      ))}
    </>
  );
}
