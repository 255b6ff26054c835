import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Fieldset, RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, MoneyInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Money } from "../../ui/Values.tsx";
import { costKeysText } from "../cost-keys/cost-keys.text.ts";
import { DRIVERS, KEY_KINDS } from "../cost-keys/keys.rules.ts";
import { type Answer, useCrumbs, useFields, useSentences } from "./FormPage.tsx";
import { partyField } from "./key.form.ts";
import { keyText } from "./key.text.ts";
import type { KeyPreview, loadKeyForm } from "./key-versions.server.ts";
import { yearPath } from "./settlements.paths.ts";

type Data = Awaited<ReturnType<typeof loadKeyForm>>;

/** A new version of a year's key: tried beside the one that holds, then saved. */
export function KeyFormPage({
  data,
  formKey,
  answer = {},
}: {
  data: Data;
  formKey: string;
  answer?: Answer & { preview?: KeyPreview };
}) {
  const t = useText(keyText);
  const k = useText(costKeysText);
  const common = useText(commonText);
  const field = useFields(answer, data.typed);
  const kinds = KEY_KINDS.map((value) => ({ value, label: k.kinds[value]! }));
  const drivers = DRIVERS.map((value) => ({ value, label: k.kinds[value]! }));
  return (
    <>
      <PageHeader
        title={t.keyTitle(data.agreement.title, data.year)}
        lead={t.keyLead}
        crumbs={useCrumbs(data)}
      />
      {answer.preview && <Preview preview={answer.preview} />}
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={useSentences(answer.errors)} />
        <input type="hidden" name="form_key" value={formKey} />
        <input type="hidden" name="seen" value={data.seen} />
        <TextInput {...field("name")} label={t.name} required maxLength={200} />
        <Select {...field("kind")} label={t.kind} options={kinds} empty={false} required />
        <Select {...field("driver")} label={t.driver} description={t.driverHint} options={drivers} />
        <NumberInput
          {...field("equal_percent")}
          label={t.equalPercent}
          description={t.equalPercentHint}
          unit="%"
        />
        <MoneyInput {...field("equal_amount")} label={t.equalAmount} description={t.equalAmountHint} />
        <TextInput {...field("source")} label={t.source} description={t.sourceHint} maxLength={300} />
        <DateInput {...field("as_of_on")} label={t.asOf} />
        <Weights data={data} field={field} />
        <RadioGroup
          name="rounding"
          legend={t.rounding}
          value={field("rounding").defaultValue}
          error={field("rounding").error}
          options={(["once", "per_line"] as const).map((value) => ({ value, label: t.roundings[value] }))}
        />
        <MoneyInput {...field("total")} label={t.previewTotal} />
        <div className="form-actions">
          <SubmitButton name="intent" value="preview" variant="secondary">
            {t.preview}
          </SubmitButton>
          <SubmitButton name="intent" value="save">
            {t.saveKey}
          </SubmitButton>
          <LinkButton href={yearPath(data.at.slug, data.agreement.id, data.year)} variant="tertiary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

function Weights({ data, field }: { data: Data; field: ReturnType<typeof useFields> }) {
  const t = useText(keyText);
  const format = useFormat();
  return (
    <Section title={t.weights}>
      <p className="muted">{t.weightsHint}</p>
      {data.parties.map((party) => {
        const known = data.inhabitants.find((row) => row.party === party.id);
        return (
          <Fieldset key={party.id} legend={party.name}>
            <div className="money-three">
              <NumberInput
                {...field(partyField("weight", party.id))}
                label={<Labelled short={t.weight} whole={t.weightOf(party.name)} />}
                description={
                  known && t.counted(format.number(known.inhabitants), format.day(known.counted_on))
                }
              />
              <MoneyInput
                {...field(partyField("floor", party.id))}
                label={<Labelled short={t.floor} whole={t.floorOf(party.name)} />}
              />
              <MoneyInput
                {...field(partyField("cap", party.id))}
                label={<Labelled short={t.cap} whole={t.capOf(party.name)} />}
              />
            </div>
          </Fieldset>
        );
      })}
    </Section>
  );
}

/** Short for the eye under the party's name, whole for those who do not see it. */
function Labelled({ short, whole }: { short: string; whole: string }) {
  return (
    <>
      <span aria-hidden="true">{short}</span>
      <span className="ds-sr-only">{whole}</span>
    </>
  );
}

function Preview({ preview }: { preview: KeyPreview }) {
  const t = useText(keyText);
  const format = useFormat();
  const title = t.previewTitle(format.money(preview.totalMinor));
  return (
    <Section title={title} id="preview">
      {!preview.before && <p className="muted">{t.noKeyBefore}</p>}
      <SideBySide
        caption={title}
        rows={preview.rows}
        before={preview.before && t.before(preview.before)}
        after={t.after}
      />
    </Section>
  );
}

/** What each pays before and after, with the difference. */
export function SideBySide({
  caption,
  rows,
  before,
  after,
}: {
  caption: string;
  rows: readonly {
    party: string;
    name: string;
    before: number | null;
    after: number | null;
    difference: number;
  }[];
  /** Heading of the first column; null when there is nothing to compare with. */
  before: string | null;
  after: string;
}) {
  const t = useText(keyText);
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.party}
      columns={[
        { id: "party", heading: t.party, isRowHeader: true, cell: (row) => row.name },
        ...(before
          ? [
              {
                id: "before",
                heading: before,
                align: "end" as const,
                cell: (row: (typeof rows)[number]) => <Money minor={row.before} />,
              },
            ]
          : []),
        { id: "after", heading: after, align: "end", cell: (row) => <Money minor={row.after} /> },
        ...(before
          ? [
              {
                id: "difference",
                heading: t.difference,
                align: "end" as const,
                cell: (row: (typeof rows)[number]) => <Money minor={row.difference} />,
              },
            ]
          : []),
      ]}
    />
  );
}
