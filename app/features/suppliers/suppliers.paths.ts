/** Address of the supplier list. */
export function suppliersPath(slug: string): string {
  return `/${slug}/suppliers`;
}

/** Address of a supplier's page. */
export function supplierPath(slug: string, id: string): string {
  return `/${slug}/suppliers/${id}`;
}

/** Address of the form that changes a supplier. */
export function supplierEditPath(slug: string, id: string): string {
  return `/${slug}/suppliers/${id}/edit`;
}

/** Address of the form that adds a supplier, with the name filled in. */
export function newSupplierPath(slug: string, name?: string): string {
  return `/${slug}/suppliers/new${name ? `?name=${encodeURIComponent(name)}` : ""}`;
}
