import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Day } from "../../ui/Values.tsx";
import { StateMark } from "../catalogue/StateTag.tsx";
import { functionName, functionPath } from "../functions/functions.rules.ts";
import { supplierPath } from "../suppliers/suppliers.paths.ts";
import { productPath } from "./products.paths.ts";
import { roughly, supplierDates, supportState } from "./products.rules.ts";
import type { ProductRecord } from "./products.server.ts";
import { productsText } from "./products.text.ts";

interface Props {
  product: ProductRecord;
  slug: string;
  today: string;
}

/** What the product is, who makes it, what it supports, and the supplier's dates. */
export function ProductFacts({ product, slug, today }: Props) {
  const t = useText(productsText);
  const locale = useLocale();
  const items: Description[] = [
    { term: t.fields.kind, value: t.kinds[product.kind] },
    { term: t.fields.supplier, value: supplierLink(slug, product.supplier_id, product.supplier_name) },
    ...(product.rights_holder_id && product.rights_holder_id !== product.supplier_id
      ? [
          {
            term: t.fields.rights_holder,
            value: supplierLink(slug, product.rights_holder_id, product.rights_holder_name),
          },
        ]
      : []),
    { term: t.fields.code_basis, value: product.code_basis && t.codeBases[product.code_basis] },
    ...(product.parent_product_id && product.parent_name
      ? [
          {
            term: t.fields.parent,
            value: <a href={productPath(slug, product.parent_product_id)}>{product.parent_name}</a>,
          },
        ]
      : []),
    {
      term: t.fields.functions,
      value:
        product.functions.length > 0 ? (
          <ul className="plain-list">
            {product.functions.map((f) => (
              <li key={f.id}>
                <a href={functionPath(slug, f.code)}>{functionName(f, locale)}</a>
              </li>
            ))}
          </ul>
        ) : null,
    },
    ...(product.previous_name ? [{ term: t.fields.previous_name, value: product.previous_name }] : []),
    {
      term: t.fields.aliases,
      value: product.aliases.map((alias) => alias.name).join(", "),
    },
    {
      term: t.fields.website,
      value: product.website && (
        <a href={product.website} rel="noreferrer">
          {new URL(product.website).host}
        </a>
      ),
    },
  ];
  return (
    <>
      <Section title={t.about}>
        {product.description && <p className="prose prewrap">{product.description}</p>}
        <DescriptionList items={items} />
      </Section>
      {product.parts.length > 0 && <Parts product={product} slug={slug} />}
      <SupplierDates product={product} today={today} />
    </>
  );
}

function supplierLink(slug: string, id: string | null, name: string | null) {
  return id && name ? <a href={supplierPath(slug, id)}>{name}</a> : null;
}

function Parts({ product, slug }: { product: ProductRecord; slug: string }) {
  const t = useText(productsText);
  return (
    <Section title={t.parts}>
      <ul>
        {product.parts.map((part) => (
          <li key={part.id}>
            <a href={productPath(slug, part.id)}>{part.name}</a> <StateMark state={part.state} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SupplierDates({ product, today }: { product: ProductRecord; today: string }) {
  const t = useText(productsText);
  const dates = supplierDates.filter((name) => product[name]);
  if (dates.length === 0) return null;
  return (
    <Section title={t.datesTitle}>
      <SupportNotice product={product} today={today} />
      <DescriptionList
        items={dates.map((name) => ({ term: t.fields[name], value: <Day on={product[name]} /> }))}
      />
      {product.dates_source && <p className="muted">{t.source(product.dates_source)}</p>}
    </Section>
  );
}

/** Says when the supplier's support has ended or ends soon; nothing otherwise. */
export function SupportNotice({
  product,
  today,
}: {
  product: Pick<ProductRecord, "support_ends_on" | "life_ends_on">;
  today: string;
}) {
  const t = useText(productsText);
  const format = useFormat();
  const support = supportState(product, today);
  if (support.kind === "ended")
    return <Alert tone="warning">{t.supportEnded(format.dayInWords(support.on))}</Alert>;
  if (support.kind !== "ends") return null;
  const { unit, count } = roughly(support.days);
  return <Alert>{t.supportEnds(t.span[unit](count), format.dayInWords(support.on))}</Alert>;
}
