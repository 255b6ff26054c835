import { useFormat, useText } from "../../text/useText.ts";
import { fieldId } from "../../ui/Field.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { inputName } from "./lead-times.form.ts";
import {
  type LeadTime,
  type LeadTimePart,
  leadTimeParts,
  type ProcurementForm,
  procurementForms,
  totalLeadTime,
} from "./lead-times.rules.ts";
import { radarSettingsText } from "./settings.text.ts";

interface Props {
  leadTimes: Record<ProcurementForm, LeadTime>;
  isEditable: boolean;
  typed?: Record<string, string>;
  wrong?: Record<string, string>;
}

/** Days per step and form of procurement, with their sums; as inputs for whoever may change them. */
export function LeadTimesTable({ leadTimes, isEditable, typed, wrong }: Props) {
  const t = useText(radarSettingsText);
  const format = useFormat();
  const cell = (form: ProcurementForm, part: LeadTimePart) => {
    const days = leadTimes[form][part];
    if (!isEditable) return format.number(days);
    const name = inputName(form, part);
    return (
      <input
        className="ds-input input-short"
        type="text"
        inputMode="numeric"
        maxLength={5}
        id={fieldId(name)}
        name={name}
        aria-label={t.inputLabel(t.parts[part], t.forms[form])}
        aria-invalid={wrong?.[name] ? true : undefined}
        defaultValue={typed?.[name] ?? String(days)}
      />
    );
  };
  const columns: Column<LeadTimePart>[] = [
    { id: "part", heading: t.part, isRowHeader: true, cell: (part) => t.parts[part] },
    ...procurementForms.map((form) => ({
      id: form,
      heading: t.shortForms[form],
      align: "end" as const,
      cell: (part: LeadTimePart) => cell(form, part),
    })),
  ];
  return (
    <Table
      caption={t.leadTimes}
      rows={leadTimeParts}
      rowKey={(part) => part}
      columns={columns}
      footer={
        <tr>
          <th scope="row">{t.total}</th>
          {procurementForms.map((form) => (
            <td key={form} data-align="end">
              {format.number(totalLeadTime(leadTimes[form]))} {t.days}
            </td>
          ))}
        </tr>
      }
    />
  );
}
