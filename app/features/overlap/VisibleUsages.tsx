import type { Lifecycle } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { LifecycleTag } from "../../ui/Tag.tsx";
import { productPath } from "../products/products.paths.ts";
import { usagePath } from "../systems/systems.paths.ts";
import { overlapText } from "./overlap.text.ts";

interface Usage {
  tenant_id: string;
  id: string;
  own_name: string;
  lifecycle: Lifecycle;
  organisation: string;
  product_id: string;
  product_name: string;
}

/** Who uses it, as far as the reader may see: own systems first, then those that others share. No sums: a sum would count. */
export function VisibleUsages({
  slug,
  tenantId,
  name,
  usages,
  isCut,
  of,
}: {
  slug: string;
  tenantId: string;
  /** Of the product, supplier or function. */
  name: string;
  usages: readonly Usage[];
  isCut: boolean;
  of: "product" | "supplier" | "function";
}) {
  const t = useText(overlapText);
  const columns: Column<Usage>[] = [
    {
      id: "organisation",
      heading: t.organisation,
      isRowHeader: true,
      cell: (u) => (u.tenant_id === tenantId ? `${u.organisation} (${t.own})` : u.organisation),
    },
    { id: "system", heading: t.system, cell: (u) => <a href={usagePath(slug, u.id)}>{u.own_name}</a> },
    ...(of === "product"
      ? []
      : [
          {
            id: "product",
            heading: t.product,
            cell: (u: Usage) => <a href={productPath(slug, u.product_id)}>{u.product_name}</a>,
          },
        ]),
    {
      id: "lifecycle",
      heading: t.lifecycle,
      isNarrow: true,
      cell: (u) => <LifecycleTag lifecycle={u.lifecycle}>{t.lifecycles[u.lifecycle]}</LifecycleTag>,
    },
  ];
  const own = of === "product" ? usages.filter((usage) => usage.tenant_id === tenantId).length : 0;
  return (
    <Section title={t.usagesTitle} id="usages">
      {own > 1 && (
        <Alert tone="warning" title={t.twice}>
          <p>{t.twiceText(own)}</p>
        </Alert>
      )}
      {usages.length === 0 ? (
        <p className="muted">{of === "function" ? t.usagesNoneFunction : t.usagesNone}</p>
      ) : (
        <>
          <Table
            caption={t.usagesCaption(name)}
            columns={columns}
            rows={usages}
            rowKey={(u) => `${u.tenant_id} ${u.id}`}
          />
          <p className="rows-shown">{isCut ? t.usagesCut(usages.length) : t.usagesRule}</p>
        </>
      )}
    </Section>
  );
}
