import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { NearMatches } from "../catalogue/NearMatches.tsx";
import { TypedMatches } from "../catalogue/TypedMatches.tsx";
import type { FunctionRow } from "../functions/functions.server.ts";
import type { ProductMatch } from "./matching.server.ts";
import { ProductForm, type ProductFormState } from "./ProductForm.tsx";
import { productPath, productsPath, takeIntoUsePath } from "./products.paths.ts";
import { productsText } from "./products.text.ts";

/** The form that adds a product, with records like it offered first. */
export function NewProductPage({
  slug,
  functions,
  hidden,
  state,
  near,
}: {
  slug: string;
  functions: readonly FunctionRow[];
  hidden: Readonly<Record<string, string>>;
  state: ProductFormState;
  near: readonly ProductMatch[];
}) {
  const t = useText(productsText);
  return (
    <>
      <PageHeader
        title={t.newTitle}
        lead={t.newLead}
        crumbs={[{ label: t.title, href: productsPath(slug) }]}
      />
      <ProductForm
        state={state}
        functions={functions}
        hidden={hidden}
        submit={t.newSubmit}
        cancelHref={productsPath(slug)}
        aroundName={(name) => (
          <TypedMatches slug={slug} kind="product" field="name" hrefFor={(id) => productPath(slug, id)}>
            {name}
          </TypedMatches>
        )}
      >
        <NearMatches
          records={near.map((match) => ({
            ...match,
            href: productPath(slug, match.id),
            detail: match.supplier_name,
            action: (
              <LinkButton
                href={takeIntoUsePath(slug, match.id)}
                variant="secondary"
                aria-label={`${t.nearUse}: ${match.name}`}
              >
                {t.nearUse}
              </LinkButton>
            ),
          }))}
        />
      </ProductForm>
    </>
  );
}
