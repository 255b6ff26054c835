import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { DateInput } from "../../ui/Inputs.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Stat, StatRow } from "../../ui/Stat.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Day, Missing, Money } from "../../ui/Values.tsx";
import { itemPartPath, licenceItemPath } from "./licences.paths.ts";
import { PoolPicture } from "./PoolPicture.tsx";
import type { ItemPageData } from "./page.server.ts";
import { poolText } from "./pool.text.ts";

/** The pool of an item: picture, loans that would help, figures by member, on any day. */
export function PoolSection({ data }: { data: ItemPageData }) {
  const t = useText(poolText);
  const format = useFormat();
  const { totals, licence, item, slug, day } = data;
  return (
    <Section title={day === data.today ? t.pool : t.poolOn(format.day(day))}>
      {totals ? <Totals totals={totals} distributesAll={licence.distributes_all} /> : <p>{t.tooFew}</p>}
      {item.metric === "inhabitant" && <p className="muted">{t.fromPopulation}</p>}
      <PoolPicture data={data} />
      <Proposals data={data} />
      <PoolTable data={data} />
      <Form method="get" action={licenceItemPath(slug, licence.id, item.id)} className="pool-day no-print">
        <DateInput name="day" label={t.otherDay} defaultValue={day} />
        <Button type="submit" variant="secondary">
          {t.show}
        </Button>
      </Form>
    </Section>
  );
}

/** The five figures of the whole pool, and what they mean. */
function Totals({
  totals,
  distributesAll,
}: {
  totals: NonNullable<ItemPageData["totals"]>;
  distributesAll: boolean;
}) {
  const t = useText(poolText);
  const format = useFormat();
  const number = (value: number) => format.number(value);
  const left = [
    totals.undistributed !== 0 && `${number(totals.undistributed)} ${t.undistributed}`,
    totals.reserved > 0 && t.reserved(number(totals.reserved)),
  ].filter((each) => each !== false);
  return (
    <>
      <StatRow>
        <Stat value={number(totals.bought)} label={t.bought} note={left.join(", ") || undefined} />
        <Stat value={number(totals.entitled)} label={t.entitled} />
        <Stat value={number(totals.used)} label={t.used} />
        <Stat value={number(totals.free)} label={t.free} />
        <Stat value={number(totals.overuse)} label={t.overuse} />
      </StatRow>
      {distributesAll && totals.undistributed > 0 && (
        <Alert tone="warning">
          <p>{t.mustDistribute(number(totals.undistributed))}</p>
        </Alert>
      )}
      <p className={totals.overuse > 0 ? undefined : "muted"}>
        {totals.overuse > 0 ? (
          <strong>
            {t.summary(number(totals.overuse), number(totals.net_short), number(totals.solvable))}
          </strong>
        ) : (
          t.noOveruse
        )}{" "}
        {totals.uncounted > 0 && t.uncounted(totals.uncounted)}
      </p>
    </>
  );
}

/** Loans that would help; one's own start from here. */
function Proposals({ data }: { data: ItemPageData }) {
  const t = useText(poolText);
  const format = useFormat();
  const { proposals, slug, licence, item, tenantId, can } = data;
  if (proposals.length === 0) return null;
  return (
    <>
      <h3 className="ds-heading" data-size="2xs">
        {t.proposals}
      </h3>
      {!licence.lends && <p className="muted">{t.lendingNo}</p>}
      <ul className="line-list">
        {proposals.slice(0, 20).map(({ lender, borrower, quantity }) => {
          const isLender = lender.id === tenantId;
          const other = isLender ? borrower.id : lender.id;
          const query = `?direction=${isLender ? "lend" : "borrow"}&other=${other}&quantity=${quantity}`;
          const words = t.proposal(lender.name, format.number(quantity), borrower.name);
          return (
            <li key={`${lender.id} ${borrower.id}`}>
              <div>{words}</div>
              {can.lend && (isLender || borrower.id === tenantId) && (
                <span className="no-print">
                  <LinkButton
                    href={itemPartPath(
                      slug,
                      { agreement: licence.id, item: item.id },
                      "loans",
                      `/new${query}`,
                    )}
                    variant="tertiary"
                    aria-label={`${t.propose}: ${words}`}
                  >
                    {t.propose}
                  </LinkButton>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

type Line = Omit<ItemPageData["picture"]["rows"][number], "party_order">;

function PoolTable({ data }: { data: ItemPageData }) {
  const t = useText(poolText);
  const format = useFormat();
  const { totals } = data;
  const { rows, hidden } = data.picture;
  const others: Line[] = hidden?.sums
    ? [
        {
          ...hidden.sums,
          party: "others",
          name: t.others(hidden.count),
          lent: 0,
          borrowed: 0,
          counted_on: null,
          cost_minor: null,
        },
      ]
    : [];
  const number = (
    id: "entitled" | "lent" | "borrowed" | "available" | "assigned" | "free" | "overuse",
  ): Column<Line> => ({
    id,
    heading: t.columns[id],
    align: "end",
    cell: (row) => format.number(row[id]),
  });
  const columns: Column<Line>[] = [
    { id: "name", heading: t.columns.name, isRowHeader: true, cell: (row) => row.name },
    number("entitled"),
    number("lent"),
    number("borrowed"),
    number("available"),
    number("assigned"),
    {
      id: "used",
      heading: t.columns.used,
      align: "end",
      cell: (row) => (row.used === null ? <Missing /> : format.number(row.used)),
    },
    {
      id: "counted",
      heading: t.columns.counted,
      cell: (row) =>
        data.item.metric === "inhabitant" && row.counted_on ? (
          t.populationOf(row.counted_on.slice(0, 4))
        ) : (
          <Day on={row.counted_on} />
        ),
    },
    number("free"),
    number("overuse"),
    { id: "cost", heading: t.columns.cost, align: "end", cell: (row) => <Money minor={row.cost_minor} /> },
  ];
  return (
    <>
      <Table
        caption={t.table}
        rows={[...rows, ...others]}
        rowKey={(row) => row.party}
        columns={columns}
        footer={totals && <SumRow totals={totals} />}
      />
      {hidden && <p className="muted">{hidden.sums ? t.othersNote : t.othersHidden(hidden.count)}</p>}
    </>
  );
}

/** The pool as a whole; what is lent and borrowed cancels out. */
function SumRow({ totals }: { totals: NonNullable<ItemPageData["totals"]> }) {
  const t = useText(poolText);
  const format = useFormat();
  const figures = [
    totals.entitled,
    null,
    null,
    totals.available,
    totals.assigned,
    totals.used,
    null,
    totals.free,
    totals.overuse,
    null,
  ];
  return (
    <tr>
      <th scope="row">{t.sum}</th>
      {figures.map((figure, index) => (
        <td key={String(index)} data-align="end">
          {figure === null ? "" : format.number(figure)}
        </td>
      ))}
    </tr>
  );
}
