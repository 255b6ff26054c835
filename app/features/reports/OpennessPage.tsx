import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { choiceLabel, fieldLabel, fieldsText } from "../systems/fields.text.ts";
import { OPENNESS_QUESTIONS } from "../systems/openness.rules.ts";
import { systemsPath } from "../systems/systems.paths.ts";
import { BarTable } from "./HostingTables.tsx";
import type { OpennessFigures } from "./openness.server.ts";
import { opennessText } from "./openness.text.ts";
import { ReportCard } from "./ReportsPage.tsx";
import { opennessFilePath, reportsPath } from "./reports.paths.ts";
import { answerQuery, OPENNESS_REPORTS } from "./reports.rules.ts";
import { reportsText } from "./reports.text.ts";

/** How open the own systems are: what to look at first, then the answers to each question, each with the list behind it. */
export function OpennessPage({ slug, total, figures, answers }: OpennessFigures & { slug: string }) {
  const t = useText(opennessText);
  const reports = useText(reportsText);
  const fields = useText(fieldsText);
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        crumbs={[{ label: reports.title, href: reportsPath(slug) }]}
        actions={
          total > 0 && (
            <>
              <LinkButton href={opennessFilePath(slug, "csv")} variant="secondary" icon="csv" download>
                {reports.csv}
              </LinkButton>
              <LinkButton href={opennessFilePath(slug, "xlsx")} variant="secondary" icon="excel" download>
                {reports.excel}
              </LinkButton>
            </>
          )
        }
      />
      {total === 0 ? (
        <EmptyState
          title={reports.empty}
          icon="chart"
          actions={
            <LinkButton href={systemsPath(slug)} variant="secondary">
              {reports.toSystems}
            </LinkButton>
          }
        >
          <p>{reports.emptyText}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t.first}>
            <div className="report-grid">
              {OPENNESS_REPORTS.map((report) => (
                <ReportCard
                  key={report.work}
                  slug={slug}
                  report={report}
                  count={figures.find(({ work }) => work === report.work)?.count ?? 0}
                  total={total}
                />
              ))}
            </div>
          </Section>
          <Section title={t.answers}>
            <p className="page-header-lead">{t.answersNote}</p>
            <div className="report-columns">
              {OPENNESS_QUESTIONS.map((question) => (
                <BarTable
                  key={question}
                  caption={fieldLabel(fields, question)}
                  heading={t.answer}
                  total={total}
                  figures={answers[question]}
                  label={(code) => choiceLabel(fields, question, code)}
                  href={(code) => systemsPath(slug, answerQuery(question, code))}
                />
              ))}
            </div>
          </Section>
        </>
      )}
    </>
  );
}
