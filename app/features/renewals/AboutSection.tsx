import { useFormat, useText } from "../../text/useText.ts";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Day } from "../../ui/Values.tsx";
import { licencePath } from "../licences/licences.paths.ts";
import { pagesText } from "../surveys/pages.text.ts";
import { AskedSection, QuestionsSection } from "../surveys/SurveyParts.tsx";
import type { RoundPageData } from "./page.server.ts";
import { renewalPartPath } from "./renewals.paths.ts";
import { renewalsText } from "./renewals.text.ts";
import { resultText } from "./result.text.ts";

/** What is asked and how answers hold. */
export function AboutSection({ data }: { data: RoundPageData }) {
  const t = useText(resultText);
  const u = useText(pagesText);
  const { round, slug, can } = data;
  return (
    <>
      <Section title={t.about}>
        <DescriptionList items={useTerms(data)} />
      </Section>
      <QuestionsSection
        questions={data.questions}
        edit={can.edit ? { href: renewalPartPath(slug, round.id, "questions"), label: u.edit } : undefined}
      />
      {!data.result && <AskedSection invitees={data.invitees} />}
    </>
  );
}

function useTerms({ round, slug, tiers }: RoundPageData): Description[] {
  const t = useText(resultText);
  const r = useText(renewalsText);
  const u = useText(pagesText);
  const format = useFormat();
  const long = (term: string, value: string | null): Description[] =>
    value ? [{ term, value: <span className="prewrap">{value}</span> }] : [];
  const agreement = (term: string, id: string | null, name: string | null): Description[] =>
    id && name ? [{ term, value: <a href={licencePath(slug, id)}>{name}</a> }] : [];
  const quorum = [
    round.min_participants !== null && format.number(round.min_participants),
    round.min_quantity !== null &&
      [format.number(round.min_quantity), round.quantity_unit].filter(Boolean).join(" "),
  ]
    .filter(Boolean)
    .join(", ");
  return [
    { term: t.terms.kind, value: r.kinds[round.kind] },
    ...agreement(t.terms.agreement, round.agreement_id, round.agreement_name),
    { term: t.terms.item, value: round.item_name },
    ...agreement(t.terms.successor, round.successor_id, round.successor_name),
    ...(round.is_without_successor ? [{ term: t.terms.successor, value: t.noSuccessor }] : []),
    {
      term: t.terms.period,
      value: [t.from(format.day(round.period_from)), round.period_to && t.until(format.day(round.period_to))]
        .filter(Boolean)
        .join(" "),
    },
    ...(round.multi_year_to
      ? [{ term: t.terms.multiYear, value: t.until(format.day(round.multi_year_to)) }]
      : []),
    { term: u.closesOn, value: <Day on={round.closes_on} /> },
    { term: t.terms.commitment, value: r.commitments[round.is_binding ? "binding" : "indication"] },
    {
      term: t.terms.silence,
      value: r.silenceLetters[round.no_answer_means],
      note: round.continues_basis,
    },
    ...(quorum ? [{ term: u.quorum, value: quorum, note: t.quorumHow }] : []),
    {
      term: t.terms.prices,
      value:
        tiers.length > 0 &&
        tiers
          .map(({ from_quantity, unit_price_minor }) =>
            t.price(format.number(from_quantity), format.money(unit_price_minor, round.currency)),
          )
          .join(", "),
    },
    ...(round.price_change !== 0
      ? [{ term: t.terms.change, value: format.percent(round.price_change / 10_000, 2) }]
      : []),
    ...(round.circle_name
      ? [
          {
            term: t.terms.circle,
            value: u.circleName(
              round.cooperation_name ?? "",
              round.is_everyone ? u.everyone : round.circle_name,
            ),
          },
        ]
      : []),
    ...long(t.terms.guidanceExisting, round.guidance_existing),
    ...long(t.terms.guidanceNew, round.guidance_new),
    ...(round.state === "withdrawn" || round.state === "closed"
      ? long(t.terms.reason, round.state_reason)
      : []),
    ...long(t.terms.noTransfer, round.no_transfer_reason),
  ];
}
