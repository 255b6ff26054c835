import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { MoneyInput, NumberInput, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import type { loadCosts } from "./costs.server.ts";
import type { loadParticipants } from "./drafts.server.ts";
import { renewalPartPath, renewalPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";
import { useRoundPlace } from "./useRoundPlace.ts";

/** Who is asked. */
export function ParticipantsPage({
  data: { slug, round, members, others, chosen },
  errors: codes,
}: {
  data: Awaited<ReturnType<typeof loadParticipants>>;
  errors?: Record<string, string>;
}) {
  const t = useText(renewalsText);
  const common = useText(commonText);
  const errors = sentences(codes, t.errors);
  const options = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="narrow">
      <PageHeader title={t.participantsTitle(round.name)} crumbs={useRoundPlace(slug, round).crumbs} />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={errors} />
        <CheckboxGroup
          name="organisation"
          legend={t.members}
          options={options(members)}
          values={chosen}
          error={errors?.organisation}
        />
        {others.length > 0 && (
          <CheckboxGroup
            name="organisation"
            id="field-others"
            legend={t.circleMembers}
            options={options(others)}
            values={chosen}
          />
        )}
        <div className="form-actions">
          <SubmitButton>{t.save}</SubmitButton>
          <LinkButton href={renewalPath(slug, round.id)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

type CostData = Awaited<ReturnType<typeof loadCosts>>;
interface CostProps {
  data: CostData;
  errors?: Record<string, string>;
  typed?: Record<string, string>;
  isSaved: boolean;
}
/** Rows of the form of price steps. */
const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

/** Price steps, and a percentage over all members that is seen before it is used. */
export function CostsPage({ data, errors: codes, typed, isSaved }: CostProps) {
  const t = useText(renewalsText);
  const r = useText(resultText);
  const format = useFormat();
  const { slug, round, tiers } = data;
  const errors = sentences(codes, t.errors);
  const value = (name: string, known: string) => typed?.[name] ?? known;
  return (
    <div className="narrow">
      <PageHeader title={t.costsTitle(round.name)} crumbs={useRoundPlace(slug, round).crumbs} />
      <Flash message={isSaved && !errors ? r.saved["1"] : null} />
      <Section title={t.tiers}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary errors={errors} />
          <input type="hidden" name="version" value={round.version} />
          <p className="muted">{t.tiersHint}</p>
          {ROWS.slice(0, Math.max(4, tiers.length + 1)).map((row) => (
            <div key={row} className="survey-quantities">
              <NumberInput
                name={`from_${row}`}
                label={t.tierFrom(row + 1)}
                defaultValue={value(`from_${row}`, String(tiers[row]?.from_quantity ?? ""))}
                error={errors?.[`from_${row}`]}
              />
              <MoneyInput
                name={`price_${row}`}
                label={t.tierPrice(row + 1)}
                currency={round.currency}
                defaultValue={value(
                  `price_${row}`,
                  tiers[row] ? format.number(tiers[row].unit_price_minor / 100) : "",
                )}
                error={errors?.[`price_${row}`]}
              />
            </div>
          ))}
          <div className="form-actions">
            <SubmitButton name="intent" value="tiers">
              {t.saveTiers}
            </SubmitButton>
            <LinkButton href={renewalPath(slug, round.id)} variant="secondary">
              {t.backToRound}
            </LinkButton>
          </div>
        </Form>
      </Section>
      <Percentage data={data} />
    </div>
  );
}

function Percentage({ data }: { data: CostData }) {
  const t = useText(renewalsText);
  const format = useFormat();
  const { slug, round, preview, asked } = data;
  const money = (minor: number) => format.money(minor, round.currency);
  const change = asked ?? round.price_change;
  const rows = [
    ...preview.rows,
    {
      party: "total",
      name: t.previewColumns.total,
      quantity: preview.rows.reduce((sum, row) => sum + row.quantity, 0),
      before: preview.before,
      after: preview.after,
    },
  ];
  return (
    <Section title={t.percentTitle}>
      <p>{t.percentText}</p>
      <Form method="get" action={renewalPartPath(slug, round.id, "costs")} className="form" noValidate>
        <TextInput
          name="change"
          label={t.percent}
          inputMode="decimal"
          defaultValue={data.percent || format.number(round.price_change / 100)}
          error={data.isPercentWrong ? t.errors.percent_wrong : undefined}
        />
        <div className="form-actions">
          <SubmitButton variant="secondary">{t.preview}</SubmitButton>
        </div>
      </Form>
      <Table
        caption={t.previewCaption}
        showCaption
        rows={rows}
        rowKey={(row) => row.party}
        columns={[
          { id: "name", heading: t.previewColumns.name, isRowHeader: true, cell: (row) => row.name },
          {
            id: "quantity",
            heading: t.previewColumns.quantity,
            align: "end",
            cell: (row) => format.number(row.quantity),
          },
          {
            id: "before",
            heading: t.previewColumns.before,
            align: "end",
            cell: (row) => money(row.before),
          },
          {
            id: "after",
            heading: `${t.previewColumns.after} (${format.percent(change / 10_000, 2)})`,
            align: "end",
            cell: (row) => money(row.after),
          },
        ]}
      />
      {asked !== null && asked !== round.price_change && (
        <Form method="post" className="button-row">
          <input type="hidden" name="version" value={round.version} />
          <input type="hidden" name="change" value={String(asked / 100)} />
          <SubmitButton name="intent" value="change">
            {t.applyPercent(format.percent(asked / 10_000, 2))}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}
