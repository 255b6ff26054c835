/** Where a choice of columns is posted. */
export function listColumnsPath(slug: string, list: string): string {
  return `/${slug}/lists/${list}/columns`;
}
