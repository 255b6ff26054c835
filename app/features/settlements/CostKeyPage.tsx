import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { DateInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Money } from "../../ui/Values.tsx";
import { costKeysText } from "../cost-keys/cost-keys.text.ts";
import { type Answer, FormPage, useCrumbs, useFields, useSentence } from "./FormPage.tsx";
import { SideBySide } from "./KeyForm.tsx";
import { keyText } from "./key.text.ts";
import type { CostKeyPageData } from "./key-page.server.ts";
import type { loadKeyDecision } from "./key-versions.server.ts";
import { costKeyPath, keyDecisionPath } from "./settlements.paths.ts";

/** A key: what it rests on, each share with how it was worked out, and what would change it. */
export function CostKeyPage({ data, saved }: { data: CostKeyPageData; saved: string | null }) {
  const t = useText(keyText);
  const k = useText(costKeysText);
  const format = useFormat();
  const { row, slug } = data;
  const decision = row.decided_on
    ? `${row.decided_by}, ${row.decision_ref}, ${format.day(row.decided_on)}`
    : t.notDecided;
  return (
    <>
      <PageHeader
        title={t.keyRow(row.name, row.key_version)}
        crumbs={useCrumbs(data)}
        meta={
          <Tag tone={row.decided_on ? "success" : "neutral"}>
            {row.decided_on ? t.keyDecided : t.keyTags.draft}
          </Tag>
        }
        actions={
          data.can.decide && (
            <LinkButton href={keyDecisionPath(slug, row.id)} icon="check">
              {t.decideKey}
            </LinkButton>
          )
        }
      />
      <Flash message={saved && t.saved[saved]} />
      {data.missing.length > 0 && <Alert tone="warning">{t.keyMisses(data.missing.join(", "))}</Alert>}
      <DescriptionList
        items={[
          { term: t.kind, value: k.kinds[row.kind] },
          ...(row.driver ? [{ term: t.driver, value: k.kinds[row.driver] }] : []),
          ...(row.equal_percent
            ? [{ term: t.equalPercent, value: `${format.number(Number(row.equal_percent))} %` }]
            : []),
          ...(row.equal_minor !== null
            ? [{ term: t.equalAmount, value: <Money minor={row.equal_minor} /> }]
            : []),
          ...(row.source ? [{ term: t.source, value: row.source }] : []),
          ...(row.as_of_on ? [{ term: t.asOf, value: format.day(row.as_of_on) }] : []),
          { term: t.rounding, value: t.roundings[row.rounding] },
          { term: t.decision, value: decision },
        ]}
      />
      {row.locked_on && <p className="muted">{t.lockedOn(format.day(row.locked_on))}.</p>}
      <Shares data={data} />
      <Comparison data={data} />
    </>
  );
}

function Shares({ data }: { data: CostKeyPageData }) {
  const t = useText(keyText);
  const format = useFormat();
  const sentence = useSentence();
  const { shares, totalMinor } = data;
  const most = Math.max(1, ...shares.map((share) => share.minor));
  return (
    <Section title={t.explain} id="shares">
      <p>
        {t.explainedTotal(format.money(totalMinor))} {data.isExample ? t.explainedExample : t.explainedBudget}
      </p>
      {data.code && <Alert tone="warning">{sentence(data.code)}</Alert>}
      {shares.length > 0 && (
        <Table
          caption={t.explain}
          rows={shares}
          rowKey={(row) => row.party}
          columns={[
            {
              id: "party",
              heading: t.party,
              isRowHeader: true,
              cell: (row) => (row.party === data.me ? <strong>{row.name}</strong> : row.name),
            },
            {
              id: "bar",
              heading: t.shareChart,
              cell: (row) => (
                <svg className="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={Math.max(0, (row.minor / most) * 100)} height="10" />
                </svg>
              ),
            },
            { id: "minor", heading: t.part, align: "end", cell: (row) => <Money minor={row.minor} /> },
            {
              id: "percent",
              heading: "%",
              align: "end",
              cell: (row) => format.percent(row.minor / totalMinor, 2),
            },
            {
              id: "how",
              heading: t.explain,
              cell: (row) => (
                <ul className="share-words">
                  {row.words.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              ),
            },
          ]}
          footer={
            <tr>
              <th scope="row" colSpan={2}>
                {t.sum}
              </th>
              <td data-align="end">
                <Money minor={shares.reduce((sum, share) => sum + share.minor, 0)} />
              </td>
              <td data-align="end">{format.percent(1, 0)}</td>
              <td />
            </tr>
          }
        />
      )}
    </Section>
  );
}

/** Plain GET forms: what would be, beside what is; nothing is saved. */
function Comparison({ data }: { data: CostKeyPageData }) {
  const t = useText(keyText);
  const { others, asked, slug, row, compared } = data;
  const target = `${costKeyPath(slug, row.id)}#compared`;
  return (
    <>
      {compared && <Compared data={data} compared={compared} />}
      {others.length > 0 && (
        <Section title={t.compare}>
          <form method="get" action={target} className="form">
            <Select
              name="with"
              label={t.compareWith}
              defaultValue={asked.with}
              options={others.map((other) => ({
                value: other.id,
                label: `${other.year}: ${t.keyRow(other.name, other.key_version)}`,
              }))}
            />
            <div className="form-actions">
              <SubmitButton variant="secondary">{t.show}</SubmitButton>
            </div>
          </form>
        </Section>
      )}
      <Section title={t.whatIf}>
        <p className="muted">{t.whatIfLead}</p>
        <form method="get" action={target} className="form">
          <Select
            name="leaves"
            label={t.leaves}
            defaultValue={asked.leaves}
            empty={t.nobody}
            options={data.parties.map((party) => ({ value: party.id, label: party.name }))}
          />
          <Select
            name="joins"
            label={t.joins}
            defaultValue={asked.joins}
            empty={t.nobody}
            options={data.candidates.map((each) => ({ value: each.id, label: each.name }))}
          />
          <NumberInput
            name="weight"
            label={t.joinWeight}
            description={t.joinWeightHint}
            defaultValue={asked.weight}
          />
          <DateInput name="on" label={t.onDay} description={t.onDayHint} defaultValue={asked.on} />
          <div className="form-actions">
            <SubmitButton variant="secondary">{t.preview}</SubmitButton>
          </div>
        </form>
      </Section>
    </>
  );
}

function Compared({
  data,
  compared,
}: {
  data: CostKeyPageData;
  compared: NonNullable<CostKeyPageData["compared"]>;
}) {
  const t = useText(keyText);
  const sentence = useSentence();
  const isKey = compared.kind === "key";
  return (
    <Section title={isKey ? t.compare : t.whatIfTitle} id="compared">
      {"error" in compared && (
        <Alert tone="warning">{compared.error === "day" ? t.whatIfDay(data.year) : t.whatIfWeight}</Alert>
      )}
      {"code" in compared && compared.code && <Alert tone="warning">{sentence(compared.code)}</Alert>}
      {"rows" in compared && compared.rows && (
        <SideBySide
          caption={isKey ? t.compare : t.whatIfTitle}
          rows={compared.rows}
          before={isKey ? t.keyRow(data.row.name, data.row.key_version) : t.todayHeading}
          after={isKey ? compared.title : t.thenHeading}
        />
      )}
    </Section>
  );
}

/** The decision on a key. */
export function KeyDecisionPage({
  data,
  answer = {},
}: {
  data: Awaited<ReturnType<typeof loadKeyDecision>>;
  answer?: Answer;
}) {
  const t = useText(keyText);
  const field = useFields(answer);
  return (
    <FormPage
      data={data}
      title={t.decideKeyTitle(t.keyRow(data.row.name, data.row.key_version))}
      lead={t.decideKeyLead}
      answer={answer}
      submit={data.isDecided ? undefined : t.decideKey}
      back={costKeyPath(data.at.slug, data.row.id)}
    >
      <DateInput {...field("decided_on")} label={t.decidedOn} required />
      <TextInput
        {...field("decided_by")}
        label={t.decidedBy}
        description={t.decidedByHint}
        required
        maxLength={200}
      />
      <TextInput {...field("decision_ref")} label={t.decisionRef} required maxLength={200} />
    </FormPage>
  );
}
