import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Day } from "../../ui/Values.tsx";
import { contractPath } from "../contracts/contracts.paths.ts";
import { functionPath } from "../functions/functions.rules.ts";
import { productPath } from "../products/products.paths.ts";
import { pagesText } from "../surveys/pages.text.ts";
import { QuestionsSection } from "../surveys/SurveyParts.tsx";
import { interestPartPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { CheckPageData } from "./page.server.ts";
import { resultText } from "./result.text.ts";

/** What is asked and how it is counted. */
export function NeedSection({ data: { check, result, can, slug } }: { data: CheckPageData }) {
  const t = useText(resultText);
  const c = useText(interestChecksText);
  const u = useText(pagesText);
  const format = useFormat();
  const locale = useLocale();
  const long = (term: string, value: string | null): Description[] =>
    value ? [{ term, value: <span className="prewrap">{value}</span> }] : [];
  const link = (term: string, name: string | null, href: string | null): Description[] =>
    name && href ? [{ term, value: <a href={href}>{name}</a> }] : [];
  const unit = check.quantity_unit ?? t.units;
  const visibility = check.answers_hidden_until_close
    ? check.answers_shared
      ? t.visibility.hiddenShared
      : t.visibility.hidden
    : check.answers_shared
      ? t.visibility.shared
      : t.visibility.coordinator;
  return (
    <>
      <Section title={t.about}>
        <DescriptionList
          items={[
            ...long(t.terms.need, check.need),
            ...long(t.terms.background, check.background),
            ...long(t.terms.scope, check.scope),
            ...long(t.terms.time_frame, check.time_frame),
            ...link(
              t.terms.function,
              locale === "en" ? check.function_en : check.function_sv,
              check.function_code && functionPath(slug, check.function_code),
            ),
            ...link(
              t.terms.product,
              check.product_name,
              check.product_id && productPath(slug, check.product_id),
            ),
            ...link(
              t.terms.contract,
              check.contract_name,
              check.contract_id && contractPath(slug, check.contract_id),
            ),
            ...(check.circle_name
              ? long(
                  t.terms.circle,
                  u.circleName(
                    check.cooperation_name ?? "",
                    check.is_everyone ? u.everyone : check.circle_name,
                  ),
                )
              : []),
            ...long(t.terms.case_number, check.case_number),
            ...(check.opened_on ? [{ term: t.terms.opened_on, value: <Day on={check.opened_on} /> }] : []),
            { term: t.terms.closes_on, value: <Day on={check.closes_on} /> },
            {
              term: u.quorum,
              value: [
                t.quorumRule(check.quorum_min),
                check.quorum_quantity && t.quorumQuantity(format.number(check.quorum_quantity), unit),
              ]
                .filter(Boolean)
                .join(", "),
              note: [t.quorumHow[check.counts_as], check.counts_option && t.quorumOption]
                .filter(Boolean)
                .join(" "),
            },
            { term: t.terms.replyKind, value: c.replyKinds[check.reply_kind] },
            { term: t.terms.visibility, value: visibility },
            ...(check.state === "withdrawn" || check.state === "closed"
              ? long(t.terms.reason, check.state_reason)
              : []),
          ]}
        />
      </Section>
      <QuestionsSection
        questions={result.questions}
        edit={
          can.edit ? { href: interestPartPath(slug, check.id, "questions"), label: c.toQuestions } : undefined
        }
      />
    </>
  );
}
