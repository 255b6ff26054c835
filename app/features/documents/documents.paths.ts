/** Address of a stored file's content. `slug` is the organisation's part of the address, also in "view as". */
export function filePath(slug: string, id: string): string {
  return `/${slug}/files/${id}`;
}
