import { useLocation } from "@remix-run/react";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { type ActiveFilter, FilterBar } from "../../ui/FilterBar.tsx";
import { Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { changedQuery } from "../../ui/query.ts";
import { Basis } from "./Basis.tsx";
import { MatrixTable } from "./MatrixTable.tsx";
import { meetingPath, overlapFilePath, overlapPath } from "./overlap.paths.ts";
import { COLUMNS_PER_PAGE, focuses, ROWS_PER_PAGE } from "./overlap.rules.ts";
import type { Overlap } from "./overlap.server.ts";
import { overlapText } from "./overlap.text.ts";
import { overlapFields } from "./query.rules.ts";

interface Props {
  slug: string;
  overlap: Overlap;
  groups: readonly { code: string; name_sv: string; name_en: string }[];
  /** Name of the previewed owner, in "view as". */
  previewOf: string | null;
}

/** The matrix with its filters, its downloads and what its numbers mean. */
export function OverlapPage({ slug, overlap, groups, previewOf }: Props) {
  const t = useText(overlapText);
  const { search } = useLocation();
  return (
    <div className="print-landscape">
      <PageHeader
        title={t.title}
        lead={previewOf ? t.previewLead(previewOf) : t.lead}
        actions={
          overlap.rows.length > 0 && (
            <>
              <LinkButton href={overlapFilePath(slug, "csv", search)} variant="secondary" icon="csv" download>
                {t.csv}
              </LinkButton>
              <LinkButton
                href={overlapFilePath(slug, "xlsx", search)}
                variant="secondary"
                icon="excel"
                download
              >
                {t.excel}
              </LinkButton>
              <LinkButton href={meetingPath(slug, search)} variant="secondary" icon="print">
                {t.meeting}
              </LinkButton>
            </>
          )
        }
      />
      {!overlap.circle && <Alert>{t.noCircle}</Alert>}
      <Filters overlap={overlap} groups={groups} />
      {overlap.rows.length === 0 ? (
        <EmptyState
          title={t.noneTitle}
          icon="overlap"
          actions={
            <LinkButton href={overlapPath(slug)} variant="secondary">
              {t.noneClear}
            </LinkButton>
          }
        >
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <ColumnPager overlap={overlap} />
          <MatrixTable slug={slug} columns={overlap.columns} rows={overlap.rows} />
          <Pager page={overlap.query.page} pageSize={ROWS_PER_PAGE} total={overlap.total} />
        </>
      )}
      <Basis overlap={overlap} />
    </div>
  );
}

function Filters({ overlap, groups }: Pick<Props, "overlap" | "groups">) {
  const t = useText(overlapText);
  const locale = useLocale();
  const { query, circles } = overlap;
  const circleLabel = (circle: (typeof circles)[number]) =>
    t.circleName(circle.cooperation, circle.is_everyone ? t.everyone : circle.name);
  const groupOptions = groups.map((group) => ({
    value: group.code,
    label: locale === "en" ? group.name_en : group.name_sv,
  }));
  const others = overlap.allColumns.filter((column) => column.state !== "own");
  const active: ActiveFilter[] = [
    ...(query.focus === "all" ? [] : [{ name: "focus", value: query.focus, label: t.focuses[query.focus] }]),
    ...groupOptions
      .filter((group) => group.value === query.group)
      .map((group) => ({ name: "group", value: group.value, label: `${t.group}: ${group.label}` })),
    ...(query.supplier
      ? [{ name: "supplier", value: query.supplier, label: `${t.supplier}: ${query.supplier}` }]
      : []),
    ...others
      .filter((column) => query.organisations.includes(column.id))
      .map((column) => ({ name: "org", value: column.id, label: column.name })),
  ];
  return (
    <FilterBar
      fields={[...overlapFields, "columns"]}
      active={active}
      more={
        <>
          <Select
            name="group"
            label={t.group}
            options={groupOptions}
            empty={t.allGroups}
            defaultValue={query.group ?? ""}
          />
          <TextInput name="supplier" label={t.supplier} defaultValue={query.supplier} maxLength={200} />
          {others.length > 1 && (
            <div className="overlap-organisations">
              <CheckboxGroup
                name="org"
                legend={t.organisations}
                description={t.organisationsHint(COLUMNS_PER_PAGE)}
                options={others.map((column) => ({ value: column.id, label: column.name }))}
                values={query.organisations}
              />
            </div>
          )}
        </>
      }
    >
      {circles.length > 1 && (
        <Select
          name="circle"
          label={t.circle}
          empty={false}
          options={circles.map((circle) => ({ value: circle.id, label: circleLabel(circle) }))}
          defaultValue={overlap.circle?.id}
        />
      )}
      <Select
        name="focus"
        label={t.focus}
        empty={false}
        options={focuses.map((focus) => ({ value: focus, label: t.focuses[focus] }))}
        defaultValue={query.focus}
      />
    </FilterBar>
  );
}

/** Links to the other municipalities of a large circle. */
function ColumnPager({ overlap }: Pick<Props, "overlap">) {
  const t = useText(overlapText);
  const format = useFormat();
  const { search } = useLocation();
  const { page, pages, others } = overlap.columnPages;
  if (pages <= 1) return null;
  const own = overlap.columns.filter((column) => column.state === "own").length;
  const size = COLUMNS_PER_PAGE - own;
  const link = (to: number) =>
    changedQuery(search, { columns: to === 1 ? null : String(to), page: String(overlap.query.page) });
  return (
    <nav className="overlap-columns" aria-label={t.columnPages}>
      {page > 1 && (
        <LinkButton href={link(page - 1)} variant="secondary" icon="chevronLeft">
          {t.previousColumns}
        </LinkButton>
      )}
      <span>
        {t.columnPage(
          format.number((page - 1) * size + 1),
          format.number(Math.min(page * size, others)),
          format.number(others),
        )}
      </span>
      {page < pages && (
        <LinkButton href={link(page + 1)} variant="secondary" icon="chevronRight">
          {t.nextColumns}
        </LinkButton>
      )}
    </nav>
  );
}
