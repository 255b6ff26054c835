import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { ColumnChooser } from "../../ui/ColumnChooser.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Option, OptionGroup } from "../../ui/Inputs.tsx";
import { Pager, RowsShown } from "../../ui/Pager.tsx";
import { changedQuery } from "../../ui/query.ts";
import { type Column, Table } from "../../ui/Table.tsx";
import { activeFilters, FilterField, filterNames } from "./FilterField.tsx";
import { type ListDefinition, type ListState, sortWord } from "./lists.rules.ts";
import { listsText } from "./lists.text.ts";
import { type ListSelection, SelectionForm, selectionColumn } from "./Selection.tsx";

/** How one column of the definition looks on this page. */
export interface ListPageColumn<Row> {
  /** Heading of the column, also its name in the column chooser and in filters. */
  label: string;
  cell: (row: Row) => ReactNode;
  align?: "end";
  isNarrow?: boolean;
  /** For `choice` and `id` filters: what can be chosen. */
  options?: readonly (Option | OptionGroup)[];
  /** The filter stands beside the search field instead of behind "Fler filter". */
  isMainFilter?: boolean;
}

export interface ListPageProps<Row> {
  definition: ListDefinition;
  /** From the loader: `ListView` of lists.server.ts. */
  view: { state: ListState; shown: string[]; total: number; isCut: boolean };
  /** By column key; every column of the definition must be here. */
  columns: Readonly<Record<string, ListPageColumn<Row>>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  caption: string;
  searchLabel?: string;
  /** Where the choice of columns is posted (`listColumnsPath`); left out where nothing may be written. */
  columnsAction?: string;
  /** The reader may make the chosen columns the organisation's standard. */
  maySetStandard?: boolean;
  /** More buttons beside the column chooser: saved views. */
  tools?: ReactNode;
  /** Address of the export without its ending, e.g. `/borgholm/systems`; left out when there is none. */
  exportPath?: string;
  /** Rows can be ticked, over all pages; left out where nothing can be done with several rows. */
  selection?: ListSelection<Row>;
  /** Shown when the list is empty and nothing was searched or filtered for. */
  empty: ReactNode;
  /** Query fields that are not filters but stay while filtering, e.g. `scope`. */
  children?: ReactNode;
}

/** Search, filters, chosen columns, table, pages and export of one list: one behaviour for every list of the portal. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { definition, view, columns, rows, rowKey, selection } = props;
  const t = useText(listsText);
  const { search } = useLocation();
  const active = activeFilters(definition, view.state, columns, t);
  const filterable = definition.columns.filter((column) => column.filter && columns[column.key]);
  const [main, more] = [true, false].map((isMain) =>
    filterable
      .filter((column) => Boolean(columns[column.key]?.isMainFilter) === isMain)
      .map((column) => (
        <FilterField
          key={column.key}
          name={column.key}
          filter={column.filter!}
          value={view.state.filters[column.key]}
          label={columns[column.key]!.label}
          options={columns[column.key]!.options}
        />
      )),
  );
  return (
    <div className="list-page">
      <FilterBar
        searchLabel={props.searchLabel}
        fields={filterNames(definition)}
        active={active}
        more={more && more.length > 0 ? more : undefined}
      >
        {main && main.length > 0 ? main : undefined}
      </FilterBar>
      {props.children}
      <div className="list-tools">
        <RowsShown
          page={view.state.page}
          pageSize={view.state.pageSize}
          total={view.total}
          isCut={view.isCut}
        />
        {props.tools}
        <ColumnChooser
          maySetStandard={props.maySetStandard}
          columns={columnChoices(definition, view.shown, columns)}
          action={props.columnsAction}
        />
        {props.exportPath && rows.length > 0 && <ExportMenu path={props.exportPath} shown={view.shown} />}
      </div>
      {rows.length > 0 ? (
        <SelectionForm selection={selection} rows={rows} rowKey={rowKey} total={view.total}>
          <Table
            caption={props.caption}
            columns={[
              ...(selection ? [selectionColumn(selection, { rowKey, heading: t.select })] : []),
              ...view.shown.flatMap((key) => tableColumn(definition, key, columns[key])),
            ]}
            rows={rows}
            rowKey={rowKey}
            sort={sortWord(view.state.sort)}
          />
          <Pager
            page={view.state.page}
            pageSize={view.state.pageSize}
            total={view.total}
            isCut={view.isCut}
            submitAs={selection && "page"}
          />
          <p className="list-keys">{t.keys}</p>
        </SelectionForm>
      ) : active.length > 0 || view.state.page > 1 ? (
        <EmptyState
          title={t.noneTitle}
          icon="search"
          actions={
            <a
              className="ds-button"
              data-variant="secondary"
              href={changedQuery(search, nothingChosen(definition))}
            >
              {t.clear}
            </a>
          }
        >
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        props.empty
      )}
    </div>
  );
}

/** The address without search and filters; what else it says stays. */
function nothingChosen(definition: ListDefinition) {
  return Object.fromEntries(["q", ...filterNames(definition)].map((name) => [name, null]));
}

function tableColumn<Row>(
  definition: ListDefinition,
  key: string,
  looks: ListPageColumn<Row> | undefined,
): Column<Row>[] {
  const column = definition.columns.find((each) => each.key === key);
  if (!column || !looks) return [];
  return [
    {
      id: key,
      heading: looks.label,
      cell: looks.cell,
      align: looks.align,
      isNarrow: looks.isNarrow,
      isRowHeader: column.isFixed,
      isSortable: column.isSortable,
    },
  ];
}

function columnChoices<Row>(
  definition: ListDefinition,
  shown: readonly string[],
  columns: ListPageProps<Row>["columns"],
) {
  return definition.columns
    .filter((column) => columns[column.key] && !column.isFilterOnly)
    .map((column) => ({
      id: column.key,
      label: columns[column.key]!.label,
      isShown: shown.includes(column.key),
      isFixed: column.isFixed,
    }));
}

function ExportMenu({ path, shown }: { path: string; shown: readonly string[] }) {
  const t = useText(listsText);
  const { search } = useLocation();
  const link = (ending: string, columns: readonly string[]) =>
    `${path}.${ending}${changedQuery(search, { column: columns })}`;
  return (
    <details className="column-chooser">
      <summary className="ds-button" data-variant="secondary">
        <Icon name="download" />
        {t.exportLabel}
      </summary>
      <div className="column-chooser-panel">
        <p>{t.exportHint}</p>
        <ul className="menu-list">
          {(["xlsx", "csv"] as const).flatMap((ending) => [
            <li key={`${ending} shown`}>
              <a href={link(ending, shown)} download>
                {t.exportShown(ending === "xlsx" ? "Excel" : "CSV")}
              </a>
            </li>,
            <li key={`${ending} all`}>
              <a href={link(ending, ["all"])} download>
                {t.exportAll(ending === "xlsx" ? "Excel" : "CSV")}
              </a>
            </li>,
          ])}
        </ul>
      </div>
    </details>
  );
}
