import { useFormat, useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { choiceLabel, fieldsText } from "../systems/fields.text.ts";
import { systemsPath } from "../systems/systems.paths.ts";
import { countryQuery, formQuery } from "./reports.rules.ts";
import type { HostingFigure } from "./reports.server.ts";
import { reportsText } from "./reports.text.ts";

/** Own systems by hosting form and by country: figures as a table, with a bar beside each for the eye. */
export function HostingTables(props: {
  slug: string;
  total: number;
  forms: readonly HostingFigure[];
  countries: readonly HostingFigure[];
  countryNames: Record<string, string>;
}) {
  const { slug } = props;
  const t = useText(reportsText);
  const fields = useText(fieldsText);
  return (
    <Section title={t.hosting}>
      <p className="page-header-lead">{t.hostingWhy}</p>
      <div className="report-columns">
        <BarTable
          {...props}
          caption={t.byForm}
          heading={t.form}
          figures={props.forms}
          label={(code) => choiceLabel(fields, "hosting_form", code)}
          href={(code) => systemsPath(slug, formQuery(code))}
        />
        <BarTable
          {...props}
          caption={t.byCountry}
          heading={t.country}
          figures={props.countries}
          label={(code) => props.countryNames[code] ?? code}
          href={(code) => systemsPath(slug, countryQuery(code))}
        />
      </div>
    </Section>
  );
}

/** Figures as a table: how many systems gave each answer, as number, share and bar. */
export function BarTable(props: {
  caption: string;
  heading: string;
  total: number;
  figures: readonly HostingFigure[];
  label: (code: string) => string;
  href: (code: string | null) => string;
}) {
  const { total, figures } = props;
  const t = useText(reportsText);
  const format = useFormat();
  return (
    <Table
      caption={props.caption}
      showCaption
      rows={figures}
      rowKey={(row) => row.code ?? ""}
      columns={[
        {
          id: "code",
          heading: props.heading,
          isRowHeader: true,
          cell: (row) => (
            <a className="ds-link" href={props.href(row.code)}>
              {row.code === null ? t.notGiven : props.label(row.code)}
            </a>
          ),
        },
        { id: "count", heading: t.count, align: "end", cell: (row) => format.number(row.count) },
        {
          id: "share",
          heading: t.share,
          cell: (row) => (
            <span className="report-share">
              <Bar share={row.count / total} isMissing={row.code === null} />
              {format.percent(row.count / total, 0)}
            </span>
          ),
        },
      ]}
    />
  );
}

/** The figure stands beside it in words, so the bar itself is silent. */
function Bar({ share, isMissing }: { share: number; isMissing: boolean }) {
  return (
    <svg
      className="report-bar"
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
      data-missing={isMissing || undefined}
    >
      <rect className="report-bar-whole" width="100" height="12" />
      <rect className="report-bar-part" width={Math.max(1, Math.round(share * 1000) / 10)} height="12" />
    </svg>
  );
}
