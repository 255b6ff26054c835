/** Whether a navigation item stands for the page at `pathname`: the same path or one below it. */
export function isCurrent(item: { href: string; exact?: boolean }, pathname: string): boolean {
  const path = item.href.split("?")[0]!;
  return pathname === path || (!item.exact && pathname.startsWith(`${path}/`));
}
