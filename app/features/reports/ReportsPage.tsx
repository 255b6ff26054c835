import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { systemsPath } from "../systems/systems.paths.ts";
import { HostingTables } from "./HostingTables.tsx";
import { opennessText } from "./openness.text.ts";
import { processingText } from "./processing.text.ts";
import { opennessPath, processingPath, reportsFilePath, systemsFilePath } from "./reports.paths.ts";
import { REPORTS, type Report, reportQuery } from "./reports.rules.ts";
import type { Overview } from "./reports.server.ts";
import { reportsText } from "./reports.text.ts";

/** Figures of the own systems, each with why it matters, the list behind it and the list as a file. */
export function ReportsPage({
  slug,
  total,
  figures,
  hosting,
  countryNames,
  hasProcessing,
  hasOpenness,
}: Overview & { slug: string; countryNames: Record<string, string> }) {
  const t = useText(reportsText);
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          total > 0 && (
            <>
              <LinkButton href={reportsFilePath(slug, "csv")} variant="secondary" icon="csv" download>
                {t.csv}
              </LinkButton>
              <LinkButton href={reportsFilePath(slug, "xlsx")} variant="secondary" icon="excel" download>
                {t.excel}
              </LinkButton>
            </>
          )
        }
      />
      {total === 0 ? (
        <EmptyState
          title={t.empty}
          icon="chart"
          actions={
            <LinkButton href={systemsPath(slug)} variant="secondary">
              {t.toSystems}
            </LinkButton>
          }
        >
          <p>{t.emptyText}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t.decisions}>
            <div className="report-grid">
              {REPORTS.map((report) => {
                const figure = figures.find((each) => each.work === report.work);
                return (
                  figure && (
                    <ReportCard
                      key={report.work}
                      slug={slug}
                      report={report}
                      count={figure.count}
                      total={total}
                    />
                  )
                );
              })}
              {hasOpenness && <OpennessCard slug={slug} />}
              {hasProcessing && <ProcessingCard slug={slug} />}
            </div>
          </Section>
          {hosting && <HostingTables slug={slug} total={total} countryNames={countryNames} {...hosting} />}
        </>
      )}
    </>
  );
}

function OpennessCard({ slug }: { slug: string }) {
  const t = useText(opennessText);
  return (
    <Card title={t.title} level={3}>
      <p>{t.card}</p>
      <div className="button-row">
        <LinkButton href={opennessPath(slug)} variant="secondary">
          {t.open}
        </LinkButton>
      </div>
    </Card>
  );
}

function ProcessingCard({ slug }: { slug: string }) {
  const t = useText(processingText);
  return (
    <Card title={t.title} level={3}>
      <p>{t.card}</p>
      <div className="button-row">
        <LinkButton href={processingPath(slug)} variant="secondary">
          {t.open}
        </LinkButton>
      </div>
    </Card>
  );
}

/** One figure with why it matters, the list behind it and the list as a file. */
export function ReportCard(props: { slug: string; report: Report; count: number; total: number }) {
  const { slug, report, count, total } = props;
  const t = useText(reportsText);
  const words = t.reports[report.work]!;
  const query = reportQuery(report);
  return (
    <Card title={words.title} level={3}>
      <p className="report-count">{t.ofTotal(count, total)}</p>
      <p>{words.why}</p>
      {count > 0 && (
        <div className="button-row">
          <LinkButton
            href={systemsPath(slug, query)}
            variant="secondary"
            aria-label={t.showListOf(words.title)}
          >
            {t.showList}
          </LinkButton>
          <LinkButton
            href={systemsFilePath(slug, "csv", query)}
            variant="tertiary"
            icon="csv"
            download
            aria-label={t.csvOf(words.title)}
          >
            {t.csv}
          </LinkButton>
          <LinkButton
            href={systemsFilePath(slug, "xlsx", query)}
            variant="tertiary"
            icon="excel"
            download
            aria-label={t.excelOf(words.title)}
          >
            {t.excel}
          </LinkButton>
        </div>
      )}
    </Card>
  );
}
