import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { unitPath } from "./organisations.paths.ts";
import { organisationsText } from "./organisations.text.ts";
import { UnitForm } from "./UnitForm.tsx";
import type { PlacedUnit, Unit } from "./units.rules.ts";

/** The tree of units and a form for one more. */
export function UnitsPage({
  slug,
  units,
  can,
  done,
  values,
  errors,
}: {
  slug: string;
  units: readonly PlacedUnit<Unit & { people: number; systems: number }>[];
  can: { administer: boolean };
  done: string | null;
  values: { name: string; parent_unit_id: string } | undefined;
  errors: Record<string, string> | undefined;
}) {
  const t = useText(organisationsText);
  return (
    <>
      <PageHeader title={t.units} lead={t.unitsLead} />
      <Flash message={!errors && (done === "saved" ? t.saved : done === "removed" && t.removed)} />
      {units.length === 0 ? (
        <EmptyState title={t.noUnits}>{can.administer && <p>{t.noUnitsText}</p>}</EmptyState>
      ) : (
        <Table
          caption={t.units}
          rows={units}
          rowKey={(row) => row.id}
          columns={[
            {
              id: "name",
              heading: t.unit,
              isRowHeader: true,
              cell: (row) => (
                <>
                  <span aria-hidden="true">{"\u2003".repeat(row.depth)}</span>
                  {can.administer ? <a href={unitPath(slug, row.id)}>{row.name}</a> : row.name}
                </>
              ),
            },
            {
              id: "parent",
              heading: t.parent,
              cell: (row) => units.find((unit) => unit.id === row.parent_unit_id)?.name,
            },
            {
              id: "uses",
              heading: t.usedBy,
              cell: (row) => t.uses(row.people, row.systems) || <span className="muted">{t.unused}</span>,
            },
          ]}
        />
      )}
      {can.administer && (
        <Section title={t.addUnit}>
          <UnitForm
            values={values ?? { name: "", parent_unit_id: null }}
            parents={units}
            errors={errors}
            submit={t.addUnit}
          />
        </Section>
      )}
    </>
  );
}
