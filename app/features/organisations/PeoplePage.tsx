import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Table } from "../../ui/Table.tsx";
import { Missing } from "../../ui/Values.tsx";
import { newPersonPath, personPath, personRolesPath } from "./organisations.paths.ts";
import { organisationsText } from "./organisations.text.ts";

interface PersonRow {
  id: string;
  name: string;
  title: string | null;
  email: string | null;
  unit: string | null;
  roles: number;
  has_account: boolean;
}

/** The organisation's people, searched and paged. */
export function PeoplePage({
  slug,
  q,
  people,
  page,
  pageSize,
  total,
  can,
  done,
}: {
  slug: string;
  q: string;
  people: readonly PersonRow[];
  page: number;
  pageSize: number;
  total: number;
  can: { administer: boolean };
  done: string | null;
}) {
  const t = useText(organisationsText);
  return (
    <>
      <PageHeader
        title={t.people}
        lead={t.peopleLead}
        actions={
          can.administer && (
            <LinkButton href={newPersonPath(slug)} icon="plus">
              {t.addPerson}
            </LinkButton>
          )
        }
      />
      <Flash message={done === "saved" ? t.saved : done === "removed" && t.removed} />
      <FilterBar
        searchLabel={t.searchPeople}
        fields={[]}
        active={q ? [{ name: "q", value: q, label: q }] : []}
      />
      {people.length === 0 ? (
        <EmptyState title={t.noPeople} icon="people">
          <p>{t.noPeopleText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.people}
          rows={people}
          rowKey={(row) => row.id}
          columns={[
            {
              id: "name",
              heading: t.name,
              isRowHeader: true,
              cell: (row) => (can.administer ? <a href={personPath(slug, row.id)}>{row.name}</a> : row.name),
            },
            { id: "title", heading: t.title, cell: (row) => row.title ?? <Missing /> },
            { id: "unit", heading: t.unit, cell: (row) => row.unit ?? <Missing /> },
            { id: "email", heading: t.email, cell: (row) => row.email ?? <Missing /> },
            {
              id: "use",
              heading: t.use,
              cell: (row) => (
                <>
                  {row.has_account && `${t.hasAccount}, `}
                  <a href={personRolesPath(slug, row.id)} aria-label={t.rolesOf(row.name, row.roles)}>
                    {t.roles(row.roles)}
                  </a>
                </>
              ),
            },
          ]}
        />
      )}
      <Pager page={page} pageSize={pageSize} total={total} />
    </>
  );
}
