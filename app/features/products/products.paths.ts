/** Address of the product list; with `q` the products whose name contains it. */
export function productsPath(slug: string, q?: string): string {
  return `/${slug}/products${q ? `?q=${encodeURIComponent(q)}` : ""}`;
}

/** Address of a product's page. */
export function productPath(slug: string, id: string): string {
  return `/${slug}/products/${id}`;
}

/** Address of the form that changes a product. */
export function productEditPath(slug: string, id: string): string {
  return `/${slug}/products/${id}/edit`;
}

/** Address of the form that adds a product, with the name filled in. */
export function newProductPath(slug: string, name?: string): string {
  return `/${slug}/products/new${name ? `?name=${encodeURIComponent(name)}` : ""}`;
}

/** Address where a product is taken into use. */
export function takeIntoUsePath(slug: string, productId: string): string {
  return `/${slug}/systems/new?product=${productId}`;
}
