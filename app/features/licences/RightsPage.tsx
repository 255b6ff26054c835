import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, MoneyInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { LicenceForm, type Posted, useLicenceErrors, useLicenceFields } from "./LicenceForm.tsx";
import { itemPartPath, licenceItemPath } from "./licences.paths.ts";
import { useLicenceCrumbs } from "./MemberPages.tsx";
import { poolText } from "./pool.text.ts";
import type { loadRights } from "./rights.server.ts";

type Data = Awaited<ReturnType<typeof loadRights>>;

/** The way to a page below an item. */
export function useItemCrumbs(
  slug: string,
  licence: { id: string; name: string },
  item: { id: string; name: string },
) {
  return [
    ...useLicenceCrumbs(slug, licence),
    { label: item.name, href: licenceItemPath(slug, licence.id, item.id) },
  ];
}

interface RemovableLineProps {
  id: string;
  label: string;
  word: string;
  /** More that can be done with the row. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A row with its button to remove. */
export function RemovableLine({ id, label, word, actions, children }: RemovableLineProps) {
  return (
    <li>
      <div>{children}</div>
      {actions}
      <Form method="post">
        <input type="hidden" name="remove" value={id} />
        <Button type="submit" variant="tertiary" color="danger" aria-label={label}>
          {word}
        </Button>
      </Form>
    </li>
  );
}

/** Purchases and entitlements of an item, with a form each, and one that moves rights. */
export function RightsPage({ data, isSaved, ...posted }: { data: Data; isSaved: boolean } & Posted) {
  const t = useText(poolText);
  const format = useFormat();
  const { slug, licence, item, purchases, entitlements } = data;
  const errors = useLicenceErrors(posted);
  const field = useLicenceFields(posted, {
    purchase_from: data.today,
    purchase_to: licence.ends_on ?? "",
    bought_on: data.today,
    entitlement_from: data.today,
    entitlement_to: licence.ends_on ?? "",
    move_on: data.today,
    new_quantity: String(data.chosen?.quantity ?? ""),
    new_to: data.chosen?.valid_to ?? "",
  });
  const change = (key: string, label: string) => (
    <LinkButton
      href={itemPartPath(
        slug,
        { agreement: licence.id, item: item.id },
        "rights",
        `?change=${encodeURIComponent(key)}`,
      )}
      variant="tertiary"
      aria-label={label}
    >
      {t.change}
    </LinkButton>
  );
  const members = data.members.map((each) => ({ value: each.organisation_id, label: each.name }));
  const back = itemPartPath(slug, { agreement: licence.id, item: item.id }, "rights");
  const until = (day: string | null) => (day ? format.day(day) : t.until);
  return (
    <div className="narrow">
      <PageHeader title={t.rightsTitle(item.name)} crumbs={useItemCrumbs(slug, licence, item)} />
      <Flash message={isSaved ? t.saved : null} />
      {posted.errors && !posted.typed?.intent && <ErrorSummary errors={errors} />}
      {data.chosen && (
        <Section
          title={t.changeTitle(format.number(data.chosen.quantity), format.day(data.chosen.valid_from))}
        >
          <LicenceForm posted={posted} intent="change" submit={t.saveChange} cancelHref={back}>
            <input type="hidden" name="row" value={data.chosen.key} />
            <input type="hidden" name="seen" value={data.chosen.seen} />
            <NumberInput {...field("new_quantity")} label={t.quantity} required />
            <DateInput {...field("new_to")} label={t.validTo} />
          </LicenceForm>
        </Section>
      )}
      <Section title={t.purchases}>
        {purchases.length === 0 && <p className="muted">{t.noPurchases}</p>}
        <ul className="line-list">
          {purchases.map((row) => {
            const count = row.quantity === null ? t.unlimitedCount : format.number(Number(row.quantity));
            return (
              <RemovableLine
                key={row.id}
                id={`purchase ${row.id}`}
                label={t.removePurchase(count, format.day(row.valid_from))}
                word={t.remove}
                actions={
                  row.quantity !== null &&
                  change(`purchase ${row.id}`, t.changePurchase(count, format.day(row.valid_from)))
                }
              >
                {t.purchaseLine(count, format.day(row.valid_from), until(row.valid_to))}
                {row.unit_price_minor !== null && `, ${t.at(format.money(Number(row.unit_price_minor)))}`}
                {row.order_ref && `, ${row.order_ref}`}
              </RemovableLine>
            );
          })}
        </ul>
      </Section>
      <Section title={t.addPurchase}>
        <LicenceForm posted={posted} intent="purchase" submit={t.addPurchase}>
          {!item.is_unlimited && <NumberInput {...field("purchase_quantity")} label={t.quantity} required />}
          <DateInput {...field("purchase_from")} label={t.validFrom} required />
          <DateInput {...field("purchase_to")} label={t.validTo} />
          <DateInput {...field("bought_on")} label={t.boughtOn} />
          <MoneyInput {...field("unit_price")} label={t.unitPrice} />
          <TextInput {...field("order_ref")} label={t.orderRef} maxLength={200} />
        </LicenceForm>
      </Section>
      {!item.is_unlimited && (
        <>
          <Section title={t.entitlements}>
            {entitlements.length === 0 && <p className="muted">{t.noEntitlements}</p>}
            <ul className="line-list">
              {entitlements.map((row) => (
                <RemovableLine
                  key={row.id}
                  id={`entitlement ${row.id}`}
                  label={t.removeEntitlement(row.name, format.number(Number(row.quantity)))}
                  word={t.remove}
                  actions={change(
                    `entitlement ${row.id}`,
                    t.changeEntitlement(row.name, format.number(Number(row.quantity))),
                  )}
                >
                  <strong>{row.name}</strong>{" "}
                  {t.purchaseLine(
                    format.number(Number(row.quantity)),
                    format.day(row.valid_from),
                    until(row.valid_to),
                  )}
                  {row.basis && `, ${row.basis}`}
                </RemovableLine>
              ))}
            </ul>
          </Section>
          <Section title={t.addEntitlement}>
            <LicenceForm posted={posted} intent="entitlement" submit={t.addEntitlement}>
              <Select {...field("organisation")} label={t.organisation} required options={members} />
              <NumberInput {...field("entitlement_quantity")} label={t.quantity} required />
              <DateInput {...field("entitlement_from")} label={t.validFrom} required />
              <DateInput {...field("entitlement_to")} label={t.validTo} />
              <TextInput {...field("basis")} label={t.basis} maxLength={300} />
            </LicenceForm>
          </Section>
          <Section title={t.move}>
            <p className="muted">{t.moveHint}</p>
            <LicenceForm posted={posted} intent="move" submit={t.move}>
              <Select {...field("giver")} label={t.giver} required options={members} />
              <Select {...field("receiver")} label={t.receiver} required options={members} />
              <NumberInput {...field("move_quantity")} label={t.quantity} required />
              <DateInput {...field("move_on")} label={t.moveOn} />
            </LicenceForm>
          </Section>
        </>
      )}
    </div>
  );
}
