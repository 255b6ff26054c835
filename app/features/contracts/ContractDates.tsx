import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Day, Missing } from "../../ui/Values.tsx";
import type { ExplainedFact } from "../deadlines/term.rules.ts";
import { callOptionPath, contractPartPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { ContractPageData } from "./record.server.ts";
import { choiceWord, wordsText } from "./words.text.ts";

/** The computed dates, each with how it was worked out. */
export function Dates({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  const { facts } = data;
  const isUnknown = (fact: ExplainedFact) => facts.unknown.includes(fact);
  const day = (on: string | null | undefined, fact: ExplainedFact, otherwise?: string) =>
    on ? <Day on={on} /> : isUnknown(fact) ? t.unknown : (otherwise ?? null);
  const isOpen = facts.status !== "ended" && facts.starts_on !== null;
  const rows: { fact: ExplainedFact; term: string; value: ReactNode }[] = [
    {
      fact: "current_end",
      term: w.dates.current_end!,
      value: day(data.currentEnd, "current_end", isOpen ? t.untilNotice : undefined),
    },
    {
      fact: "next_notice",
      term: w.dates.next_notice!,
      value: day(facts.next_notice?.last_on, "next_notice", "–"),
    },
    {
      fact: "earliest_end_on",
      term: w.dates.earliest_end!,
      value: day(facts.earliest_end_on, "earliest_end_on", "–"),
    },
    ...(facts.extension
      ? [
          {
            fact: "extension" as const,
            term:
              facts.extension.kind === "option"
                ? w.optionCall(String(facts.extension.seq))
                : w.expressCall(String(facts.extension.seq)),
            value: day(facts.extension.last_on, "extension"),
          },
        ]
      : []),
    {
      fact: "last_possible_end",
      term: w.dates.last_possible_end!,
      value: day(facts.last_possible_end, "last_possible_end", isOpen ? t.untilNotice : undefined),
    },
  ];
  return (
    <Section title={t.facts} id="dates">
      <DescriptionList
        items={[
          {
            term: t.currentPeriod,
            value:
              facts.current_period_start &&
              t.periodSpan(
                format.day(facts.current_period_start),
                facts.current_period_end ? format.day(facts.current_period_end) : t.untilNotice,
              ),
          },
          ...rows.map((row) => ({
            term: row.term,
            value: (
              <>
                {row.value ?? <Missing />}
                <Explanation sentences={data.explanations[row.fact]} of={row.term} />
              </>
            ),
          })),
        ]}
      />
    </Section>
  );
}

function Explanation({ sentences, of }: { sentences: readonly string[] | undefined; of: string }) {
  const t = useText(contractsText);
  if (!sentences || sentences.length === 0) return null;
  return (
    <details className="explanation">
      <summary>
        {t.howCounted}
        <span className="ds-sr-only">: {of}</span>
      </summary>
      <ol>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </details>
  );
}

/** The terms as they were entered. */
export function Terms({ data: { contract, can, slug } }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const { term } = contract;
  const length = (count: number | null, unit: string | null) =>
    count === null || unit === null ? null : w.length(count, unit);
  const always = [
    { term: w.fields.starts_on!, value: <Day on={term.starts_on} /> },
    {
      term: w.fields.initial_length!,
      value: term.ends_on ? <Day on={term.ends_on} /> : length(term.initial_length, term.initial_unit),
      note: term.is_open_ended ? w.fields.is_open_ended : undefined,
    },
    { term: w.fields.renewal_kind!, value: choiceWord(w, "renewal_kind", term.renewal_kind) },
    { term: w.fields.notice_length!, value: length(term.notice_length, term.notice_unit) },
    { term: w.fields.notice_anchor!, value: choiceWord(w, "notice_anchor", term.notice_anchor) },
  ];
  const where = [
    { term: w.fields.renewal_length!, value: length(term.renewal_length, term.renewal_unit) },
    { term: w.fields.renewal_max_times!, value: term.renewal_max_times },
    { term: w.fields.max_total_months!, value: term.max_total_months },
    { term: w.fields.binding_until_on!, value: term.binding_until_on && <Day on={term.binding_until_on} /> },
    { term: w.fields.admin_buffer_days!, value: term.admin_buffer_days || null },
    { term: w.fields.notice_form!, value: term.notice_form },
    {
      term: w.fields.notice_given_on!,
      value: term.notice_given_on && <Day on={term.notice_given_on} />,
      note: choiceWord(w, "notice_given_by", term.notice_given_by),
    },
  ].filter((item) => item.value !== null && item.value !== undefined && item.value !== "");
  return (
    <Section
      title={t.terms}
      actions={
        can.edit && (
          <LinkButton
            href={`${contractPartPath(slug, contract.id, "edit")}#term`}
            variant="tertiary"
            icon="pencil"
          >
            {t.edit}
            <span className="ds-sr-only"> {t.terms.toLowerCase()}</span>
          </LinkButton>
        )
      }
    >
      <DescriptionList items={[...always, ...where]} />
    </Section>
  );
}

/** Options with the last day to call each, and agreed renewals. */
export function Options({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  const { contract, facts, can, slug } = data;
  if (contract.options.length === 0 && contract.periods.length === 0) return null;
  return (
    <Section title={t.options}>
      <ul className="line-list">
        {contract.options.map((option) => {
          const extension = facts.extensions.find(
            (each) => each.kind === "option" && each.seq === option.seq,
          );
          const state = option.called_on
            ? t.optionCalled(format.day(option.called_on), option.called_by ?? "")
            : !extension
              ? t.optionUnknown
              : extension.is_possible
                ? t.optionCallBy(format.day(extension.last_on))
                : t.optionLapsed(format.day(extension.last_on));
          return (
            <li key={option.seq}>
              <div>
                <strong>{t.optionLine(option.seq, w.length(option.length, option.unit))}</strong>, {state}
                {extension && (
                  <span className="muted">
                    {" "}
                    ({t.periodSpan(format.day(extension.starts_on), format.day(extension.ends_on))})
                  </span>
                )}
                {option.late_assessment && <p className="muted">{option.late_assessment}</p>}
              </div>
              {can.edit && !option.called_on && !data.isClosed && (
                <LinkButton
                  href={callOptionPath(slug, contract.id, option.seq)}
                  variant="tertiary"
                  aria-label={t.callLabel(option.seq)}
                >
                  {t.call}
                </LinkButton>
              )}
            </li>
          );
        })}
        {contract.periods.map((period) => (
          <li key={`period ${period.seq}`}>
            <div>
              <strong>{w.fields.period}</strong>:{" "}
              {t.periodSpan(format.day(period.starts_on), format.day(period.ends_on))}
              {period.decision_ref && <span className="muted"> {period.decision_ref}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
