import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { DateInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Day, Money } from "../../ui/Values.tsx";
import type { loadChanges, loadIndex } from "./index.server.ts";
import { PartPage, type Posted, useFields } from "./PartPage.tsx";
import { useChoices } from "./PartPages.tsx";
import { partsText } from "./parts.text.ts";
import { choiceWord, wordsText } from "./words.text.ts";

type IndexData = Data<typeof loadIndex> & { keys: { value: string; adjustment: string } };
type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

/** How the price follows an index: its terms, the figures, and each adjustment with what it was worked out from. */
export function IndexPage({ data, ...posted }: { data: IndexData } & Posted) {
  const t = useText(partsText);
  const format = useFormat();
  const what = String(posted.typed?.what ?? "");
  const of = (part: string): Posted =>
    what === part ? posted : { ...posted, typed: undefined, errors: undefined };
  const field = useFields(of("index"));
  const known = (series: string, period: string) =>
    data.values.some((value) => value.series === series && value.period === period);
  const number = (text: string | null) => (text === null ? "" : format.number(Number(text), 4));
  return (
    <PartPage
      title={t.indexTitle(data.contract.name)}
      {...data}
      {...of("index")}
      isSaved={posted.isSaved}
      none={t.indexNone}
      lines={data.indexes.map((index) => ({
        id: index.id,
        removeLabel: data.isOwn ? t.removeLabel(index.series) : undefined,
        content: (
          <>
            <strong>{t.indexLine(index.series, index.base_period, number(index.indexed_share))}</strong>
            <span className="muted">
              {" "}
              {[
                index.cap && t.capped(number(index.cap)),
                index.floor && t.floored(number(index.floor)),
                index.adjust_on && `${t.adjustOn}: ${format.day(index.adjust_on)}`,
                data.isOwn && !known(index.series, index.base_period) && t.missingBase(index.base_period),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </>
        ),
      }))}
      add={data.isOwn ? t.indexAdd : undefined}
      fields={
        <div className="field-grid">
          <input type="hidden" name="what" value="index" />
          <TextInput
            {...field("series")}
            label={t.series}
            description={t.seriesHelp}
            maxLength={200}
            required
          />
          <TextInput
            {...field("base_period")}
            label={t.basePeriod}
            description={t.periodHelp}
            maxLength={20}
            required
          />
          <NumberInput {...field("indexed_share")} label={t.indexedShare} unit="%" required />
          <NumberInput {...field("cap")} label={t.cap} unit="%" />
          <NumberInput {...field("floor")} label={t.floor} unit="%" />
          <DateInput {...field("adjust_on")} label={t.adjustOn} />
          <NumberInput {...field("notify_days")} label={t.notifyDays} />
        </div>
      }
    >
      {data.isOwn && data.indexes.length > 0 && <Values data={data} posted={of("value")} />}
      <Adjustments data={data} posted={of("adjustment")} />
    </PartPage>
  );
}

function Values({ data, posted }: { data: IndexData; posted: Posted }) {
  const t = useText(partsText);
  const format = useFormat();
  const field = useFields(posted);
  const id = (name: string) => ({ ...field(name), id: `field-value-${name}` });
  return (
    <Section title={t.valuesTitle}>
      {data.values.length === 0 ? (
        <p className="muted">{t.valuesNone}</p>
      ) : (
        <Table
          caption={t.valuesTitle}
          rows={data.values}
          rowKey={(row) => `${row.series} ${row.period}`}
          columns={[
            { id: "series", heading: t.series, isRowHeader: true, cell: (row) => row.series },
            { id: "period", heading: t.period, cell: (row) => row.period, isNarrow: true },
            {
              id: "value",
              heading: t.value,
              align: "end",
              cell: (row) => format.number(Number(row.value), 4),
            },
            { id: "source", heading: t.source, cell: (row) => row.source ?? "" },
          ]}
        />
      )}
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="form_key" value={data.keys.value} />
        <input type="hidden" name="what" value="value" />
        <Select {...id("index")} label={t.series} options={indexOptions(data)} empty={false} />
        <TextInput {...id("period")} label={t.period} description={t.periodHelp} maxLength={20} required />
        <TextInput {...id("value")} label={t.value} inputMode="decimal" required />
        <TextInput {...id("source")} label={t.source} maxLength={300} />
        <div className="form-actions">
          <SubmitButton variant="secondary">{t.valueAdd}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

const indexOptions = (data: Data<typeof loadIndex>) =>
  data.indexes.map((index) => ({ value: index.id, label: `${index.series} (${index.base_period})` }));

function Adjustments({ data, posted }: { data: IndexData; posted: Posted }) {
  const t = useText(partsText);
  const format = useFormat();
  const old = data.lines.length === 1 ? String(data.lines[0]!.yearly_minor / 100).replace(".", ",") : "";
  const field = useFields(posted, { applies_from: data.today, old });
  const id = (name: string) => ({ ...field(name), id: `field-adjustment-${name}` });
  const number = (text: string) => format.number(Number(text), 4);
  return (
    <Section title={t.adjustmentsTitle}>
      {data.adjustments.length === 0 ? (
        <p className="muted">{t.adjustmentsNone}</p>
      ) : (
        <Table
          caption={t.adjustmentsTitle}
          rows={data.adjustments}
          rowKey={(row) => row.id}
          columns={[
            {
              id: "from",
              heading: t.appliesFrom,
              isRowHeader: true,
              cell: (row) => <Day on={row.applies_from} />,
            },
            {
              id: "inputs",
              heading: t.series,
              cell: (row) =>
                t.inputs(number(row.base_value), number(row.new_value), number(row.indexed_share)),
            },
            { id: "old", heading: t.before, align: "end", cell: (row) => <Money minor={row.old_minor} /> },
            { id: "new", heading: t.after, align: "end", cell: (row) => <Money minor={row.new_minor} /> },
            {
              id: "claim",
              heading: t.claim,
              align: "end",
              cell: (row) => (row.claimed_minor === null ? t.noClaim : <Money minor={row.claimed_minor} />),
            },
            {
              id: "difference",
              heading: t.difference,
              align: "end",
              cell: (row) =>
                row.claimed_minor === null ? t.noClaim : <Money minor={row.claimed_minor - row.new_minor} />,
            },
          ]}
        />
      )}
      {data.isOwn && data.indexes.length > 0 && (
        <Form method="post" className="form" noValidate>
          <p className="muted">{t.adjustmentHelp}</p>
          <input type="hidden" name="form_key" value={data.keys.adjustment} />
          <input type="hidden" name="what" value="adjustment" />
          <Select {...id("index")} label={t.series} options={indexOptions(data)} empty={false} />
          <TextInput {...id("period")} label={t.period} description={t.periodHelp} maxLength={20} required />
          <TextInput {...id("old")} label={t.oldPrice} inputMode="decimal" required />
          <TextInput {...id("claimed")} label={t.claimed} inputMode="decimal" />
          <DateInput {...id("applies_from")} label={t.appliesFrom} required />
          <div className="form-actions">
            <SubmitButton variant="secondary">{t.adjustmentAdd}</SubmitButton>
          </div>
        </Form>
      )}
    </Section>
  );
}

/** Changes of the contract with their grounds; the small-value ones are summed whatever each of them is. */
export function ChangesPage({ data, ...posted }: { data: Data<typeof loadChanges> } & Posted) {
  const t = useText(partsText);
  const w = useText(wordsText);
  const format = useFormat();
  const choices = useChoices();
  const field = useFields(posted, { changed_on: data.today });
  const { small } = data;
  return (
    <PartPage
      title={t.changesTitle(data.contract.name)}
      {...data}
      {...posted}
      none={t.changesNone}
      lines={data.rows.map((row) => ({
        id: row.id,
        removeLabel: data.isOwn ? t.removeLabel(row.description) : undefined,
        content: (
          <>
            <strong>
              <Money minor={row.value_minor} />
            </strong>{" "}
            {format.day(row.changed_on)}, {choiceWord(w, "ground", row.ground)}
            <p className="muted">
              {row.description}
              {row.decision_ref && ` (${row.decision_ref})`}
            </p>
          </>
        ),
      }))}
      add={data.isOwn ? t.changesAdd : undefined}
      fields={
        <>
          <DateInput {...field("changed_on")} label={t.changedOn} required />
          <Select
            {...field("ground")}
            label={t.ground}
            options={choices("ground", [
              "small_value",
              "change_clause",
              "supplementary",
              "unforeseen",
              "new_party",
              "not_substantial",
            ])}
            required
          />
          <TextInput
            {...field("value")}
            label={t.valueChange}
            description={t.valueHelp}
            inputMode="decimal"
            required
          />
          <TextArea {...field("description")} label={t.what} maxLength={2000} required />
          <TextInput {...field("decision_ref")} label={t.reference} maxLength={300} />
        </>
      }
    >
      {data.rows.some((row) => row.ground === "small_value") && (
        <Alert tone={small?.isAbove ? "warning" : "info"}>
          {small && data.value_minor !== null ? (
            <p>
              {t.smallSum(
                format.money(small.sum_minor),
                format.percent(small.share, 2),
                format.money(data.value_minor),
              )}{" "}
              {small.isAbove ? t.smallAbove : t.smallBelow}
            </p>
          ) : (
            <p>{t.smallUnknown}</p>
          )}
        </Alert>
      )}
    </PartPage>
  );
}
