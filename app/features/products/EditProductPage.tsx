import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { ConflictNotice } from "../catalogue/ConflictNotice.tsx";
import type { FunctionRow } from "../functions/functions.server.ts";
import { ProductForm, type ProductFormState } from "./ProductForm.tsx";
import { productPath, productsPath } from "./products.paths.ts";
import { productsText } from "./products.text.ts";
import { useProductWords } from "./useProductWords.ts";

/** The form that changes a product. `now`: what somebody else has made of it meanwhile. */
export function EditProductPage({
  slug,
  product,
  functions,
  state,
  now,
}: {
  slug: string;
  product: { id: string; name: string; version: number };
  functions: readonly FunctionRow[];
  state: ProductFormState;
  now: Readonly<Record<string, unknown>> | null;
}) {
  const t = useText(productsText);
  const common = useText(commonText);
  const words = useProductWords(functions);
  const path = productPath(slug, product.id);
  return (
    <>
      <PageHeader
        title={t.editTitle(product.name)}
        crumbs={[
          { label: t.title, href: productsPath(slug) },
          { label: product.name, href: path },
        ]}
      />
      <ProductForm
        key={product.version}
        state={state}
        functions={functions}
        hidden={{ version: String(product.version) }}
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
      </ProductForm>
    </>
  );
}
