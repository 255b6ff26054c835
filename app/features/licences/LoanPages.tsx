import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { DateInput, NumberInput, Select, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { LoanTag } from "./ItemPage.tsx";
import { LicenceForm, type Posted, useLicenceFields } from "./LicenceForm.tsx";
import { licenceItemPath } from "./licences.paths.ts";
import type { loadLoan, loadProposal } from "./loans.server.ts";
import { poolText } from "./pool.text.ts";
import { useItemCrumbs } from "./RightsPage.tsx";

type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

/** Proposes a loan, in either direction. */
export function ProposalPage({ data, ...posted }: { data: Data<typeof loadProposal> } & Posted) {
  const t = useText(poolText);
  const format = useFormat();
  const { slug, licence, item, own, others, start } = data;
  const field = useLicenceFields(posted, {
    ...start,
    from_on: data.today,
    to_on: licence.ends_on ?? "",
    price_basis: "at_cost",
  });
  const direction = field("direction");
  return (
    <div className="narrow">
      <PageHeader
        title={t.proposalTitle(item.name)}
        lead={licence.isAllowed ? t.proposalLead : t.lendingNo}
        crumbs={useItemCrumbs(slug, licence, item)}
      />
      <p className="muted">
        {own.isUncounted
          ? t.notCounted
          : own.overuse > 0
            ? t.youLack(format.number(own.overuse))
            : t.youCanLend(format.number(own.lendable))}
      </p>
      <LicenceForm
        posted={posted}
        submit={t.sendProposal}
        cancelHref={licenceItemPath(slug, licence.id, item.id)}
      >
        <RadioGroup
          name="direction"
          legend={t.direction}
          required
          error={direction.error}
          value={direction.defaultValue}
          options={(["lend", "borrow"] as const).map((value) => ({ value, label: t[value] }))}
        />
        <Select
          {...field("other")}
          label={t.other}
          required
          options={others.map((each) => ({
            value: each.id,
            label: each.lendable
              ? t.otherFree(each.name, format.number(each.lendable))
              : each.overuse
                ? t.otherShort(each.name, format.number(each.overuse))
                : each.name,
          }))}
        />
        <NumberInput {...field("quantity")} label={t.quantity} required />
        <DateInput {...field("from_on")} label={t.fromOn} />
        <DateInput {...field("to_on")} label={t.toOn} required />
        <Select
          {...field("price_basis")}
          label={t.priceBasis}
          empty={false}
          options={(["at_cost", "none"] as const).map((value) => ({ value, label: t.priceBases[value] }))}
        />
      </LicenceForm>
    </div>
  );
}

/** A loan and what the reader can do with it. */
export function LoanPage({
  data,
  saved,
  ...posted
}: { data: Data<typeof loadLoan>; saved: string | null } & Posted) {
  const t = useText(poolText);
  const format = useFormat();
  const { slug, loan, licence, item, can } = data;
  const field = useLicenceFields(posted, { ended_on: can.recall ? data.earliestRecall : data.today });
  const version = <input type="hidden" name="version" value={loan.version} />;
  return (
    <div className="narrow">
      <PageHeader
        title={t.loanTitle(loan.lender, loan.borrower)}
        crumbs={useItemCrumbs(slug, licence, item)}
        meta={<LoanTag shown={loan.shown} />}
      />
      <Flash message={saved ? t.loanSaved[saved] : null} />
      <DescriptionList
        items={[
          { term: t.quantity, value: format.number(loan.quantity) },
          {
            term: t.period,
            value: t.periodText(format.day(loan.from_on), format.day(loan.to_on)),
            note: loan.ends_on < loan.to_on ? t.endsEarlier(format.day(loan.ends_on)) : undefined,
          },
          {
            term: t.priceBasis,
            value: t.priceBases[loan.price_basis],
            note: data.cost === null ? undefined : t.loanCost(format.money(data.cost, data.currency)),
          },
          { term: t.recallDays, value: t.daysCount(loan.recall_days) },
          { term: t.proposedBy, value: loan.proposed_by_name },
          ...(loan.accepted_by_name ? [{ term: t.acceptedBy, value: loan.accepted_by_name }] : []),
          ...(loan.reason ? [{ term: t.reason, value: <span className="prewrap">{loan.reason}</span> }] : []),
        ]}
      />
      {can.accept && (
        <LicenceForm posted={posted} intent="accept" submit={t.steps.accept}>
          {version}
        </LicenceForm>
      )}
      {(["decline", "withdraw"] as const)
        .filter((step) => can[step])
        .map((step) => (
          <Section key={step} title={t.stepTitles[step]}>
            <LicenceForm posted={posted} intent={step} submit={t.steps[step]} isDangerous>
              {version}
              <TextArea {...field("reason")} label={t.reason} required rows={2} maxLength={1000} />
            </LicenceForm>
          </Section>
        ))}
      {(["recall", "return"] as const)
        .filter((step) => can[step])
        .map((step) => (
          <Section key={step} title={t.stepTitles[step]}>
            <p className="muted">{t.overuseAfter}</p>
            <LicenceForm posted={posted} intent={step} submit={t.steps[step]} isDangerous={step === "recall"}>
              {version}
              <DateInput
                {...field("ended_on")}
                label={t.lastDay}
                required
                description={
                  step === "recall" ? t.earliestRecall(format.day(data.earliestRecall)) : undefined
                }
              />
            </LicenceForm>
          </Section>
        ))}
    </div>
  );
}
