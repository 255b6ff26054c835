import { useFormat, useText } from "../../text/useText.ts";
import { Table } from "../../ui/Table.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import type { SharingChange } from "./sharing.rules.ts";
import { isFieldGroup } from "./sharing.rules.ts";
import { sharingText } from "./sharing.text.ts";

/** Changes of sharing with old and new value, who and when. */
export function SharingLog({ changes }: { changes: readonly SharingChange[] }) {
  const t = useText(sharingText);
  const format = useFormat();
  const value = (change: SharingChange, side: "old" | "new") => {
    const given = change[side];
    if (typeof given === "boolean") return given ? t.shared : t.notShared;
    if (typeof given !== "string") return t.noValue;
    const day = format.day(given);
    return change.field === "leaves_on" ? t.leavesValue(day) : t.memberValue(day);
  };
  if (changes.length === 0) return <p className="muted">{t.logNone}</p>;
  return (
    <Table
      caption={t.log}
      rows={changes}
      rowKey={(row) => row.id}
      columns={[
        { id: "at", heading: t.when, isNarrow: true, cell: (row) => <Timestamp at={row.at} /> },
        {
          id: "what",
          heading: t.what,
          isRowHeader: true,
          cell: (row) => (
            <>
              {isFieldGroup(row.field) ? t.groups[row.field] : t.membership}
              {row.reason && row.reason in t.reasons && (
                <span className="description-note">{t.reasons[row.reason as keyof typeof t.reasons]}</span>
              )}
            </>
          ),
        },
        { id: "whom", heading: t.whom, cell: (row) => row.circle },
        { id: "old", heading: t.from, cell: (row) => value(row, "old") },
        { id: "new", heading: t.to, cell: (row) => value(row, "new") },
        { id: "who", heading: t.who, cell: (row) => row.by_name },
      ]}
    />
  );
}
