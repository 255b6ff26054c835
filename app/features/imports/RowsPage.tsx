import { useFormat, useText } from "../../text/useText.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import type { ImportKind } from "./fields.rules.ts";
import { importPartPath, importPath, importsPath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";
import { type RowLine, RowsTable } from "./RowsTable.tsx";
import type { Counts } from "./RunPage.tsx";

export type RowsFilter = "all" | "changed" | "create" | "update" | "unchanged" | "skip" | "error";

/** Every row of the file, by what becomes of it. */
export function RowsPage({
  slug,
  run,
  filter,
  rows,
  page,
  pageSize,
  total,
}: {
  slug: string;
  run: { id: string; kind: ImportKind; fileName: string; counts: Counts | null; isOpen: boolean };
  filter: RowsFilter;
  rows: readonly RowLine[];
  page: number;
  pageSize: number;
  total: number;
}) {
  const t = useText(importsText);
  const format = useFormat();
  const filters: RowsFilter[] = ["all", "create", "update", "unchanged", "skip", "error"];
  if (run.counts && run.counts.changed_since > 0) filters.push("changed");
  const tabs = filters.map((one) => ({
    label: one === "all" ? t.rows.all : one === "changed" ? t.rows.changedSince : t.run.actions[one],
    href: importPartPath(slug, run.id, "rows", { action: one }),
    isCurrent: one === filter,
    ...(run.counts && one !== "all"
      ? { count: format.number(run.counts[one === "changed" ? "changed_since" : one]) }
      : {}),
  }));
  return (
    <>
      <PageHeader
        title={t.rows.title}
        crumbs={[
          { label: t.title, href: importsPath(slug) },
          { label: run.fileName, href: importPath(slug, run.id) },
        ]}
      />
      <Tabs label={t.rows.title} tabs={tabs} />
      <RowsTable slug={slug} kind={run.kind} rows={rows} caption={t.rows.caption} mayPick={run.isOpen} />
      <Pager page={page} pageSize={pageSize} total={total} />
    </>
  );
}
