import { Form, useLocation } from "@remix-run/react";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Pager } from "../../ui/Pager.tsx";
import { carriedFields, changedQuery } from "../../ui/query.ts";
import { Stat, StatRow } from "../../ui/Stat.tsx";
import { Basis } from "./Basis.tsx";
import { ChoiceLine } from "./ChoiceLine.tsx";
import { ColumnPager } from "./ColumnPager.tsx";
import { CHOICES_PER_PAGE, type ChoicesTotal } from "./choices.rules.ts";
import type { Choices } from "./choices.server.ts";
import { choicesText } from "./choices.text.ts";
import { choiceRules } from "./choicesInWords.ts";
import { MeetingLinks } from "./MeetingLinks.tsx";
import { OverlapTabs } from "./OverlapTabs.tsx";
import { overlapText } from "./overlap.text.ts";
import { type FunctionChoice, ScopeFilters } from "./ScopeFilters.tsx";

interface Props {
  slug: string;
  choices: Choices;
  functions: readonly FunctionChoice[];
}

/** Different products per function, today and with one product chosen; the choice stands in the address. */
export function ChoicesPage({ slug, choices, functions }: Props) {
  const t = useText(choicesText);
  const all = useText(overlapText);
  const locale = useLocale();
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={<MeetingLinks slug={slug} />} />
      <OverlapTabs slug={slug} />
      {!choices.circle && <Alert>{all.noCircle}</Alert>}
      <ScopeFilters scope={choices} query={choices.query} functions={functions} />
      <ColumnPager scope={choices} page={choices.query.page} />
      {choices.outcome && <Outcome outcome={choices.outcome} />}
      {choices.functions.length === 0 ? (
        <EmptyState title={t.noneTitle} icon="overlap">
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <Section title={t.form}>
          <ChoiceForm slug={slug} choices={choices} />
          <Pager page={choices.query.page} pageSize={CHOICES_PER_PAGE} total={choices.total} />
        </Section>
      )}
      <Basis circle={choices.circle} today={choices.today} rules={choiceRules(choices, locale)} />
    </>
  );
}

function Outcome({ outcome }: { outcome: ChoicesTotal }) {
  const t = useText(choicesText);
  const format = useFormat();
  return (
    <Section title={t.total}>
      <StatRow>
        <Stat value={format.number(outcome.functions)} label={t.totals.functions} />
        <Stat
          value={t.arrow(format.number(outcome.productsBefore), format.number(outcome.productsAfter))}
          label={t.totals.products}
        />
        <Stat value={format.number(outcome.systems)} label={t.totals.systems} />
        <Stat value={format.number(outcome.organisations)} label={t.totals.organisations} />
      </StatRow>
    </Section>
  );
}

function ChoiceForm({ slug, choices }: { slug: string; choices: Choices }) {
  const t = useText(choicesText);
  const { search } = useLocation();
  const most = Math.max(1, ...choices.functions.map((one) => one.products));
  const shown = new Set(choices.functions.map((one) => one.code));
  const elsewhere = choices.chosen.filter((choice) => !shown.has(choice.code));
  const { page } = choices.query;
  return (
    <Form method="get" key={search}>
      {carriedFields(search, ["keep"]).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {page > 1 && <input type="hidden" name="page" value={page} />}
      {elsewhere.map(({ code, productId }) => (
        <input key={code} type="hidden" name="keep" value={`${code}:${productId}`} />
      ))}
      <ol className="choice-lines">
        {choices.functions.map((one) => (
          <ChoiceLine key={one.id} slug={slug} line={one} most={most} />
        ))}
      </ol>
      <div className="button-row">
        <Button type="submit">{t.submit}</Button>
        {choices.chosen.length > 0 && (
          <LinkButton href={changedQuery(search, { keep: null })} variant="secondary">
            {t.reset}
          </LinkButton>
        )}
      </div>
    </Form>
  );
}
