import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Missing } from "../../ui/Values.tsx";
import { type RoleSystemsQuery, SHOWS } from "./role-systems.rules.ts";
import type { RoleSystem } from "./role-systems.server.ts";
import { heldOnPath, personRolesPath, roleSystemsPath, rolesFilePath, rolesPath } from "./roles.paths.ts";
import { rolesText } from "./roles.text.ts";

export interface RoleSystemsProps {
  slug: string;
  query: RoleSystemsQuery;
  rows: readonly RoleSystem[];
  page: number;
  pageSize: number;
  total: number;
  units: readonly { id: string; name: string }[];
  types: readonly { code: string; name_sv: string; name_en: string; is_mandatory: boolean }[];
  can: { assign: boolean };
}

/** Systems by role: the work list of missing ones, and what a cell of the matrix stands for. */
export function RoleSystemsPage(props: RoleSystemsProps) {
  const t = useText(rolesText);
  const { slug, query, rows } = props;
  const { unit, role, show } = query;
  const file = roleSystemsPath(slug, { unit: unit ?? undefined, role: role ?? undefined, show }).split(
    "?",
  )[1];
  const hasMandatory = props.types.some((type) => type.is_mandatory);
  return (
    <>
      <PageHeader
        title={show === "missing" ? t.listMissing : t.listTitle}
        crumbs={[{ label: t.title, href: rolesPath(slug) }]}
        actions={
          <LinkButton href={rolesFilePath(slug, `?${file}`)} variant="tertiary" icon="csv" download>
            {t.csv}
          </LinkButton>
        }
      />
      <Filters {...props} />
      {rows.length === 0 ? (
        <EmptyState title={t.noneTitle} icon="check">
          <p>{show !== "missing" || role || unit ? t.noneText : hasMandatory ? t.complete : t.noMandatory}</p>
        </EmptyState>
      ) : (
        <RoleSystemsTable {...props} />
      )}
      <Pager page={props.page} pageSize={props.pageSize} total={props.total} />
    </>
  );
}

function Filters({ query, units, types }: RoleSystemsProps) {
  const t = useText(rolesText);
  const locale = useLocale();
  const typeName = (type: { name_sv: string; name_en: string }) =>
    locale === "sv" ? type.name_sv : type.name_en;
  const role = types.find((type) => type.code === query.role);
  const unitName = query.unit === "none" ? t.noUnit : units.find((unit) => unit.id === query.unit)?.name;
  return (
    <FilterBar
      fields={["unit", "role", "show"]}
      active={[
        ...(query.unit && unitName
          ? [{ name: "unit", value: query.unit, label: `${t.filterUnit}: ${unitName}` }]
          : []),
        ...(role ? [{ name: "role", value: role.code, label: `${t.filterRole}: ${typeName(role)}` }] : []),
      ]}
    >
      <Select
        name="unit"
        label={t.filterUnit}
        empty={t.allUnits}
        defaultValue={query.unit ?? ""}
        options={[
          ...units.map((unit) => ({ value: unit.id, label: unit.name })),
          { value: "none", label: t.noUnit },
        ]}
      />
      <Select
        name="role"
        label={t.filterRole}
        empty={t.allRoles}
        defaultValue={query.role ?? ""}
        options={types.map((type) => ({ value: type.code, label: typeName(type) }))}
      />
      <Select
        name="show"
        label={t.filterShow}
        empty={false}
        defaultValue={query.show}
        options={SHOWS.map((show) => ({ value: show, label: t.shows[show] }))}
      />
    </FilterBar>
  );
}

function RoleSystemsTable({ slug, query, rows, can }: RoleSystemsProps) {
  const t = useText(rolesText);
  const format = useFormat();
  const locale = useLocale();
  const roleName = (row: RoleSystem) => (locale === "sv" ? row.role_sv : row.role_en);
  return (
    <Table
      caption={t.listTitle}
      rows={rows}
      rowKey={(row) => `${row.usage_id} ${row.role_type}`}
      columns={[
        {
          id: "system",
          heading: t.system,
          isRowHeader: true,
          cell: (row) => <a href={heldOnPath(slug, row.usage_id)}>{row.own_name}</a>,
        },
        { id: "unit", heading: t.unit, cell: (row) => row.unit ?? <Missing /> },
        {
          id: "role",
          heading: t.role,
          cell: (row) =>
            row.is_mandatory && query.show !== "missing"
              ? `${roleName(row)} (${t.mandatory})`
              : roleName(row),
        },
        {
          id: "holders",
          heading: t.holders,
          cell: (row) =>
            row.holders.length === 0 ? (
              <Tag tone={row.is_mandatory ? "warning" : "neutral"}>{t.nobody}</Tag>
            ) : (
              row.holders.map((holder) => (
                <span key={`${holder.id} ${holder.from_on}`} className="block">
                  <a href={personRolesPath(slug, holder.id)}>{holder.name}</a>{" "}
                  <span className="muted">
                    {[
                      holder.to_on && `${t.to.toLowerCase()} ${format.day(holder.to_on)}`,
                      holder.deputies.length > 0 && t.deputies(holder.deputies.join(", ")),
                    ]
                      .filter(Boolean)
                      .join(", ")}
                  </span>
                </span>
              ))
            ),
        },
        ...(can.assign
          ? [
              {
                id: "assign",
                heading: t.assign,
                cell: (row: RoleSystem) => (
                  <a
                    href={`${heldOnPath(slug, row.usage_id)}/roles?type=${row.role_type}`}
                    aria-label={t.assignTo(roleName(row), row.own_name)}
                  >
                    {t.assign}
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
