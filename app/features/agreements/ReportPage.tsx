import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { MoneyInput, Select, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { agreementsPath, reportFilePath, reportPath, reportRowPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import { useSentences } from "./Fields.tsx";
import type { loadReport, loadReportRow } from "./report.server.ts";
import { reportText } from "./report.text.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";

/** The yearly report to the council, with what is missing in each agreement. */
export function ReportPage({
  data,
  isSaved,
}: {
  data: Awaited<ReturnType<typeof loadReport>>;
  isSaved: boolean;
}) {
  const t = useText(reportText);
  const a = useText(agreementsText);
  const { slug, year } = data;
  return (
    <>
      <PageHeader
        title={t.title(year)}
        lead={t.lead}
        crumbs={[{ label: a.title, href: agreementsPath(slug) }]}
        actions={(["pdf", "csv", "json"] as const).map((type) => (
          <LinkButton
            key={type}
            href={reportFilePath(slug, year, type)}
            variant={type === "pdf" ? "secondary" : "tertiary"}
            icon="download"
            download
          >
            {t[type]}
          </LinkButton>
        ))}
      />
      <Flash message={isSaved ? t.saved : null} />
      <Form method="get" className="button-row">
        <Select
          name="year"
          label={t.year}
          options={data.years.map((each) => ({ value: String(each), label: String(each) }))}
          defaultValue={String(year)}
          empty={false}
        />
        <SubmitButton variant="secondary">{t.show}</SubmitButton>
      </Form>
      <p>{data.summary}</p>
      {data.sections.map((section) => (
        <Section
          key={section.id}
          title={section.title}
          actions={
            data.mayFill && (
              <LinkButton
                href={reportRowPath(slug, section.id, year)}
                variant="tertiary"
                icon="pencil"
                aria-label={t.fillFor(section.title)}
              >
                {t.fill}
              </LinkButton>
            )
          }
        >
          <DescriptionList
            items={section.items.map((item) => ({
              term: item.term,
              value: item.value ?? <Tag tone="warning">{t.missing}</Tag>,
            }))}
          />
        </Section>
      ))}
      {data.leftOut.length > 0 && (
        <Section title={t.leftOut}>
          <ul>
            {data.leftOut.map((each) => (
              <li key={each.id}>
                {each.text} {data.mayFill && <a href={reportRowPath(slug, each.id, year)}>{t.fill}</a>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** What only people know of one agreement and year. */
export function ReportRowPage({
  data,
  ...posted
}: { data: Awaited<ReturnType<typeof loadReportRow>> } & Posted) {
  const t = useText(reportText);
  const common = useText(commonText);
  const errors = useSentences(posted.errors);
  const typed = posted.typed ?? data.typed;
  const field = (name: string) => ({
    name,
    label: t.form[name] ?? name,
    defaultValue: typed[name] ?? "",
    error: errors[name],
  });
  return (
    <div className="narrow">
      <PageHeader
        title={t.rowTitle(data.agreement.title, data.year)}
        crumbs={[
          ...useCrumbs(data.slug, data.agreement),
          { label: t.title(data.year), href: reportPath(data.slug, data.year) },
        ]}
      />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={errors} />
        <TextArea {...field("follow_up")} rows={6} />
        <MoneyInput {...field("cost")} description={t.costHint} />
        <Checkbox
          name="is_left_out"
          label={t.form.is_left_out}
          value="1"
          defaultChecked={Boolean(typed.is_left_out)}
        />
        <TextArea {...field("left_out_reason")} description={t.reasonHint} rows={3} />
        <div className="form-actions">
          <SubmitButton>{common.save}</SubmitButton>
          <LinkButton href={reportPath(data.slug, data.year)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}
