import { useText } from "../../text/useText.ts";
import { Checkbox, CheckboxGroup, Fieldset } from "../../ui/Choices.tsx";
import { DateInput, MoneyInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { INHERITABLE, TIER_ROWS } from "./choices.rules.ts";
import type { loadItemForm, loadLicenceForm } from "./edit.server.ts";
import { LicenceForm, type Posted, useLicenceFields } from "./LicenceForm.tsx";
import { licenceItemPath, licencePath, licencesPath } from "./licences.paths.ts";
import { licencesText } from "./licences.text.ts";
import { useLicenceCrumbs } from "./MemberPages.tsx";

type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

const kronor = (minor: number | null | undefined) =>
  minor === null || minor === undefined ? "" : (Number(minor) / 100).toFixed(2).replace(".", ",");

/** A new agreement, or changes of one. */
export function LicenceFormPage({ data, ...posted }: { data: Data<typeof loadLicenceForm> } & Posted) {
  const t = useText(licencesText);
  const { slug, licence } = data;
  const start: Typed = licence
    ? {
        name: licence.name,
        starts_on: licence.starts_on,
        ends_on: licence.ends_on ?? "",
        framework_text: licence.framework_text ?? "",
        state: licence.state,
        lending_basis: licence.lending_basis ?? "",
        recall_days: String(licence.recall_days),
        overuse_rule: licence.overuse_rule,
        count_interval_days: String(licence.count_interval_days),
        true_up_rule: licence.true_up_rule,
        ceiling: kronor(licence.ceiling_minor),
        terms: licence.terms,
      }
    : {
        ...data.start,
        state: "draft",
        recall_days: "30",
        count_interval_days: "365",
        overuse_rule: "warn",
        true_up_rule: "by_overuse",
      };
  const field = useLicenceFields(posted, start);
  const ticked = (name: "lending_allowed" | "is_multi_year" | "distributes_all") =>
    posted.typed ? posted.typed[name] === "on" : (licence?.[name] ?? false);
  const choices = <Word extends string>(words: Record<Word, string>) =>
    (Object.keys(words) as Word[]).map((value) => ({ value, label: words[value] }));
  const own = useLicenceCrumbs(slug, licence ?? { id: "", name: "" });
  return (
    <div className="narrow">
      <PageHeader
        title={licence ? t.formEdit(licence.name) : t.formNew}
        lead={licence ? undefined : t.formLead}
        crumbs={licence ? own : own.slice(0, 1)}
      />
      <LicenceForm
        posted={posted}
        submit={t.save}
        cancelHref={licence ? licencePath(slug, licence.id) : licencesPath(slug)}
      >
        {licence && <input type="hidden" name="version" value={licence.version} />}
        {!licence && (
          <Select
            {...field("contract")}
            label={t.contractField}
            required
            options={data.contracts.map((each) => ({ value: each.id, label: each.name }))}
          />
        )}
        <TextInput {...field("name")} label={t.name} required maxLength={300} />
        <DateInput {...field("starts_on")} label={t.fields.starts_on} required />
        <DateInput {...field("ends_on")} label={t.fields.ends_on} />
        <Select
          {...field("state")}
          label={t.stateField}
          description={t.stateHint}
          empty={false}
          options={choices(t.states)}
        />
        <TextInput {...field("framework_text")} label={t.fields.framework_text} maxLength={300} />
        <Checkbox name="is_multi_year" label={t.multiYear} defaultChecked={ticked("is_multi_year")} />
        <Checkbox
          name="distributes_all"
          label={t.distributesAll}
          defaultChecked={ticked("distributes_all")}
        />
        <Fieldset legend={t.fields.lending}>
          <Checkbox
            name="lending_allowed"
            label={t.lendingAllowed}
            defaultChecked={ticked("lending_allowed")}
          />
          <TextInput
            {...field("lending_basis")}
            label={t.lendingBasis}
            description={t.lendingHint}
            maxLength={500}
          />
          <NumberInput {...field("recall_days")} label={t.recallDays} unit={t.dayUnit} />
        </Fieldset>
        <Select
          {...field("overuse_rule")}
          label={t.fields.overuse_rule}
          empty={false}
          options={choices(t.overuse)}
        />
        <NumberInput
          {...field("count_interval_days")}
          label={t.fields.count_interval_days}
          unit={t.dayUnit}
        />
        <Select
          {...field("true_up_rule")}
          label={t.fields.true_up_rule}
          empty={false}
          options={choices(t.trueUpRules)}
        />
        <MoneyInput {...field("ceiling")} label={t.ceiling} description={t.ceilingHint} />
        <TextArea {...field("terms")} label={t.termsText} maxLength={10000} />
        <CheckboxGroup
          name="inherited"
          legend={t.inherited}
          description={t.inheritedHint}
          options={INHERITABLE.map((value) => ({ value, label: t.fields[value] }))}
          values={posted.typed ? [posted.typed.inherited ?? []].flat() : data.inherited}
        />
      </LicenceForm>
    </div>
  );
}

/** A new item, or changes of one: what it counts, its products and its price ladder. */
export function ItemFormPage({ data, ...posted }: { data: Data<typeof loadItemForm> } & Posted) {
  const t = useText(licencesText);
  const { slug, licence, item, tiers } = data;
  const steps = Object.fromEntries(
    tiers.flatMap((tier, index) => [
      [`tier_${index + 1}_from`, String(tier.from_quantity)],
      [`tier_${index + 1}_to`, tiers[index + 1] ? String(tiers[index + 1]!.from_quantity - 1) : ""],
      [`tier_${index + 1}_price`, kronor(tier.unit_price_minor)],
    ]),
  );
  const field = useLicenceFields(posted, {
    name: item?.name ?? "",
    metric: item?.metric ?? "named_user",
    price_model: item?.price_model ?? "all_units",
    period_unit: item?.period_unit ?? "year",
    overuse_rule: item?.overuse_rule ?? "",
    tiers_from: tiers[0]?.valid_from ?? licence.starts_on,
    ...(item ? steps : { tier_1_from: "1" }),
  });
  const choices = <Word extends string>(words: Record<Word, string>) =>
    (Object.keys(words) as Word[]).map((value) => ({ value, label: words[value] }));
  const chosen = posted.typed ? [posted.typed.product ?? []].flat() : data.chosen;
  return (
    <div className="narrow">
      <PageHeader title={item ? t.itemEdit(item.name) : t.itemNew} crumbs={useLicenceCrumbs(slug, licence)} />
      <LicenceForm
        posted={posted}
        submit={t.save}
        cancelHref={item ? licenceItemPath(slug, licence.id, item.id) : licencePath(slug, licence.id)}
      >
        {item && <input type="hidden" name="version" value={item.version} />}
        <TextInput {...field("name")} label={t.name} required maxLength={300} />
        <Select {...field("metric")} label={t.metric} empty={false} required options={choices(t.metrics)} />
        <Fieldset legend={t.products} description={t.productsHint}>
          {[0, 1, 2].map((index) => (
            <Select
              key={index}
              name="product"
              id={`product-${index + 1}`}
              label={`${t.products} ${index + 1}`}
              defaultValue={chosen[index] ?? ""}
              options={data.products.map((each) => ({ value: each.id, label: each.name }))}
            />
          ))}
        </Fieldset>
        <Select
          {...field("price_model")}
          label={t.priceModel}
          empty={false}
          options={choices(t.priceModels)}
        />
        <Select {...field("period_unit")} label={t.period} empty={false} options={choices(t.periods)} />
        <Fieldset legend={t.tiers} description={t.tiersHint}>
          {TIER_ROWS.map((row) => (
            <div key={row} className="field-row">
              <NumberInput {...field(`tier_${row}_from`)} label={t.tierFrom(row)} />
              <NumberInput {...field(`tier_${row}_to`)} label={t.tierTo(row)} />
              <MoneyInput {...field(`tier_${row}_price`)} label={t.tierPrice(row)} />
            </div>
          ))}
        </Fieldset>
        <DateInput {...field("tiers_from")} label={t.tiersFrom} />
        <Select
          {...field("overuse_rule")}
          label={t.fields.overuse_rule}
          empty={t.asAgreement}
          options={choices(t.overuse)}
        />
      </LicenceForm>
    </div>
  );
}
