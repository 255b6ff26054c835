import { Form } from "@remix-run/react";
import type { OrganisationKind } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { cooperationPath, cooperationsPath } from "./cooperations.paths.ts";
import { cooperationsText } from "./cooperations.text.ts";

export interface InvitableOrganisation {
  id: string;
  slug: string;
  full_name: string;
  kind: OrganisationKind;
  county: string | null;
  /** Member or invited already. */
  isIn: boolean;
}

/** The directory, searched, with a button per organisation. */
export function InvitationsPage({
  slug,
  cooperation,
  q,
  found,
  invited,
}: {
  slug: string;
  cooperation: { id: string; name: string };
  q: string;
  found: readonly InvitableOrganisation[];
  /** Name of the organisation that was invited just now. */
  invited: string | null;
}) {
  const t = useText(cooperationsText);
  return (
    <>
      <PageHeader
        title={t.inviteTitle}
        lead={t.inviteLead}
        crumbs={[
          { label: t.title, href: cooperationsPath(slug) },
          { label: cooperation.name, href: cooperationPath(slug, cooperation.id) },
        ]}
      />
      <Flash message={invited && t.invited(invited)} />
      <FilterBar searchLabel={t.inviteSearch} fields={[]} active={[]} />
      {q && found.length === 0 && (
        <EmptyState title={t.noHits} icon="search">
          <p>{t.noHitsText}</p>
        </EmptyState>
      )}
      {found.length > 0 && (
        <Table
          caption={t.inviteTitle}
          rows={found}
          rowKey={(row) => row.id}
          columns={[
            { id: "name", heading: t.organisation, isRowHeader: true, cell: (row) => row.full_name },
            { id: "kind", heading: t.kind, cell: (row) => t.kinds[row.kind] },
            { id: "county", heading: t.county, cell: (row) => row.county },
            {
              id: "invite",
              heading: t.action,
              cell: (row) =>
                row.isIn ? (
                  <span className="muted">{t.alreadyMember}</span>
                ) : (
                  <Form method="post">
                    <input type="hidden" name="organisation" value={row.slug} />
                    <Button type="submit" variant="secondary" aria-label={t.inviteThis(row.full_name)}>
                      {t.invite}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      )}
    </>
  );
}
