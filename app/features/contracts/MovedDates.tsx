import { useFormat, useText } from "../../text/useText.ts";
import { Table } from "../../ui/Table.tsx";
import { contractFormText } from "./form.text.ts";
import type { MovedDate } from "./moved.rules.ts";
import { choiceWord, dateWord, wordsText } from "./words.text.ts";

/** Dates that a change would move, each from what to what. */
export function MovedDates({ moved }: { moved: readonly MovedDate[] }) {
  const t = useText(contractFormText);
  const w = useText(wordsText);
  const format = useFormat();
  const value = (key: string, text: string | null) =>
    text === null ? t.none : key === "status" ? choiceWord(w, "status", text) : format.day(text);
  return (
    <Table
      caption={t.movedTitle}
      rows={moved}
      rowKey={(row) => row.key}
      columns={[
        { id: "date", heading: t.movedDate, isRowHeader: true, cell: (row) => dateWord(w, row.key) },
        { id: "old", heading: t.movedOld, cell: (row) => value(row.key, row.old), isNarrow: true },
        {
          id: "new",
          heading: t.movedNew,
          cell: (row) => <strong>{value(row.key, row.new)}</strong>,
          isNarrow: true,
        },
      ]}
    />
  );
}
