import { useLocale, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Matrix } from "../../ui/Matrix.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { RoleUnit } from "./matrix.server.ts";
import { roleSettingsPath, roleSystemsPath, rolesFilePath, rolesPath } from "./roles.paths.ts";
import { rolesText } from "./roles.text.ts";

interface TypeOfMatrix {
  code: string;
  name_sv: string;
  name_en: string;
  is_mandatory: boolean;
}

export interface MatrixPageProps {
  slug: string;
  units: readonly RoleUnit[];
  types: readonly TypeOfMatrix[];
  /** Mandatory roles without holder, over all systems. */
  gaps: number;
  showsNames: boolean;
  can: { administer: boolean };
}

/** Unit × role: who holds what, and where nobody does. */
export function MatrixPage({ slug, units, types, gaps, showsNames, can }: MatrixPageProps) {
  const t = useText(rolesText);
  const locale = useLocale();
  const nameOf = (type: TypeOfMatrix) => (locale === "sv" ? type.name_sv : type.name_en);
  // fourteen columns of which two say something are hard to read and to print
  const shown = types.filter((type) => type.is_mandatory || units.some((unit) => unit.cells[type.code]));
  const unused = types.filter((type) => !shown.includes(type));
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <LinkButton
              href={showsNames ? rolesPath(slug) : `${rolesPath(slug)}?names=1`}
              variant="tertiary"
              icon="people"
            >
              {showsNames ? t.showCounts : t.showNames}
            </LinkButton>
            <LinkButton href={rolesFilePath(slug, "?show=all")} variant="tertiary" icon="csv" download>
              {t.csv}
            </LinkButton>
            {can.administer && (
              <LinkButton href={roleSettingsPath(slug)} variant="secondary" icon="settings">
                {t.settings}
              </LinkButton>
            )}
          </>
        }
      />
      {units.length === 0 ? (
        <EmptyState title={t.emptyTitle} icon="systems">
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <>
          <p>
            {gaps > 0 ? (
              <a className="ds-link" href={roleSystemsPath(slug, { show: "missing" })}>
                {t.gaps(gaps)}
              </a>
            ) : (
              types.some((type) => type.is_mandatory) && t.noGaps
            )}
          </p>
          <Matrix
            caption={t.title}
            corner={t.unit}
            columns={shown.map((type) => ({
              id: type.code,
              label: type.is_mandatory ? `${nameOf(type)} (${t.mandatory})` : nameOf(type),
              href: roleSystemsPath(slug, { role: type.code, show: "all" }),
            }))}
            rows={units.map((unit) => ({
              id: unit.id,
              label: unit.name ?? t.noUnit,
              note: t.systems(unit.systems),
            }))}
            cell={(row, column) => {
              const unit = units.find((each) => each.id === row.id);
              const type = types.find((each) => each.code === column.id);
              return (
                unit &&
                type && (
                  <Cell slug={slug} unit={unit} type={type} name={nameOf(type)} showsNames={showsNames} />
                )
              );
            }}
          />
          {unused.length > 0 && <p className="muted">{t.unused(unused.map(nameOf).join(", "))}</p>}
          <p className="muted no-print">{t.printHint}</p>
        </>
      )}
    </>
  );
}

/** Names beyond this are counted in a cell. */
const NAMES_IN_CELL = 3;

function Cell(props: {
  slug: string;
  unit: RoleUnit;
  type: TypeOfMatrix;
  name: string;
  showsNames: boolean;
}) {
  const t = useText(rolesText);
  const { slug, unit, type, name, showsNames } = props;
  const cell = unit.cells[type.code];
  const held = cell?.held ?? 0;
  if (held === 0 && !type.is_mandatory) return null;
  const missing = unit.systems - held;
  const holders = cell?.holders ?? [];
  return (
    <>
      <a
        className="nowrap"
        href={roleSystemsPath(slug, { unit: unit.id, role: type.code, show: "all" })}
        aria-label={t.cellFull(held, unit.systems, name, unit.name ?? t.noUnit)}
      >
        {t.cell(held, unit.systems)}
      </a>
      {type.is_mandatory && missing > 0 && (
        <span className="matrix-note">
          <strong>{t.missing(missing)}</strong>
        </span>
      )}
      {showsNames &&
        holders.slice(0, NAMES_IN_CELL).map((holder) => (
          <span key={holder.id} className="matrix-note">
            {t.holder(holder.name, holder.systems)}
          </span>
        ))}
      {showsNames && holders.length > NAMES_IN_CELL && (
        <span className="matrix-note">{t.more(holders.length - NAMES_IN_CELL)}</span>
      )}
    </>
  );
}
