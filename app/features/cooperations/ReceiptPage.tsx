import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { type ActiveFilter, FilterBar } from "../../ui/FilterBar.tsx";
import { DateInput, Select } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Timestamp } from "../../ui/Values.tsx";
import { receiptFilePath, sharingPath } from "./cooperations.paths.ts";
import { openedVia, type ReceiptFilter } from "./receipt.form.ts";
import { receiptText } from "./receipt.text.ts";
import { circleName } from "./SharingMatrix.tsx";
import { groupsByOrganisation, groupsOf, type OpenShare, type SharingCircle } from "./sharing.rules.ts";
import { sharingText } from "./sharing.text.ts";

interface OpeningRow {
  seen_on: string;
  first_at: string;
  via: (typeof openedVia)[number];
  object_id: string | null;
  own_name: string | null;
  organisation: string;
}

export interface ReceiptPageProps {
  slug: string;
  circles: readonly SharingCircle[];
  shares: readonly OpenShare[];
  viewers: readonly { id: string; slug: string; name: string; last_on: string }[];
  openings: readonly OpeningRow[];
  total: number;
  page: number;
  pageSize: number;
  filter: ReceiptFilter;
  /** The filter as a query, for the file with the same rows. */
  query: string;
}

/** What is shared with whom now, and who has opened what when. */
export function ReceiptPage(props: ReceiptPageProps) {
  const { slug, circles } = props;
  const t = useText(receiptText);
  const words = useText(sharingText);
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <LinkButton href={sharingPath(slug)} variant="secondary">
            {words.title}
          </LinkButton>
        }
      />
      <Section title={t.now}>
        {circles.length === 0 ? (
          <EmptyState title={t.none} level={3} icon="eyeSlash">
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <>
            <ByCircle {...props} />
            <ByOrganisation {...props} />
          </>
        )}
      </Section>
      <Openings {...props} />
    </>
  );
}

function ByCircle({ circles, shares }: ReceiptPageProps) {
  const t = useText(receiptText);
  const words = useText(sharingText);
  return (
    <Table
      caption={t.byCircle}
      showCaption
      rows={circles}
      rowKey={(row) => row.id}
      columns={[
        {
          id: "circle",
          heading: t.circle,
          isRowHeader: true,
          cell: (row) => circleName(row, words.everyone),
        },
        {
          id: "groups",
          heading: t.sharedGroups,
          cell: (row) => {
            const groups = groupsOf(shares, row.id);
            return groups.length > 0 ? groups.map((group) => words.groups[group]).join(", ") : t.nothing;
          },
        },
        {
          id: "seen",
          heading: t.seenBy,
          cell: (row) => row.organisations.map((each) => each.name).join(", ") || t.nobody,
        },
      ]}
    />
  );
}

function ByOrganisation({ circles, shares, viewers }: ReceiptPageProps) {
  const t = useText(receiptText);
  const words = useText(sharingText);
  return (
    <Table
      caption={t.byOrganisation}
      showCaption
      rows={groupsByOrganisation(circles, shares)}
      rowKey={(row) => row.id}
      columns={[
        { id: "name", heading: t.organisation, isRowHeader: true, cell: (row) => row.name },
        {
          id: "groups",
          heading: t.sees,
          cell: (row) => row.groups.map((group) => words.groups[group]).join(", ") || t.seesNothing,
        },
        {
          id: "last",
          heading: t.lastOpened,
          cell: (row) => {
            const last = viewers.find((viewer) => viewer.id === row.id)?.last_on;
            return last ? <Day on={last} /> : <span className="muted">{t.never}</span>;
          },
        },
      ]}
    />
  );
}

function Openings({ slug, viewers, openings, total, page, pageSize, filter, query }: ReceiptPageProps) {
  const t = useText(receiptText);
  const organisation = viewers.find((viewer) => viewer.slug === filter.organisation);
  const active: ActiveFilter[] = [
    organisation && { name: "organisation", value: organisation.slug, label: organisation.name },
    filter.via && { name: "via", value: filter.via, label: t.ways[filter.via] },
    filter.from && { name: "from", value: filter.from, label: `${t.fromDay} ${filter.from}` },
    filter.to && { name: "to", value: filter.to, label: `${t.toDay} ${filter.to}` },
  ].filter((each) => each !== undefined && each !== "");
  if (viewers.length === 0)
    return (
      <Section title={t.opened}>
        <EmptyState title={t.openedNone} level={3} icon="eye">
          <p>{t.openedNoneText}</p>
        </EmptyState>
      </Section>
    );
  return (
    <Section
      title={t.opened}
      actions={
        <LinkButton href={`${receiptFilePath(slug)}${query}`} variant="secondary" icon="csv" download>
          {t.download}
        </LinkButton>
      }
    >
      <p className="muted">
        {t.openedLead} {t.exported}
      </p>
      <FilterBar fields={["organisation", "via", "from", "to"]} active={active}>
        <Select
          name="organisation"
          label={t.organisation}
          empty={t.allOrganisations}
          defaultValue={filter.organisation}
          options={viewers.map((viewer) => ({ value: viewer.slug, label: viewer.name }))}
        />
        <Select
          name="via"
          label={t.via}
          empty={t.allWays}
          defaultValue={filter.via}
          options={openedVia.map((via) => ({ value: via, label: t.ways[via] }))}
        />
        <DateInput name="from" label={t.fromDay} defaultValue={filter.from} />
        <DateInput name="to" label={t.toDay} defaultValue={filter.to} />
      </FilterBar>
      {openings.length === 0 ? (
        <EmptyState title={t.openedNoHits} level={3} icon="search" />
      ) : (
        <Table
          caption={t.opened}
          rows={openings}
          rowKey={(row) => `${row.seen_on} ${row.organisation} ${row.via} ${row.object_id}`}
          columns={[
            { id: "first", heading: t.first, isNarrow: true, cell: (row) => <Timestamp at={row.first_at} /> },
            {
              id: "organisation",
              heading: t.organisation,
              isRowHeader: true,
              cell: (row) => row.organisation,
            },
            { id: "via", heading: t.via, cell: (row) => t.ways[row.via] },
            {
              id: "what",
              heading: t.what,
              cell: (row) => row.own_name ?? (row.object_id ? t.gone : t.several),
            },
          ]}
        />
      )}
      <Pager page={page} pageSize={pageSize} total={total} />
    </Section>
  );
}
