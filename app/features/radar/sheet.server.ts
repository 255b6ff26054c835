import { CSV_TYPE, csvFile } from "#app/server/csv.server.ts";
import { download, type SheetColumn, type SheetRow } from "#app/server/sheet.server.ts";
import type { Door } from "#app/server/tenant.server.ts";
import { XLSX_TYPE, xlsxFile } from "#app/server/xlsx.server.ts";
import { type Locale, textFor } from "../../text/text.ts";
import type { RadarGroup } from "./radar.rules.ts";
import { findRadar, type Radar } from "./radar.server.ts";
import { radarText } from "./radar.text.ts";
import { radarSettingsText } from "./settings.text.ts";

/** Groups that a file holds; more say that the file is cut. */
const GROUPS_IN_FILE = 300;

type Words = ReturnType<typeof textFor<(typeof radarText)["sv"]>>;

/** The radar as a file, under the same choice as on screen: one row per contract and group, and last what it rests on. */
export async function radarFile(
  door: Pick<Door, "db" | "tenant" | "today">,
  search: URLSearchParams,
  { format, locale }: { format: "csv" | "xlsx"; locale: Locale },
): Promise<Response> {
  const t = textFor(radarText, locale);
  const radar = await findRadar(door, search, { limit: GROUPS_IN_FILE, via: "export", locale });
  const c = t.fileColumns;
  const columns: SheetColumn[] = [
    { heading: c.group, kind: "text" },
    { heading: c.owner, kind: "text" },
    { heading: c.number, kind: "text" },
    { heading: c.contract, kind: "text" },
    { heading: c.from, kind: "day" },
    { heading: c.to, kind: "text" },
    { heading: c.chosen, kind: "day" },
    { heading: c.action, kind: "text" },
    { heading: c.due, kind: "day" },
    { heading: c.yearly, kind: "money" },
    { heading: c.spread, kind: "number" },
    { heading: c.startBy, kind: "day" },
    { heading: c.note, kind: "text" },
  ];
  const rows = radar.groups.flatMap((group) => groupRows(group, t));
  const all = [[...rows, ...basisRows(radar, t, locale)]];
  const isCsv = format === "csv";
  const bytes = isCsv ? await csvFile(columns, all) : await xlsxFile(columns, all, t.sheetName);
  return download(bytes, {
    name: `${t.fileName}-${door.today}.${format}`,
    type: isCsv ? CSV_TYPE : XLSX_TYPE,
    rows: rows.length,
    isCut: radar.total > radar.groups.length,
  });
}

function groupRows(group: RadarGroup, t: Words): SheetRow[] {
  const proposed = group.feasible ?? group.nearest;
  const anonymous = group.anonymous.map((one) => t.anonymous(one.atLeast, one.quarter, one.year)).join(" ");
  return group.lines.map((line, index) => [
    group.name,
    line.ownerName,
    line.number,
    line.name,
    line.windowFrom,
    line.windowTo ?? t.untilNotice,
    line.chosen.endsOn,
    line.chosen.action === "option"
      ? t.actions.option(line.chosen.optionSeqs.join(", "))
      : t.actions[line.chosen.action],
    line.chosen.dueOn,
    line.yearlyMinor,
    proposed.spread,
    proposed.startBy,
    [index === 0 ? anonymous : "", group.feasible ? "" : t.tooLate].filter(Boolean).join(" "),
  ]);
}

/** A file travels without the page around it, so it says itself what it rests on. */
function basisRows(radar: Radar, t: Words, locale: Locale): SheetRow[] {
  const s = textFor(radarSettingsText, locale);
  if (!radar.circle) return [];
  const name = t.circleName(
    radar.circle.cooperation,
    radar.circle.is_everyone ? t.everyone : radar.circle.name,
  );
  return [
    [],
    [t.basis, t.basisLine(name, radar.today, radar.leadDays, s.forms[radar.query.form])],
    ...t.rules.map((rule) => ["", rule]),
  ];
}
