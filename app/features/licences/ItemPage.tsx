import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag, type TagTone } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { itemPartPath, licencePath, licencesPath, loanPath } from "./licences.paths.ts";
import { licencesText } from "./licences.text.ts";
import { PoolSection } from "./PoolSection.tsx";
import type { ItemPageData } from "./page.server.ts";
import { poolText } from "./pool.text.ts";

/** One item: its pool in one picture and in figures, loans that would help, price, lending. */
export function ItemPage({ data, saved }: { data: ItemPageData; saved: boolean }) {
  const t = useText(poolText);
  const l = useText(licencesText);
  const { slug, licence, item, can } = data;
  const part = (name: Parameters<typeof itemPartPath>[2]) =>
    itemPartPath(slug, { agreement: licence.id, item: item.id }, name);
  return (
    <>
      <PageHeader
        title={item.name}
        crumbs={[
          { label: l.title, href: licencesPath(slug) },
          { label: licence.name, href: licencePath(slug, licence.id) },
        ]}
        meta={
          <>
            <Tag>{l.metrics[item.metric]}</Tag>
            {data.products
              .filter((product) => product.name !== item.name)
              .map((product) => (
                <Tag key={product.id} icon="product">
                  {product.name}
                </Tag>
              ))}
          </>
        }
        actions={
          <>
            {can.coordinate && (
              <LinkButton href={part("rights")} variant="secondary">
                {t.rights}
              </LinkButton>
            )}
            {can.own && (
              <LinkButton href={part("own")} variant="secondary">
                {t.own}
              </LinkButton>
            )}
          </>
        }
      />
      <Flash message={saved ? t.saved : null} />
      {item.is_unlimited ? <p>{t.unlimitedText}</p> : <PoolSection data={data} />}
      <PriceSection data={data} />
      {!item.is_unlimited && <LoansSection data={data} />}
      <div className="button-row no-print">
        {!item.is_unlimited && (
          <LinkButton href={part("true-up")} variant="secondary">
            {t.trueUp}
          </LinkButton>
        )}
        {(can.own || (can.coordinate && !item.is_unlimited)) && (
          <LinkButton href={part("counts")} variant="secondary" icon="import">
            {t.importCounts}
          </LinkButton>
        )}
        {can.coordinate && (
          <LinkButton href={part("edit")} variant="tertiary" icon="pencil">
            {t.edit}
          </LinkButton>
        )}
      </div>
    </>
  );
}

function PriceSection({ data: { price, reached, tiers, item } }: { data: ItemPageData }) {
  const t = useText(poolText);
  const l = useText(licencesText);
  const format = useFormat();
  const money = (minor: number) => format.money(minor, item.currency);
  type Row = (typeof tiers)[number];
  const columns: Column<Row>[] = [
    {
      id: "from",
      heading: t.priceColumns.from,
      isRowHeader: true,
      cell: (row) => format.number(row.from_quantity),
    },
    {
      id: "price",
      heading: t.priceColumns.price,
      align: "end",
      cell: (row) => `${money(row.unit_price_minor)} ${t.perPeriod[item.period_unit]}`,
    },
    {
      id: "state",
      heading: t.priceColumns.state,
      cell: (row) =>
        row.from_quantity === reached?.from_quantity ? <Tag tone="success">{t.reached}</Tag> : null,
    },
  ];
  return (
    <Section title={t.price}>
      <p>
        {l.priceModels[item.price_model]}. {reached && t.reachedNow(money(reached.unit_price_minor))}{" "}
        {price?.next && t.nextTier(format.number(price.next.missing), money(price.next.unit_price_minor))}
      </p>
      {price?.cheaper && (
        <Alert tone="info">
          <p>{t.cheaper(format.number(price.cheaper.quantity), money(price.cheaper.saves_minor))}</p>
        </Alert>
      )}
      {tiers.length > 0 && (
        <Table caption={l.tiers} rows={tiers} rowKey={(row) => row.id} columns={columns} />
      )}
      {price && price.quantity > 0 && (
        <DescriptionList
          items={[
            { term: t.together, value: money(price.together_minor) },
            { term: t.alone, value: money(price.alone_minor) },
            { term: t.saving, value: money(price.saving_minor) },
          ]}
        />
      )}
    </Section>
  );
}

const loanTones: Record<ItemPageData["loans"][number]["shown"], TagTone> = {
  proposed: "warning",
  accepted: "info",
  active: "success",
  recalled: "warning",
  declined: "neutral",
  withdrawn: "neutral",
  returned: "neutral",
  ended: "neutral",
};

/** Where a loan stands, in a word. */
export function LoanTag({ shown }: { shown: keyof typeof loanTones }) {
  const t = useText(poolText);
  return <Tag tone={loanTones[shown]}>{t.loanStates[shown]}</Tag>;
}

function LoansSection({ data }: { data: ItemPageData }) {
  const t = useText(poolText);
  const format = useFormat();
  const { loans, slug, licence, item, can } = data;
  type Row = (typeof loans)[number];
  const columns: Column<Row>[] = [
    {
      id: "sides",
      heading: t.loanColumns.sides,
      isRowHeader: true,
      cell: (row) => <a href={loanPath(slug, row.id)}>{t.loanSides(row.lender, row.borrower)}</a>,
    },
    {
      id: "quantity",
      heading: t.loanColumns.quantity,
      align: "end",
      cell: (row) => format.number(row.quantity),
    },
    { id: "from", heading: t.loanColumns.from, cell: (row) => <Day on={row.from_on} /> },
    { id: "to", heading: t.loanColumns.to, cell: (row) => <Day on={row.ends_on} /> },
    { id: "state", heading: t.loanColumns.state, cell: (row) => <LoanTag shown={row.shown} /> },
  ];
  return (
    <Section
      title={t.loans}
      actions={
        can.lend && (
          <LinkButton
            href={itemPartPath(slug, { agreement: licence.id, item: item.id }, "loans", "/new")}
            variant="secondary"
            icon="swap"
          >
            {t.propose}
          </LinkButton>
        )
      }
    >
      {loans.length > 0 ? (
        <Table caption={t.loans} rows={loans} rowKey={(row) => row.id} columns={columns} />
      ) : (
        <p className="muted">{licence.lends ? t.noLoans : t.lendingNo}</p>
      )}
    </Section>
  );
}
