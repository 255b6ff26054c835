import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, Missing, Money } from "../../ui/Values.tsx";
import { contractPath } from "../contracts/contracts.paths.ts";
import { LeavingTag } from "../cooperations/LeavingTag.tsx";
import { licenceItemPath, licencePartPath, licencePath, licencesPath } from "./licences.paths.ts";
import { licencesText } from "./licences.text.ts";
import type { LicencePageData } from "./page.server.ts";
import { LicenceStateTag } from "./RegisterPage.tsx";

/** One agreement: joint terms, items with their pools, members, and what it costs the reader. */
export function LicencePage({ data, saved }: { data: LicencePageData; saved: string | null }) {
  const t = useText(licencesText);
  const { licence, slug, can, isOwn } = data;
  return (
    <>
      <PageHeader
        title={licence.name}
        crumbs={[{ label: t.title, href: licencesPath(slug) }]}
        meta={
          <>
            <LicenceStateTag state={licence.state} />
            <Tag icon="cooperation">{isOwn ? t.youCoordinate : t.coordinatedBy(licence.coordinator)}</Tag>
          </>
        }
        actions={
          can.edit && (
            <LinkButton href={licencePartPath(slug, licence.id, "edit")} variant="secondary" icon="pencil">
              {t.edit}
            </LinkButton>
          )
        }
      />
      <Flash message={saved ? t.saved[saved] : null} />
      <Items data={data} />
      <Terms data={data} />
      <Members data={data} />
      <Costs data={data} />
      <Comment data={data} />
      <div className="button-row no-print">
        {can.history && (
          <LinkButton href={licencePartPath(slug, licence.id, "history")} variant="tertiary" icon="history">
            {t.changes}
          </LinkButton>
        )}
        {can.leave && (
          <LinkButton
            href={licencePartPath(slug, licence.id, "departure")}
            variant="secondary"
            color={can.isLeaving ? undefined : "danger"}
          >
            {can.isLeaving ? t.leaving : t.leave}
          </LinkButton>
        )}
      </div>
    </>
  );
}

function Items({ data: { slug, licence, items, can } }: { data: LicencePageData }) {
  const t = useText(licencesText);
  const format = useFormat();
  type Row = (typeof items)[number];
  const figure = (key: "bought" | "used" | "free" | "overuse") => (row: Row) =>
    row.is_unlimited || !row.totals ? <Missing /> : format.number(row.totals[key]);
  const columns: Column<Row>[] = [
    {
      id: "name",
      heading: t.itemColumns.name,
      isRowHeader: true,
      cell: (row) => <a href={licenceItemPath(slug, licence.id, row.id)}>{row.name}</a>,
    },
    { id: "metric", heading: t.itemColumns.metric, cell: (row) => t.metrics[row.metric] },
    {
      id: "bought",
      heading: t.itemColumns.bought,
      align: "end",
      cell: (row) => (row.is_unlimited ? t.unlimited : figure("bought")(row)),
    },
    { id: "used", heading: t.itemColumns.used, align: "end", cell: figure("used") },
    { id: "free", heading: t.itemColumns.free, align: "end", cell: figure("free") },
    { id: "overuse", heading: t.itemColumns.overuse, align: "end", cell: figure("overuse") },
    {
      id: "ours",
      heading: t.itemColumns.ours,
      align: "end",
      cell: ({ mine, is_unlimited }) =>
        mine && !is_unlimited ? (
          `${format.number(mine.available)} / ${mine.used === null ? t.notCounted : format.number(mine.used)}`
        ) : (
          <Missing />
        ),
    },
  ];
  return (
    <Section
      title={t.items}
      actions={
        can.edit && (
          <LinkButton
            href={licencePartPath(slug, licence.id, "items", "/new")}
            variant="secondary"
            icon="plus"
          >
            {t.addItem}
          </LinkButton>
        )
      }
    >
      {items.length > 0 ? (
        <>
          <Table caption={t.items} rows={items} rowKey={(row) => row.id} columns={columns} />
          {items.some((row) => !row.totals) && <p className="muted">{t.tooFew}</p>}
        </>
      ) : (
        <p className="muted">{t.noItems}</p>
      )}
    </Section>
  );
}

/** Joint terms; those that are inherited are locked at members, who can ask about them. */
function Terms({ data }: { data: LicencePageData }) {
  const t = useText(licencesText);
  const format = useFormat();
  const { licence, slug, inherited, can, isOwn, contract } = data;
  const item = (field: string, value: ReactNode) => ({
    term: t.fields[field],
    value: (
      <>
        {value}
        {!isOwn && inherited.includes(field) && (
          <span className="licence-locked">
            <Icon name="lock" label={t.locked} />{" "}
            {can.ask && (
              <a
                href={licencePartPath(slug, licence.id, "question", `?field=${field}`)}
                aria-label={t.askAbout(t.fields[field] ?? field)}
              >
                {t.ask}
              </a>
            )}
          </span>
        )}
      </>
    ),
  });
  return (
    <Section title={t.terms}>
      <DescriptionList
        items={[
          ...(contract
            ? [
                {
                  term: t.contract,
                  value: <a href={contractPath(slug, contract.id)}>{contract.name}</a>,
                  note: t.contractNote,
                },
              ]
            : []),
          ...(data.supersedes
            ? [
                {
                  term: t.supersedes,
                  value: <a href={licencePath(slug, data.supersedes.id)}>{data.supersedes.name}</a>,
                },
              ]
            : []),
          item("supplier", licence.supplier ?? <Missing />),
          item("framework_text", licence.framework_text ?? <Missing />),
          item("starts_on", <Day on={licence.starts_on} />),
          item("ends_on", licence.ends_on ? <Day on={licence.ends_on} /> : t.openEnded),
          item(
            "lending",
            licence.lending_allowed && licence.lending_basis
              ? t.lendingYes(licence.lending_basis, licence.recall_days)
              : t.lendingNo,
          ),
          item("overuse_rule", t.overuse[licence.overuse_rule]),
          item("count_interval_days", t.days(licence.count_interval_days)),
          item("true_up_rule", t.trueUpRules[licence.true_up_rule]),
          ...(licence.is_multi_year ? [{ term: t.multiYear, value: t.isYes }] : []),
          ...(licence.distributes_all ? [{ term: t.distributesAll, value: t.isYes }] : []),
          ...(licence.ceiling_minor !== null
            ? [{ term: t.ceiling, value: format.money(Number(licence.ceiling_minor)) }]
            : []),
          item("terms", licence.terms ? <span className="prewrap">{licence.terms}</span> : <Missing />),
        ]}
      />
    </Section>
  );
}

function Members({ data: { slug, licence, members, leaving, can } }: { data: LicencePageData }) {
  const t = useText(licencesText);
  type Row = (typeof members)[number];
  const columns: Column<Row>[] = [
    {
      id: "name",
      heading: t.memberColumns.name,
      isRowHeader: true,
      cell: (row) => (
        <>
          {row.name} <LeavingTag on={leaving[row.organisation_id]} />
        </>
      ),
    },
    { id: "role", heading: t.memberColumns.role, cell: (row) => t.roles[row.role] },
    { id: "joined", heading: t.memberColumns.joined, cell: (row) => <Day on={row.joined_on} /> },
    {
      id: "leaves",
      heading: t.memberColumns.leaves,
      cell: (row) => <Day on={row.leaves_on ?? row.own_ends_on} />,
    },
    {
      id: "state",
      heading: t.memberColumns.state,
      cell: (row) => (
        <Tag tone={row.is_confirmed ? "success" : row.is_declined ? "danger" : "warning"}>
          {row.is_confirmed ? t.confirmed : row.is_declined ? t.declined : t.waiting}
        </Tag>
      ),
    },
  ];
  return (
    <Section
      title={t.members}
      actions={
        can.edit && (
          <LinkButton href={licencePartPath(slug, licence.id, "members")} variant="secondary" icon="people">
            {t.manageMembers}
          </LinkButton>
        )
      }
    >
      <Table caption={t.members} rows={members} rowKey={(row) => row.organisation_id} columns={columns} />
    </Section>
  );
}

/** What the organisation has written down for itself. */
function Comment({ data: { slug, licence, comment, can } }: { data: LicencePageData }) {
  const t = useText(licencesText);
  if (!comment && !can.comment) return null;
  return (
    <Section
      title={t.comment}
      actions={
        can.comment && (
          <LinkButton href={licencePartPath(slug, licence.id, "comment")} variant="tertiary" icon="pencil">
            {comment ? t.editComment : t.addComment}
          </LinkButton>
        )
      }
    >
      <p className={comment ? "prewrap" : "muted"}>{comment ?? t.commentLead}</p>
    </Section>
  );
}

function Costs({ data: { costs } }: { data: LicencePageData }) {
  const t = useText(licencesText);
  type Row = (typeof costs)[number];
  const columns: Column<Row>[] = [
    { id: "what", heading: t.costColumns.what, isRowHeader: true, cell: (row) => row.note ?? t.periods.year },
    {
      id: "amount",
      heading: t.costColumns.amount,
      align: "end",
      cell: (row) => (
        <>
          <Money minor={row.amount_minor} currency={row.currency} /> {row.per && t.pers[row.per]}
        </>
      ),
    },
    { id: "from", heading: t.costColumns.from, cell: (row) => <Day on={row.valid_from} /> },
    { id: "to", heading: t.costColumns.to, cell: (row) => <Day on={row.valid_to} /> },
    { id: "status", heading: t.costColumns.status, cell: (row) => t.costStatuses[row.status] },
  ];
  return (
    <Section title={t.costs}>
      {costs.length > 0 ? (
        <Table caption={t.costs} rows={costs} rowKey={(row) => row.id} columns={columns} />
      ) : (
        <p className="muted">{t.noCosts}</p>
      )}
    </Section>
  );
}
