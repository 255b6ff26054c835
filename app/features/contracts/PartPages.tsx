import { useFormat, useText } from "../../text/useText.ts";
import { Checkbox } from "../../ui/Choices.tsx";
import { DateInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Money } from "../../ui/Values.tsx";
import type { loadCosts } from "./costs.server.ts";
import { ELEMENTS } from "./fields.rules.ts";
import { PartPage, type Posted, useFields } from "./PartPage.tsx";
import { partsText } from "./parts.text.ts";
import type { loadContractSystems, loadResponsible } from "./systems.server.ts";
import { choiceWord, wordsText } from "./words.text.ts";

type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

/** Words of a list of choices as options. */
export function useChoices() {
  const w = useText(wordsText);
  return (list: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: choiceWord(w, list, value) }));
}

const named = (rows: readonly { id: string; name: string }[]) =>
  rows.map((row) => ({ value: row.id, label: row.name }));

export function SystemsPartPage({ data, ...posted }: { data: Data<typeof loadContractSystems> } & Posted) {
  const t = useText(partsText);
  const field = useFields(posted);
  return (
    <PartPage
      title={t.systemsTitle(data.contract.name)}
      {...data}
      {...posted}
      none={t.systemsNone}
      lines={data.linked.map((each) => ({
        id: each.usage_id,
        content: each.tenant_id === data.tenantId ? each.own_name : `${each.own_name} (${each.owner_name})`,
        removeLabel: each.tenant_id === data.tenantId ? t.removeLabel(each.own_name) : undefined,
      }))}
      add={t.systemsAdd}
      addHelp={t.systemsHidden}
      fields={
        <Select
          {...field("usage")}
          label={t.system}
          options={data.usages.map((usage) => ({ value: usage.id, label: usage.own_name }))}
        />
      }
    />
  );
}

export function ResponsiblePage({ data, ...posted }: { data: Data<typeof loadResponsible> } & Posted) {
  const t = useText(partsText);
  const field = useFields(posted);
  return (
    <PartPage
      title={t.responsibleTitle(data.contract.name)}
      {...data}
      {...posted}
      none={t.responsibleNone}
      lines={data.rows.map((each) => ({
        id: each.id,
        content: each.name,
        removeLabel: t.removeLabel(each.name),
      }))}
      add={t.responsibleAdd}
      fields={
        <Select
          {...field("person")}
          label={t.person}
          options={data.people.map((each) => ({
            value: each.id,
            label: each.title ? `${each.name}, ${each.title}` : each.name,
          }))}
        />
      }
    />
  );
}

export function CostsPage({ data, ...posted }: { data: Data<typeof loadCosts> } & Posted) {
  const t = useText(partsText);
  const w = useText(wordsText);
  const format = useFormat();
  const choices = useChoices();
  const field = useFields(posted, { kind: "recurring", per: "year", currency: "SEK", status: "commitment" });
  return (
    <PartPage
      title={t.costsTitle(data.contract.name)}
      {...data}
      {...posted}
      none={t.costsNone}
      lines={data.rows.map((row) => ({
        id: row.id,
        removeLabel: t.removeLabel(
          `${choiceWord(w, "cost_kind", row.kind)} ${format.money(row.amount_minor, row.currency)}`,
        ),
        content: (
          <>
            <strong>
              <Money minor={row.amount_minor} currency={row.currency} />
            </strong>
            {row.per && ` ${t.per.toLowerCase()} ${choiceWord(w, "per", row.per)}`}
            {row.kind === "per_metric" &&
              row.quantity &&
              ` × ${format.number(Number(row.quantity), 3)} ${row.metric ?? ""}`}
            , {choiceWord(w, "cost_kind", row.kind)}, {choiceWord(w, "cost_status", row.status)}
            <span className="muted">
              {" "}
              {[
                row.organisation_name,
                row.element && choiceWord(w, "elements", row.element),
                row.valid_from && `${t.validFrom.toLowerCase()} ${format.day(row.valid_from)}`,
                row.valid_to && `${t.validTo.toLowerCase()} ${format.day(row.valid_to)}`,
                row.rate &&
                  row.rate_on &&
                  `${t.rate.toLowerCase()}: ${format.number(Number(row.rate), 6)} (${format.day(row.rate_on)})`,
                row.account_text,
                row.note,
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            {!row.visible_to_member && (
              <>
                {" "}
                <Tag icon="lock">{t.internal}</Tag>
              </>
            )}
          </>
        ),
      }))}
      add={t.costsAdd}
      fields={
        <div className="field-grid">
          <Select
            {...field("kind")}
            label={t.kind}
            options={choices("cost_kind", ["recurring", "one_off", "per_metric"])}
            empty={false}
          />
          <TextInput
            {...field("amount")}
            label={t.amount}
            description={t.amountHelp}
            inputMode="decimal"
            required
          />
          <Select
            {...field("per")}
            label={t.per}
            options={choices("per", ["year", "quarter", "month"])}
            empty={t.perNone}
          />
          <Select
            {...field("status")}
            label={t.costStatus}
            options={choices("cost_status", ["commitment", "estimate", "actual"])}
            empty={false}
          />
          <NumberInput {...field("quantity")} label={t.quantityOf} />
          <TextInput {...field("metric")} label={t.metric} maxLength={100} />
          <DateInput {...field("valid_from")} label={t.validFrom} />
          <DateInput {...field("valid_to")} label={t.validTo} />
          <TextInput
            {...field("currency")}
            label={t.currency}
            description={t.currencyHelp}
            maxLength={3}
            className="input-short"
          />
          <TextInput {...field("rate")} label={t.rate} inputMode="decimal" />
          <DateInput {...field("rate_on")} label={t.rateOn} />
          <Select
            {...field("organisation")}
            label={t.forOrganisation}
            options={named(data.organisations)}
            empty={t.forAll}
          />
          <Select {...field("element")} label={t.element} options={choices("elements", ELEMENTS)} />
          <TextInput {...field("account_text")} label={t.account} maxLength={300} />
          <TextArea {...field("note")} label={t.noteLabel} maxLength={1000} />
          <Checkbox
            name="is_internal"
            label={t.internalField}
            description={t.internalHelp}
            defaultChecked={posted.typed?.is_internal === "on"}
          />
        </div>
      }
    />
  );
}
