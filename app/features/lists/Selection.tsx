import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Button, SubmitButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { Column } from "../../ui/Table.tsx";
import { listsText } from "./lists.text.ts";

/**
 * Rows of a list that are ticked to do something with all of them. What is ticked is kept on the server, so it survives turning
 * the page, and everything works by plain form.
 */
export interface ListSelection<Row> {
  /** Where the ticks are posted: `row` per ticked row, `shown` per row that could be ticked, `query` of the list, `do` or `page`. */
  action: string;
  isChosen: (row: Row) => boolean;
  /** Why a row cannot be ticked, in words; nothing when it can. */
  refusal: (row: Row) => string | undefined;
  /** Name of the row's box for those who do not see the row: "Välj Procapita". */
  label: (row: Row) => string;
  /** How many are chosen, over all pages. */
  chosen: number;
  /** What is said of the last command: why it failed, what was left out. */
  notice?: ReactNode;
  /** What can be done with the chosen rows: the button for `do=edit`. */
  next: string;
  /** More beside the buttons: links. */
  tools?: ReactNode;
}

/** The list's table and pages, in the form that keeps the ticks; the bare children when nothing can be ticked. */
export function SelectionForm<Row>(props: {
  selection?: ListSelection<Row>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Rows that the filter shows, over all pages. */
  total: number;
  children: ReactNode;
}) {
  const { selection, rows, rowKey, total, children } = props;
  const t = useText(listsText);
  const format = useFormat();
  const { search } = useLocation();
  if (!selection) return children;
  const command = (value: string, label: string) => (
    <Button type="submit" name="do" value={value} variant="secondary">
      {label}
    </Button>
  );
  return (
    <Form method="post" action={selection.action} className="list-selection">
      <input type="hidden" name="query" value={search.replace(/^\?/, "")} />
      {rows
        .filter((row) => !selection.refusal(row))
        .map((row) => (
          <input key={rowKey(row)} type="hidden" name="shown" value={rowKey(row)} />
        ))}
      <div className="selection-bar">
        <p role="status">
          <strong>{t.selectOf(format.number(selection.chosen), format.number(total))}</strong>
        </p>
        {selection.notice}
        <div className="button-row">
          {/* first in the form, so that Enter in a box keeps the ticks and nothing else */}
          {command("keep", t.selectKeep)}
          {command("page", t.selectPage)}
          {command("matching", t.selectMatching(format.number(total)))}
          {selection.chosen > 0 && command("clear", t.selectClear)}
          <SubmitButton name="do" value="edit">
            {selection.next}
          </SubmitButton>
        </div>
        <p className="muted">{t.selectHint}</p>
        {selection.tools}
      </div>
      {children}
    </Form>
  );
}

/** The column of boxes. */
export function selectionColumn<Row>(
  selection: ListSelection<Row>,
  { rowKey, heading }: { rowKey: (row: Row) => string; heading: string },
): Column<Row> {
  return {
    id: "select",
    heading,
    isNarrow: true,
    cell: (row) => <Box row={row} selection={selection} value={rowKey(row)} />,
  };
}

function Box<Row>({ row, selection, value }: { row: Row; selection: ListSelection<Row>; value: string }) {
  // after each answer the boxes say what is kept, also those that were ticked in between
  const { key } = useLocation();
  const refusal = selection.refusal(row);
  if (refusal)
    return (
      <span className="selection-refused" title={refusal}>
        <Icon name="lock" />
        <span className="ds-sr-only">{refusal}</span>
      </span>
    );
  return (
    <label className="selection-box">
      <input
        key={key}
        type="checkbox"
        className="ds-input"
        name="row"
        value={value}
        defaultChecked={selection.isChosen(row)}
      />
      <span className="ds-sr-only">{selection.label(row)}</span>
    </label>
  );
}
