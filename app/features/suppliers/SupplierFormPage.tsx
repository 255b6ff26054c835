import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ConflictNotice } from "../catalogue/ConflictNotice.tsx";
import { NearMatches } from "../catalogue/NearMatches.tsx";
import { TypedMatches } from "../catalogue/TypedMatches.tsx";
import type { SupplierMatch } from "./matching.server.ts";
import { formatOrganisationNumber } from "./organisation-number.rules.ts";
import { SupplierForm, type SupplierFormState } from "./SupplierForm.tsx";
import { useSupplierWords } from "./SupplierPage.tsx";
import { supplierPath, suppliersPath } from "./suppliers.paths.ts";
import { suppliersText } from "./suppliers.text.ts";

/** The form that adds a supplier, with records like it offered first. */
export function NewSupplierPage({
  slug,
  hidden,
  state,
  near,
}: {
  slug: string;
  hidden: Readonly<Record<string, string>>;
  state: SupplierFormState;
  near: readonly SupplierMatch[];
}) {
  const t = useText(suppliersText);
  return (
    <>
      <PageHeader
        title={t.newTitle}
        lead={t.newLead}
        crumbs={[{ label: t.title, href: suppliersPath(slug) }]}
      />
      <SupplierForm
        state={state}
        hidden={hidden}
        submit={t.newSubmit}
        cancelHref={suppliersPath(slug)}
        aroundName={(name) => (
          <TypedMatches slug={slug} kind="supplier" field="name" hrefFor={(id) => supplierPath(slug, id)}>
            {name}
          </TypedMatches>
        )}
      >
        <NearMatches
          records={near.map((match) => ({
            ...match,
            href: supplierPath(slug, match.id),
            detail: match.organisation_number && formatOrganisationNumber(match.organisation_number),
          }))}
        />
      </SupplierForm>
    </>
  );
}

/** The form that changes a supplier. `now`: what somebody else has made of it meanwhile. */
export function EditSupplierPage({
  slug,
  supplier,
  state,
  now,
}: {
  slug: string;
  supplier: { id: string; name: string; version: number };
  state: SupplierFormState;
  now: Readonly<Record<string, unknown>> | null;
}) {
  const t = useText(suppliersText);
  const common = useText(commonText);
  const words = useSupplierWords();
  const path = supplierPath(slug, supplier.id);
  return (
    <>
      <PageHeader
        title={t.editTitle(supplier.name)}
        crumbs={[
          { label: t.title, href: suppliersPath(slug) },
          { label: supplier.name, href: path },
        ]}
      />
      <SupplierForm
        key={supplier.version}
        state={state}
        hidden={{ version: String(supplier.version) }}
        submit={common.save}
        cancelHref={path}
      >
        {now && (
          <ConflictNotice
            fields={Object.entries(now).map(([field, value]) => ({
              label: words.field(field),
              now: words.value(field, value),
            }))}
          />
        )}
      </SupplierForm>
    </>
  );
}
