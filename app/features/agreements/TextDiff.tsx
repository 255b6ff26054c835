import { Fragment } from "react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { type Column, Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { isDay } from "../lists/lists.rules.ts";
import { agreementsText } from "./agreements.text.ts";
import { amendmentsText } from "./amendments.text.ts";
import type { ClauseDiff, Piece } from "./diff.rules.ts";
import { wordsOf } from "./fields.rules.ts";
import type { MovedDate, TermRow } from "./terms.rules.ts";
import { agreementWords } from "./words.text.ts";

/** A text with what was taken out struck through and what is new underlined; said in words for those who do not see it. */
function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  const t = useText(amendmentsText);
  return pieces.map((piece, index) => {
    const key = `${index}${piece.kind}`;
    if (piece.kind === "kept") return <Fragment key={key}>{piece.text}</Fragment>;
    const Element = piece.kind === "added" ? "ins" : "del";
    return (
      <Element key={key}>
        <span className="ds-sr-only"> {piece.kind === "added" ? t.addedText : t.removedText} </span>
        {piece.text}
      </Element>
    );
  });
}

/** Two texts clause by clause. */
export function TextDiff({
  diff,
  names,
}: {
  diff: readonly ClauseDiff[];
  names: Readonly<Record<string, string>>;
}) {
  const t = useText(amendmentsText);
  const a = useText(agreementsText);
  const w = useText(agreementWords);
  const tones = { kept: "neutral", changed: "info", added: "success", removed: "danger" } as const;
  if (diff.length === 0) return <p className="muted">{t.textSame}</p>;
  return (
    <>
      <p className="muted">{t.legend}</p>
      {diff.map((clause) => (
        <article key={clause.id} className="prose agreement-clause">
          <h3 className="ds-heading" data-size="2xs">
            <Pieces pieces={clause.heading} />
          </h3>
          <p>
            <Tag tone={tones[clause.kind]}>{w.clause_change[clause.kind]}</Tag>
          </p>
          <p className="agreement-words">
            <Pieces pieces={clause.body} />
          </p>
          {clause.deviations.map((each) => (
            <p key={each.organisation_id} className="agreement-words">
              <strong>{a.deviationFor(names[each.organisation_id] ?? "")}</strong>{" "}
              <Pieces pieces={each.pieces} />
            </p>
          ))}
        </article>
      ))}
    </>
  );
}

/** Terms before and after. */
export function TermChanges({ terms }: { terms: readonly TermRow[] }) {
  const t = useText(amendmentsText);
  const { fields } = useText(agreementsText);
  const wordFor = useTermValue();
  if (terms.length === 0) return null;
  const columns: Column<TermRow>[] = [
    {
      id: "term",
      heading: t.term,
      isRowHeader: true,
      cell: (row) => (row.field === "renewed_until" ? t.renewedUntil : (fields[row.field] ?? row.field)),
    },
    { id: "from", heading: t.before, cell: (row) => wordFor(row, "from") },
    { id: "to", heading: t.after, cell: (row) => wordFor(row, "to") },
  ];
  return <Table caption={t.termChanges} columns={columns} rows={terms} rowKey={(row) => row.field} />;
}

function useTermValue() {
  const t = useText(amendmentsText);
  const common = useText(commonText);
  const w = useText(agreementWords);
  const format = useFormat();
  return ({ field, units, ...row }: TermRow, side: "from" | "to"): string => {
    const value = row[side];
    if (value === null || value === "") return t.noValue;
    if (units) return `${value} ${w.unit[String(units[side])] ?? ""}`;
    if (typeof value === "boolean") return value ? common.yes : common.no;
    const words = wordsOf(field);
    if (words) return w[words][String(value)] ?? String(value);
    return typeof value === "string" && isDay(value) ? format.day(value) : String(value);
  };
}

/** The computed dates before and after. */
export function MovedDates({ moved, on }: { moved: readonly MovedDate[]; on: string }) {
  const t = useText(amendmentsText);
  const a = useText(agreementsText);
  const format = useFormat();
  if (moved.length === 0) return <p className="muted">{t.nothingMoves}</p>;
  const day = (each: string | null) => (each ? format.day(each) : "–");
  const columns: Column<MovedDate>[] = [
    { id: "date", heading: t.date, isRowHeader: true, cell: (row) => a.dateWords[row.fact] },
    { id: "from", heading: t.before, isNarrow: true, cell: (row) => day(row.from) },
    { id: "to", heading: t.after, isNarrow: true, cell: (row) => day(row.to) },
  ];
  return (
    <>
      <Table caption={t.movedDates} columns={columns} rows={moved} rowKey={(row) => row.fact} />
      <p className="muted">{t.movedOn(format.day(on))}</p>
    </>
  );
}
