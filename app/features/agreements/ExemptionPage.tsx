import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { Fieldset, RadioGroup } from "../../ui/Choices.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { agreementsText } from "./agreements.text.ts";
import { QUESTIONS } from "./exemption.rules.ts";
import type { loadExemption } from "./exemption.server.ts";
import { exemptionText } from "./exemption.text.ts";
import { Fields, useSentences } from "./Fields.tsx";
import { EXEMPTION_FIELDS } from "./fields.rules.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";
import { agreementWords } from "./words.text.ts";

type Data = Awaited<ReturnType<typeof loadExemption>>;

/** The examination of an agreement's ground in procurement law: conditions, three years' figures, the reviewer's word. */
export function ExemptionPage({ data, isSaved, ...posted }: { data: Data; isSaved: boolean } & Posted) {
  const t = useText(exemptionText);
  const a = useText(agreementsText);
  const errors = useSentences(posted.errors);
  const typed = posted.typed ? { ...data.typed, ...posted.typed } : data.typed;
  return (
    <div className="narrow">
      <PageHeader
        title={t.exemptionTitle(data.agreement.title)}
        lead={t.exemptionLead}
        crumbs={useCrumbs(data.slug, data.agreement)}
      />
      <Flash message={isSaved ? a.saved : null} />
      {data.test && <Standing test={data.test} />}
      {data.mayChange && (
        <>
          <ErrorSummary errors={errors} />
          <Section title={t.exemptionFields.evidence ?? ""}>
            <EvidenceForm typed={typed} errors={errors} />
          </Section>
          {data.test && data.test.state !== "draft" && <ReviewForm typed={typed} errors={errors} />}
        </>
      )}
    </div>
  );
}

function Standing({ test }: { test: NonNullable<Data["test"]> }) {
  const t = useText(exemptionText);
  const w = useText(agreementWords);
  const format = useFormat();
  return (
    <DescriptionList
      items={[
        { term: t.exemptionFields.ground, value: w.ground[test.ground] },
        {
          term: t.share,
          value: test.percent === null ? null : format.percent(test.percent / 100, 2),
          note: test.limit ? t.figuresOf[test.limit] : undefined,
        },
        { term: t.figuresSay, value: t.standings[test.verdict] },
        {
          term: t.reviewTitle,
          value: (
            <Tag
              tone={test.standing === "met" ? "success" : test.standing === "not_met" ? "danger" : "warning"}
            >
              {t.standings[test.standing]}
            </Tag>
          ),
          note:
            test.reviewed_on && test.next_review_on
              ? t.reviewedBy(
                  test.reviewer_role ?? "",
                  format.day(test.reviewed_on),
                  format.day(test.next_review_on),
                )
              : undefined,
        },
        { term: t.exemptionFields.evidence, value: test.evidence },
      ]}
    />
  );
}

interface FormProps {
  typed: Record<string, string>;
  errors: Record<string, string>;
}

function EvidenceForm({ typed, errors }: FormProps) {
  const t = useText(exemptionText);
  const codes = [...new Set(Object.values(QUESTIONS).flat())];
  const field = (name: string) => ({ name, defaultValue: typed[name] ?? "", error: errors[name] });
  return (
    <Form method="post" className="form" noValidate>
      <Fields
        specs={EXEMPTION_FIELDS}
        labels={t.exemptionFields}
        hints={{ measure: t.measureHint }}
        typed={typed}
        errors={errors}
      />
      <Section title={t.questionsLegend} level={3}>
        {codes.map((code) => (
          <RadioGroup
            key={code}
            name={`answer-${code}`}
            legend={t.questions[code] ?? code}
            value={typed[`answer-${code}`]}
            inline
            options={[
              { value: "yes", label: t.yes },
              { value: "no", label: t.no },
            ]}
          />
        ))}
      </Section>
      <Section title={t.figures} level={3}>
        <p className="muted">{t.figuresOf.more_than_80}</p>
        <p className="muted">{t.figuresOf.less_than_20}</p>
        {[0, 1, 2].map((index) => (
          <Fieldset key={index} legend={t.year(index + 1)}>
            <div className="field-grid">
              <NumberInput {...field(`year-${index}`)} label={t.calendarYear(index + 1)} />
              <NumberInput {...field(`whole-${index}`)} label={t.whole(index + 1)} />
              <NumberInput {...field(`part-${index}`)} label={t.part(index + 1)} />
            </div>
          </Fieldset>
        ))}
      </Section>
      <div className="form-actions">
        <SubmitButton>{t.saveExemption}</SubmitButton>
      </div>
    </Form>
  );
}

function ReviewForm({ typed, errors }: FormProps) {
  const t = useText(exemptionText);
  const field = (name: string) => ({ name, defaultValue: typed[name] ?? "", error: errors[name] });
  return (
    <Section title={t.reviewTitle}>
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="intent" value="review" />
        <TextInput
          {...field("reviewer_role")}
          label={t.exemptionFields.reviewer_role}
          required
          maxLength={200}
        />
        <Select
          {...field("outcome")}
          label={t.exemptionFields.outcome}
          required
          options={(["met", "not_met", "unclear"] as const).map((value) => ({
            value,
            label: t.standings[value] ?? value,
          }))}
        />
        <DateInput {...field("next_review_on")} label={t.exemptionFields.next_review_on} required />
        <div className="form-actions">
          <SubmitButton variant="secondary">{t.saveReview}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
