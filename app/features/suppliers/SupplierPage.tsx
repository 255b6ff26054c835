import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { CatalogueHistory, type HistoryLine } from "../catalogue/CatalogueHistory.tsx";
import { StateMark, StateNotice } from "../catalogue/StateTag.tsx";
import { formatOrganisationNumber } from "./organisation-number.rules.ts";
import { supplierEditPath, suppliersPath } from "./suppliers.paths.ts";
import type { SupplierRecord } from "./suppliers.server.ts";
import { suppliersText } from "./suppliers.text.ts";

/** Words for the fields of a supplier and their values, for history and conflicts. */
export function useSupplierWords() {
  const fields: Record<string, string> = useText(suppliersText).fields;
  return {
    field: (name: string) => fields[name] ?? name,
    value: (_field: string, value: unknown) =>
      Array.isArray(value) ? value.join(", ") : value === null || value === undefined ? "" : String(value),
  };
}

/** A supplier: facts, then what the route puts in (products, usages), history. */
export function SupplierPage({
  supplier,
  history,
  can,
  mergeHref,
  slug,
  done,
  children,
}: {
  supplier: SupplierRecord;
  history: readonly HistoryLine[] | null;
  can: { edit: boolean };
  /** Where the record is merged with another; null for all but catalogue editors. */
  mergeHref: string | null;
  slug: string;
  done: string | null;
  children?: ReactNode;
}) {
  const t = useText(suppliersText);
  const words = useSupplierWords();
  const said: Record<string, string> = { created: t.savedNew, saved: t.saved, unchanged: t.unchanged };
  return (
    <>
      <PageHeader
        title={supplier.name}
        crumbs={[{ label: t.title, href: suppliersPath(slug) }]}
        meta={<StateMark state={supplier.state} />}
        actions={
          <>
            {mergeHref && (
              <LinkButton href={mergeHref} variant="secondary" icon="merge">
                {t.merge}
              </LinkButton>
            )}
            {can.edit && (
              <LinkButton href={supplierEditPath(slug, supplier.id)} variant="secondary" icon="pencil">
                {t.edit}
              </LinkButton>
            )}
          </>
        }
      />
      <Flash message={done && said[done]} tone={done === "unchanged" ? "info" : "success"} />
      <StateNotice state={supplier.state} maker={supplier.maker_name} message={supplier.decision_message} />
      <Section title={t.about}>
        <DescriptionList
          items={[
            {
              term: t.fields.organisation_number,
              value: supplier.organisation_number && formatOrganisationNumber(supplier.organisation_number),
            },
            {
              term: t.fields.website,
              value: supplier.website && (
                <a href={supplier.website} rel="noreferrer">
                  {new URL(supplier.website).host}
                </a>
              ),
            },
            { term: t.fields.country, value: supplier.country },
            { term: t.fields.aliases, value: supplier.aliases.map((alias) => alias.name).join(", ") },
          ]}
        />
      </Section>
      {children}
      {history && <CatalogueHistory events={history} caption={supplier.name} show={words} />}
    </>
  );
}
