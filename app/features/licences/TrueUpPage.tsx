import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, MoneyInput, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day, Missing, Money } from "../../ui/Values.tsx";
import { LicenceForm, type Posted, useLicenceErrors, useLicenceFields } from "./LicenceForm.tsx";
import { itemPartPath } from "./licences.paths.ts";
import { useItemCrumbs } from "./RightsPage.tsx";
import { trueUpText } from "./true-up.text.ts";
import type { TrueUpData } from "./true-ups.server.ts";

type Props = { data: TrueUpData } & Posted;

/** The true-up of an item: where it stands, its rows, and the one next step. */
export function TrueUpPage({ data, isSaved, ...posted }: Props & { isSaved: boolean }) {
  const t = useText(trueUpText);
  const format = useFormat();
  const { slug, licence, item, trueUp, can, isOwn } = data;
  const errors = useLicenceErrors(posted);
  return (
    <>
      <PageHeader
        title={t.title(item.name)}
        lead={t.lead}
        crumbs={useItemCrumbs(slug, licence, item)}
        meta={
          trueUp && (
            <>
              <Tag tone={trueUp.state === "settled" ? "success" : "info"}>{t.states[trueUp.state]}</Tag>
              <Tag>{t.asOf(format.day(trueUp.as_of_on))}</Tag>
              {trueUp.corrects_id && <Tag tone="warning">{t.correction}</Tag>}
            </>
          )
        }
      />
      <Flash message={isSaved ? t.saved : null} />
      {posted.errors && !["start", "ordered", "correct"].includes(String(posted.typed?.intent)) && (
        <ErrorSummary errors={errors} />
      )}
      {!trueUp && <p className="muted">{t.none}</p>}
      {trueUp?.reason && <p>{t.reasonShown(trueUp.reason)}</p>}
      {!isOwn && trueUp && <p className="muted">{t.onlyCoordinator}</p>}
      {trueUp && <Rows data={data} />}
      <Ordered data={data} {...posted} />
      {can.step && <NextStep data={data} {...posted} />}
      <OtherRuns data={data} {...posted} />
    </>
  );
}

function Rows({ data: { rows, trueUp, can } }: { data: TrueUpData }) {
  const t = useText(trueUpText);
  const format = useFormat();
  type Row = (typeof rows)[number];
  const figure = (value: number | null) => (value === null ? <Missing /> : format.number(Number(value)));
  const columns: Column<Row>[] = [
    { id: "name", heading: t.columns.name, isRowHeader: true, cell: (row) => row.name },
    {
      id: "used",
      heading: t.columns.used,
      align: "end",
      cell: (row) =>
        row.isCountHidden || (row.used !== null && !row.is_stale) ? (
          figure(row.used)
        ) : row.is_marked_missing ? (
          <Tag>{t.markedMissing}</Tag>
        ) : (
          <>
            {row.used === null ? <Tag tone="warning">{t.missing}</Tag> : figure(row.used)}
            {can.step && trueUp?.state === "open" && (
              <Form method="post">
                <input type="hidden" name="intent" value="missing" />
                <input type="hidden" name="version" value={trueUp.version} />
                <input type="hidden" name="organisation" value={row.organisation_id} />
                <Button type="submit" variant="tertiary" aria-label={t.markMissingLabel(row.name)}>
                  {t.markMissing}
                </Button>
              </Form>
            )}
          </>
        ),
    },
    {
      id: "counted",
      heading: t.columns.counted,
      cell: (row) => (
        <>
          <Day on={row.counted_on} /> {row.is_stale && <Tag tone="warning">{t.stale}</Tag>}
        </>
      ),
    },
    { id: "available", heading: t.columns.available, align: "end", cell: (row) => figure(row.available) },
    { id: "overuse", heading: t.columns.overuse, align: "end", cell: (row) => figure(row.overuse) },
    { id: "ordered", heading: t.columns.ordered, align: "end", cell: (row) => figure(row.ordered) },
    {
      id: "share",
      heading: t.columns.share,
      align: "end",
      cell: (row) => <Money minor={Number(row.share_minor)} currency={trueUp?.currency} />,
    },
  ];
  return <Table caption={t.caption} rows={rows} rowKey={(row) => row.organisation_id} columns={columns} />;
}

/** The one step that is next. */
function NextStep({ data, ...posted }: Props) {
  const t = useText(trueUpText);
  const format = useFormat();
  const { trueUp, licence, unit_price_minor } = data;
  const field = useLicenceFields(posted, {
    as_of_on: data.today,
    valid_from: data.today,
    valid_to: licence.ends_on ?? "",
    unit_price: unit_price_minor === null ? "" : (unit_price_minor / 100).toFixed(2).replace(".", ","),
  });
  const start = (
    <LicenceForm posted={posted} intent="start" submit={t.start}>
      <DateInput {...field("as_of_on")} label={t.asOfField} required />
    </LicenceForm>
  );
  if (!trueUp) return start;
  const version = <input type="hidden" name="version" value={trueUp.version} />;
  if (trueUp.state === "open")
    return (
      <div className="button-row">
        <LicenceForm posted={{ ...posted, errors: undefined }} intent="counted" submit={t.toCounted}>
          {version}
        </LicenceForm>
        <Form method="post">
          {version}
          <input type="hidden" name="intent" value="refresh" />
          <Button type="submit" variant="secondary">
            {t.refresh}
          </Button>
        </Form>
      </div>
    );
  if (trueUp.state === "counted")
    return (
      <Section title={t.proposals}>
        {data.proposals.length === 0 && <p className="muted">{t.noProposals}</p>}
        <ul className="ds-list">
          {data.proposals.map(({ lender, borrower, quantity }) => (
            <li key={`${lender} ${borrower}`}>
              {t.proposal(lender ?? "", format.number(quantity), borrower ?? "")}
            </li>
          ))}
        </ul>
        {data.proposals.length > 0 && (
          <p>
            <a href={itemPartPath(data.slug, { agreement: licence.id, item: data.item.id }, "rights")}>
              {t.moveRights}
            </a>
          </p>
        )}
        <LicenceForm posted={{ ...posted, errors: undefined }} intent="balanced" submit={t.toBalanced}>
          {version}
        </LicenceForm>
      </Section>
    );
  if (trueUp.state === "balanced")
    return (
      <Section title={t.order}>
        <p>
          {Number(trueUp.quantity) > 0
            ? t.orderText(format.number(Number(trueUp.quantity)))
            : t.nothingToOrder}
        </p>
        <LicenceForm posted={posted} intent="ordered" submit={t.toOrdered}>
          {version}
          {Number(trueUp.quantity) > 0 && (
            <>
              <MoneyInput {...field("unit_price")} label={t.unitPrice} required />
              <TextInput {...field("order_ref")} label={t.orderRef} maxLength={200} />
              <DateInput {...field("valid_from")} label={t.validFrom} />
              <DateInput {...field("valid_to")} label={t.validTo} />
            </>
          )}
          <TextInput
            {...field("authority_ref")}
            label={t.authority}
            description={t.authorityHint}
            required
            maxLength={300}
          />
        </LicenceForm>
      </Section>
    );
  if (trueUp.state === "ordered")
    return (
      <LicenceForm posted={{ ...posted, errors: undefined }} intent="settled" submit={t.toSettled}>
        {version}
      </LicenceForm>
    );
  return (
    <>
      <Section title={t.next}>{start}</Section>
      <Section title={t.correct}>
        <p>{t.correctText}</p>
        <LicenceForm posted={posted} intent="correct" submit={t.correct}>
          <TextArea {...field("reason")} label={t.reason} required rows={2} maxLength={2000} />
        </LicenceForm>
      </Section>
    </>
  );
}

/** What was ordered and on what authority, for everybody whom it does not tell a hidden member's over-use. */
function Ordered({ data: { trueUp, isOwn, hasTotals } }: Props) {
  const t = useText(trueUpText);
  const format = useFormat();
  if (!trueUp || trueUp.total_minor === null || !(isOwn || hasTotals)) return null;
  const total = format.money(Number(trueUp.total_minor), trueUp.currency);
  return (
    <p>
      {t.ordered(format.number(Number(trueUp.quantity)), total, trueUp.authority_ref ?? "")}{" "}
      {trueUp.settled_on && t.settledOn(format.day(trueUp.settled_on))}
    </p>
  );
}

/** Other runs of the same item, to look at. */
function OtherRuns({ data: { slug, licence, item, runs } }: Props) {
  const t = useText(trueUpText);
  const format = useFormat();
  if (runs.length === 0) return null;
  return (
    <Section title={t.others}>
      <ul className="line-list">
        {runs.map((run) => (
          <li key={run.id}>
            <a
              href={itemPartPath(slug, { agreement: licence.id, item: item.id }, "true-up", `?run=${run.id}`)}
            >
              {t.asOf(format.day(run.as_of_on))}
              {run.isCorrection && `, ${t.correction.toLowerCase()}`}
            </a>
            <Tag tone={run.state === "settled" ? "success" : "info"}>{t.states[run.state]}</Tag>
          </li>
        ))}
      </ul>
    </Section>
  );
}
