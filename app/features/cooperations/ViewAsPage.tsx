import type { OrganisationKind } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { VisuallyHidden } from "../../ui/Values.tsx";
import { viewedAsPath } from "./cooperations.paths.ts";
import { cooperationsText } from "./cooperations.text.ts";
import { viewAsText } from "./view-as.text.ts";

interface Organisation {
  id: string;
  slug: string;
  name: string;
  kind: OrganisationKind;
  county: string | null;
}

/** Choosing whose eyes to look through: those in a cooperation with us, or anybody by search. */
export function ViewAsPage({
  slug,
  owner,
  peers,
  q,
  found,
}: {
  slug: string;
  owner: string;
  peers: readonly Organisation[];
  q: string;
  found: readonly Organisation[];
}) {
  const t = useText(viewAsText);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead(owner)} />
      <Section title={t.peers}>
        {peers.length === 0 ? (
          <EmptyState title={t.noPeers} level={3} icon="eyeSlash">
            <p>{t.noPeersText}</p>
          </EmptyState>
        ) : (
          <Organisations slug={slug} caption={t.peers} rows={peers} />
        )}
      </Section>
      <Section title={t.others}>
        <p className="muted">{t.othersLead}</p>
        <FilterBar searchLabel={t.search} fields={[]} active={[]} />
        {q && found.length === 0 && <EmptyState title={t.noHits} level={3} icon="search" />}
        {found.length > 0 && <Organisations slug={slug} caption={t.others} rows={found} />}
      </Section>
    </>
  );
}

function Organisations({
  slug,
  caption,
  rows,
}: {
  slug: string;
  caption: string;
  rows: readonly Organisation[];
}) {
  const t = useText(viewAsText);
  const words = useText(cooperationsText);
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { id: "name", heading: words.organisation, isRowHeader: true, cell: (row) => row.name },
        { id: "kind", heading: words.kind, cell: (row) => words.kinds[row.kind] },
        { id: "county", heading: words.county, cell: (row) => row.county },
        {
          id: "open",
          heading: words.action,
          cell: (row) => (
            <a href={viewedAsPath(slug, row.slug)} data-reload="">
              {t.open}
              <VisuallyHidden> {row.name}</VisuallyHidden>
            </a>
          ),
        },
      ]}
    />
  );
}
