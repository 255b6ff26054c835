import { type ReactNode, useMemo } from "react";
import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import type { Option, OptionGroup } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { ListPage, type ListPageColumn } from "../lists/ListPage.tsx";
import { listColumnsPath } from "../lists/lists.paths.ts";
import type { ListSelection } from "../lists/Selection.tsx";
import { ViewMenu } from "../views/ViewMenu.tsx";
import { fieldOf, isField } from "./fields.rules.ts";
import { choicesOf, fieldLabel, fieldsText } from "./fields.text.ts";
import { SCOPES, systemsList } from "./list.rules.ts";
import type { SystemsPageData } from "./page.server.ts";
import { hostedPath, newUsagePath, systemsPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";
import { UsageCell } from "./UsageCell.tsx";

type Data = Pick<
  SystemsPageData,
  | "slug"
  | "tenantId"
  | "scope"
  | "hiddenGroups"
  | "isPreview"
  | "view"
  | "views"
  | "rows"
  | "functions"
  | "owners"
  | "can"
>;

type Row = Data["rows"][number];

interface Props extends Data {
  /** Rows can be ticked; what for is a matter of the features above. */
  selection?: ListSelection<Row>;
  /** More buttons beside the column chooser. */
  tools?: ReactNode;
}

/** The list of systems: own, shared by others, or both. */
export function SystemsPage({ selection, tools, ...data }: Props) {
  const t = useText(systemsText);
  const { slug, scope } = data;
  const definition = systemsList(scope, data.hiddenGroups);
  const columns = useColumns(
    data,
    definition.columns.map((column) => column.key),
  );
  return (
    <>
      <PageHeader
        title={scope === "shared" ? t.sharedTitle : t.title}
        lead={t.lead}
        actions={
          data.can.add && (
            <>
              <LinkButton href={hostedPath(slug)} variant="tertiary">
                {t.hosted}
              </LinkButton>
              <LinkButton href={newUsagePath(slug)} icon="plus">
                {t.add}
              </LinkButton>
            </>
          )
        }
      />
      {!data.isPreview && (
        <Tabs
          label={t.scopeLabel}
          tabs={SCOPES.map((each) => ({
            label: t.scopes[each],
            href: systemsPath(slug, each === "own" ? "" : `?scope=${each}`),
            isCurrent: each === scope,
          }))}
        />
      )}
      <ListPage
        definition={definition}
        view={data.view}
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        caption={t.listCaption}
        searchLabel={t.searchLabel}
        columnsAction={data.isPreview ? undefined : listColumnsPath(slug, definition.list)}
        maySetStandard={data.views?.maySetStandard}
        tools={
          <>
            {tools}
            {data.views && <ViewMenu {...data.views} shown={data.view.shown} />}
          </>
        }
        selection={selection}
        exportPath={systemsPath(slug)}
        empty={<Empty {...data} />}
      />
    </>
  );
}

function Empty({ slug, scope, can }: Pick<Data, "slug" | "scope" | "can">) {
  const t = useText(systemsText);
  if (scope !== "own")
    return (
      <EmptyState title={t.emptySharedTitle} icon="cooperation">
        <p>{t.emptySharedText}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      title={t.emptyOwnTitle}
      icon="systems"
      actions={
        can.add && (
          <>
            <LinkButton href={`/${slug}/imports/new`}>{t.importLink}</LinkButton>
            <LinkButton href={newUsagePath(slug)} variant="secondary">
              {t.add}
            </LinkButton>
          </>
        )
      }
    >
      <p>{t.emptyOwnText}</p>
    </EmptyState>
  );
}

const MAIN_FILTERS = new Set(["lifecycle", "functions", "owner"]);
const NUMBERS = new Set(["integer", "money", "level"]);

function useColumns(data: Data, keys: readonly string[]): Record<string, ListPageColumn<Row>> {
  const f = useText(fieldsText);
  const functions = useMemo(
    () => new Map(data.functions.map(({ id, name }) => [id, name])),
    [data.functions],
  );
  const options = (key: string): (Option | OptionGroup)[] | undefined => {
    if (key === "functions") return functionOptions(data.functions);
    if (key === "owner") return data.owners.map(({ id, name }) => ({ value: id, label: name }));
    return Object.entries(choicesOf(f, key)).map(([value, label]) => ({ value, label }));
  };
  return Object.fromEntries(
    keys.map((key) => [
      key,
      {
        label: fieldLabel(f, key),
        cell: (row: Row) =>
          key === "own_name" ? (
            <NameCell row={row} data={data} />
          ) : (
            <UsageCell field={key} value={row.values[key]} functions={functions} />
          ),
        align:
          key === "completeness" || (isField(key) && NUMBERS.has(fieldOf(key).kind))
            ? ("end" as const)
            : undefined,
        options: options(key),
        isMainFilter: MAIN_FILTERS.has(key),
      },
    ]),
  );
}

/** The functions under their groups, both in the order given. */
function functionOptions(functions: Data["functions"]): OptionGroup[] {
  const groups = new Map<string, Option[]>();
  for (const { id, name, group } of functions) {
    const options = groups.get(group) ?? [];
    options.push({ value: id, label: name });
    groups.set(group, options);
  }
  return [...groups].map(([group, options]) => ({ group, options }));
}

function NameCell({ row, data }: { row: Row; data: Pick<Data, "slug" | "tenantId" | "isPreview"> }) {
  const t = useText(systemsText);
  return (
    <>
      <a href={usagePath(data.slug, row.id)}>{row.own_name}</a>
      {row.is_hidden && (
        <>
          {" "}
          <Tag icon="eyeSlash">{t.hidden}</Tag>
        </>
      )}
    </>
  );
}
