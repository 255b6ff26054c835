import type { KeyboardEvent } from "react";

const CONTROLS = "a[href], button:not([disabled]), input[type='checkbox']:not([disabled])";

/**
 * Arrow up and down in a table: from a link, button or checkbox to the one in the same column of the row above or below, so that a
 * long list is not a hundred presses of the tab key. Fields that use the arrows themselves keep them, and so do screen readers, which
 * read with the arrows and do not pass them on; there are no letters as shortcuts.
 */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  const control = (event.target as HTMLElement).closest<HTMLElement>(CONTROLS);
  const cell = control?.closest<HTMLTableCellElement>("td, th");
  const row = cell?.closest("tr");
  if (!cell || !row) return;
  for (let next = sibling(row, step); next; next = sibling(next, step)) {
    const found = next.cells[cell.cellIndex]?.querySelector<HTMLElement>(CONTROLS);
    if (!found) continue;
    event.preventDefault();
    found.focus();
    return;
  }
}

function sibling(row: HTMLTableRowElement, step: number): HTMLTableRowElement | null {
  return (step > 0 ? row.nextElementSibling : row.previousElementSibling) as HTMLTableRowElement | null;
}
