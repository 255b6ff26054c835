import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { InvitationAnswer } from "../contracts/InvitationAnswer.tsx";
import type { loadLicenceDeparture } from "./departures.server.ts";
import { LicenceForm, type Posted, useLicenceErrors, useLicenceFields } from "./LicenceForm.tsx";
import { licencePartPath, licencePath, licencesPath } from "./licences.paths.ts";
import { licencesText } from "./licences.text.ts";
import type { loadLicenceInvitations, loadMembers } from "./members.server.ts";
import type { loadQuestion } from "./page.server.ts";

type Data<Load extends (...values: never[]) => unknown> = Awaited<ReturnType<Load>>;

/** The way to a page below an agreement. */
export function useLicenceCrumbs(slug: string, licence: { id: string; name: string }) {
  const t = useText(licencesText);
  return [
    { label: t.title, href: licencesPath(slug) },
    { label: licence.name, href: licencePath(slug, licence.id) },
  ];
}

/** Members of an own agreement, and the form that asks another one. */
export function MembersPage({
  data,
  isSaved,
  ...posted
}: { data: Data<typeof loadMembers>; isSaved: boolean } & Posted) {
  const t = useText(licencesText);
  const format = useFormat();
  const { slug, today, licence, rows, tenantId } = data;
  const field = useLicenceFields(posted, { joined_on: data.today, role: "party" });
  return (
    <div className="narrow">
      <PageHeader
        title={t.membersTitle(licence.name)}
        lead={t.membersLead}
        crumbs={useLicenceCrumbs(slug, licence)}
      />
      <Flash message={isSaved ? t.saved["1"] : null} />
      {rows.length === 0 && <p className="muted">{t.noMembers}</p>}
      <ul className="line-list">
        {rows.map((row) => (
          <li key={row.organisation_id}>
            <div>
              <strong>{row.name}</strong>, {t.roles[row.role].toLowerCase()}{" "}
              <Tag tone={row.is_confirmed ? "success" : row.is_declined ? "danger" : "warning"}>
                {row.is_confirmed ? t.confirmed : row.is_declined ? t.declined : t.waiting}
              </Tag>{" "}
              {row.leaves_on && <Tag tone="warning">{t.leaves(format.day(row.leaves_on))}</Tag>}
            </div>
            {row.is_confirmed && row.organisation_id !== tenantId && (row.leaves_on ?? today) >= today && (
              <LinkButton
                href={licencePartPath(slug, licence.id, "departure", `?organisation=${row.organisation_id}`)}
                variant="tertiary"
                aria-label={t.endLabel(row.name)}
              >
                {t.end}
              </LinkButton>
            )}
            {!row.is_confirmed && (
              <Form method="post">
                <input type="hidden" name="remove" value={row.organisation_id} />
                <Button type="submit" variant="tertiary" color="danger" aria-label={t.removeLabel(row.name)}>
                  {t.remove}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Section title={t.invite}>
        <LicenceForm posted={posted} submit={t.invite} cancelHref={licencePath(slug, licence.id)}>
          <Select
            {...field("organisation")}
            label={t.organisation}
            required
            options={data.organisations.map((each) => ({ value: each.id, label: each.name }))}
          />
          <Select
            {...field("role")}
            label={t.role}
            empty={false}
            options={(["party", "call_off_only"] as const).map((value) => ({ value, label: t.roles[value] }))}
          />
          <DateInput {...field("joined_on")} label={t.joinedOn} />
          <DateInput {...field("own_ends_on")} label={t.ownEndsOn} description={t.ownEndsHint} />
        </LicenceForm>
      </Section>
    </div>
  );
}

/** What the organisation is asked to join. */
export function LicenceInvitationsPage({ data }: { data: Data<typeof loadLicenceInvitations> }) {
  const t = useText(licencesText);
  const format = useFormat();
  const { slug, rows, can } = data;
  return (
    <div className="narrow">
      <PageHeader title={t.invitationsTitle} crumbs={[{ label: t.title, href: licencesPath(slug) }]} />
      {rows.length === 0 && <p className="muted">{t.invitationsNone}</p>}
      {!can.answer && rows.length > 0 && <p className="muted">{t.onlyAdmin}</p>}
      {rows.map((row) => (
        <Section key={row.agreement} title={row.name}>
          <p>
            {t.invitationText(row.coordinator, t.roles[row.role], format.day(row.joined_on))}{" "}
            {row.own_ends_on && t.invitationEnds(format.day(row.own_ends_on))}{" "}
            {row.is_declined && <Tag tone="danger">{t.declined}</Tag>}
          </p>
          {can.answer && (
            <InvitationAnswer
              to={{ agreement: row.agreement }}
              version={row.version}
              name={row.name}
              isDeclined={row.is_declined}
              words={t}
            />
          )}
        </Section>
      ))}
    </div>
  );
}

/** What a departure means, before it is saved. */
export function LicenceDeparturePage({
  data,
  ...posted
}: { data: Data<typeof loadLicenceDeparture> } & Posted) {
  const t = useText(licencesText);
  const format = useFormat();
  const { slug, licence, member, effects } = data;
  const field = useLicenceFields(posted, { leaves_on: data.today });
  const touched = effects.filter(
    (each) => each.entitled > 0 || each.loans.length > 0 || each.before_minor !== each.after_minor,
  );
  return (
    <div className="narrow">
      <PageHeader
        title={t.departureTitle(member.name, licence.name)}
        lead={t.departureLead}
        crumbs={useLicenceCrumbs(slug, licence)}
      />
      <Section title={t.effects}>
        {touched.length === 0 && <p className="muted">{t.effectNone}</p>}
        {touched.map((each) => (
          <div key={each.id}>
            <h3 className="ds-heading" data-size="2xs">
              {each.name}
            </h3>
            <ul className="ds-list">
              {each.entitled > 0 && <li>{t.effectEntitled(format.number(each.entitled))}</li>}
              {each.before_minor !== null &&
                each.after_minor !== null &&
                each.after_minor > each.before_minor && (
                  <li>
                    {t.effectPrice(
                      format.money(each.before_minor, each.currency),
                      format.money(each.after_minor, each.currency),
                    )}
                  </li>
                )}
              {each.more_minor > 0 && <li>{t.effectMore(format.money(each.more_minor, each.currency))}</li>}
              {each.loans.length > 0 && (
                <li>
                  {t.effectLoans}
                  <ul>
                    {each.loans.map((loan) => (
                      <li key={loan.id}>
                        {t.effectLoan(
                          loan.lender,
                          loan.borrower,
                          format.number(loan.quantity),
                          format.day(loan.ends_on),
                        )}
                      </li>
                    ))}
                  </ul>
                </li>
              )}
            </ul>
          </div>
        ))}
      </Section>
      {data.mayStay && member.leaves_on && (
        <Section title={t.stay}>
          <p>{t.stayText(format.day(member.leaves_on))}</p>
          <LicenceForm posted={posted} intent="stay" submit={t.stay}>
            <input type="hidden" name="version" value={member.version} />
            <input type="hidden" name="stay" value="1" />
          </LicenceForm>
        </Section>
      )}
      <LicenceForm
        posted={posted.typed?.stay ? { formKey: posted.formKey } : posted}
        submit={t.departureConfirm}
        cancelHref={licencePath(slug, licence.id)}
        isDangerous
      >
        <input type="hidden" name="version" value={member.version} />
        <DateInput {...field("leaves_on")} label={t.leavesOn} required />
      </LicenceForm>
    </div>
  );
}

/** Asks the coordinator about a joint field. */
export function QuestionPage({ data, ...posted }: { data: Data<typeof loadQuestion> } & Posted) {
  const t = useText(licencesText);
  const { slug, licence } = data;
  const errors = useLicenceErrors(posted);
  const about = data.field ? t.fields[data.field] : undefined;
  return (
    <div className="narrow">
      <PageHeader
        title={t.questionTitle(licence.name)}
        lead={t.questionLead(licence.coordinator)}
        crumbs={useLicenceCrumbs(slug, licence)}
      />
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="form_key" value={posted.formKey} />
        <ErrorSummary errors={errors} />
        <TextArea
          name="question"
          label={t.question}
          required
          maxLength={2000}
          defaultValue={[posted.typed?.question ?? (about ? t.questionStart(about) : "")].flat()[0]}
          error={errors.question}
        />
        <div className="form-actions">
          <SubmitButton>{t.send}</SubmitButton>
          <LinkButton href={licencePath(slug, licence.id)} variant="secondary">
            {t.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}
