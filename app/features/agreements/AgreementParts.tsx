import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { circlePath } from "../cooperations/cooperations.paths.ts";
import { agreementPagePath, type Part, partPath, stepPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import { agreementPartsText } from "./parts.text.ts";
import type { AgreementPageData } from "./record.server.ts";
import { agreementWords } from "./words.text.ts";

interface Props {
  data: AgreementPageData;
}

/** The button that leads to a list's own page, named for those who do not see what it stands beside. */
export function ChangeLink({ data, part, of }: Props & { part: Part; of: string }) {
  const t = useText(agreementsText);
  return (
    <LinkButton href={partPath(data.slug, data.agreement.id, part)} variant="tertiary" icon="pencil">
      {t.change}
      <span className="ds-sr-only"> {of.toLowerCase()}</span>
    </LinkButton>
  );
}

/** The computed dates, each with how it was worked out. */
export function Dates({ data: { dates, agreement, slug, can } }: Props) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const format = useFormat();
  return (
    <Section
      title={t.dates}
      id="dates"
      actions={
        can.amend &&
        dates.renewal && (
          <LinkButton href={agreementPagePath(slug, agreement.id, "renewal")} variant="tertiary" icon="plus">
            {t.proposeRenewal}
          </LinkButton>
        )
      }
    >
      {dates.extended && (
        <Alert>
          <p>{t.extended(format.day(dates.extended.missed_on), format.day(dates.extended.ends_on))}</p>
        </Alert>
      )}
      {dates.renewal?.isMissed && (
        <Alert tone="warning">
          <p>{t.renewalMissed(format.day(dates.renewal.decide_by))}</p>
        </Alert>
      )}
      {dates.runsOut && (
        <Alert tone="warning">
          <p>{t.runsOut(format.day(dates.runsOut))}</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { term: t.fields.starts_on, value: agreement.starts_on && <Day on={agreement.starts_on} /> },
          ...dates.rows.map((row) => ({
            term: t.dateWords[row.fact],
            value: (
              <>
                {row.on ? (
                  <Day on={row.on} />
                ) : agreement.is_open_ended ? (
                  t.untilFurther
                ) : (
                  <span className="muted">{t.unknown}</span>
                )}
                {row.how.length > 0 && (
                  <details className="explanation">
                    <summary>
                      {t.howCounted}
                      <span className="ds-sr-only">: {t.dateWords[row.fact]}</span>
                    </summary>
                    <ol>
                      {row.how.map((sentence) => (
                        <li key={sentence}>{sentence}</li>
                      ))}
                    </ol>
                  </details>
                )}
              </>
            ),
            note: row.fact === "next_notice" && dates.actBy ? t.actBy(format.day(dates.actBy)) : undefined,
          })),
          {
            term: t.fields.notice_length,
            value:
              agreement.notice_length !== null &&
              `${agreement.notice_length} ${w.unit[agreement.notice_unit ?? ""]}, ${w.notice_anchor[agreement.notice_anchor]}`,
            note: dates.byLaw ? t.noticeByLaw : undefined,
          },
          ...(agreement.binding_until_on
            ? [{ term: t.fields.binding_until_on, value: <Day on={agreement.binding_until_on} /> }]
            : []),
          { term: t.fields.renewal_kind, value: w.renewal_kind[agreement.renewal_kind] },
        ].map((item) => ({ ...item, value: item.value === false ? null : item.value }))}
      />
    </Section>
  );
}

export function About({ data: { agreement, circle, slug, can } }: Props) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const isInForce = agreement.status === "in_force" || agreement.status === "winding_down";
  return (
    <Section title={t.aboutTitle}>
      <DescriptionList
        items={[
          { term: t.fields.form, value: w.form[agreement.form] },
          { term: t.fields.number, value: agreement.number },
          { term: t.fields.legal_ground, value: agreement.legal_ground },
          { term: t.fields.purpose, value: agreement.purpose },
          {
            term: t.fields.cooperation_id,
            value: agreement.cooperation_name ?? t.cooperationNew,
            note: t.follows,
          },
          {
            term: t.circle,
            value: circle ? (
              <a href={circlePath(slug, circle.id)}>{circle.name}</a>
            ) : (
              can.keep && isInForce && <a href={stepPath(slug, agreement.id, "circle")}>{t.makeCircle}</a>
            ),
            note: circle ? t.circleFollows : undefined,
          },
        ]}
      />
    </Section>
  );
}

export function Areas({ data }: Props) {
  const t = useText(agreementsText);
  return (
    <Section title={t.areas} actions={data.can.keep && <ChangeLink data={data} part="areas" of={t.areas} />}>
      {data.areas.length === 0 && <p className="muted">{t.noAreas}</p>}
      {data.areas.length > 0 && (
        <ul className="line-list">
          {data.areas.map((area) => (
            <li key={area.id}>
              <div>
                <strong>{area.name}</strong>
                {area.host_name && `, ${t.hostedBy(area.host_name)}`}
                {area.tasks && <p className="muted">{area.tasks}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The yearly clock (årshjul): what falls due next. */
export function Clock({ data }: Props) {
  const t = useText(agreementsText);
  const format = useFormat();
  return (
    <Section
      id="clock"
      title={t.clock}
      actions={data.can.keep && <ChangeLink data={data} part="duties" of={t.clock} />}
    >
      {data.duties.length === 0 && <p className="muted">{t.noDuties}</p>}
      {data.duties.length > 0 && (
        <ul className="line-list">
          {data.duties.map((duty) => (
            <li key={duty.id}>
              <div>
                <strong>{duty.title}</strong>, {t.dueOn(format.dayInWords(duty.due.on))}{" "}
                {duty.due.isLate && <Tag tone="danger">{t.late}</Tag>}
                <p className="muted">{duty.organisation_name ?? t.allParties}</p>
              </div>
              {data.can.keep &&
                data.agreement.status !== "draft" &&
                data.agreement.status !== "negotiation" && (
                  <Form method="post">
                    <input type="hidden" name="duty" value={duty.id} />
                    <input type="hidden" name="year" value={duty.due.year} />
                    <SubmitButton variant="tertiary" aria-label={t.markDoneFor(duty.title, duty.due.year)}>
                      {t.markDone}
                    </SubmitButton>
                  </Form>
                )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function Bodies({ data }: Props) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const format = useFormat();
  return (
    <Section
      title={t.bodies}
      actions={
        data.can.keep && (
          <>
            <ChangeLink data={data} part="bodies" of={t.bodies} />
            <LinkButton
              href={partPath(data.slug, data.agreement.id, "roles")}
              variant="tertiary"
              icon="people"
            >
              {t.partyColumns.role}
            </LinkButton>
          </>
        )
      }
    >
      {data.bodies.length === 0 && <p className="muted">{t.noBodies}</p>}
      {data.bodies.map((body) => (
        <div key={body.id}>
          <h3 className="ds-heading" data-size="2xs">
            {body.name}
          </h3>
          <p className="muted">{[w.body_kind[body.kind], body.tasks].filter(Boolean).join(". ")}</p>
          <ul>
            {data.roles
              .filter((role) => role.body_id === body.id)
              .map((role) => (
                <li key={role.id}>
                  {role.title}: {role.person_name}, {role.organisation_name}
                  {role.to_on && ` (–${format.day(role.to_on)})`}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

/** Agreements on personal data, and others that belong to this one. */
export function Links({ data }: Props) {
  const t = useText(agreementsText);
  const p = useText(agreementPartsText);
  const w = useText(agreementWords);
  const format = useFormat();
  return (
    <Section title={t.links} actions={data.can.keep && <ChangeLink data={data} part="links" of={t.links} />}>
      {data.links.length === 0 && <p className="muted">{t.noLinks}</p>}
      {data.links.length > 0 && (
        <ul className="line-list">
          {data.links.map((link) => (
            <li key={link.id}>
              <div>
                <strong>{link.title}</strong>{" "}
                {link.to_on && link.to_on < data.today && <Tag>{t.linkEnded(format.day(link.to_on))}</Tag>}
                <p className="muted">
                  {w.link_kind[link.kind]}
                  {link.number && `, ${link.number}`}
                  {link.processor_name &&
                    `. ${p.processingLine(link.controller_name ?? "", link.processor_name)}`}
                  {link.document_url && (
                    <>
                      {". "}
                      <a href={link.document_url} rel="noreferrer noopener">
                        {t.linkDocument}
                        <span className="ds-sr-only">, {link.title}</span>
                      </a>
                    </>
                  )}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function Delegations({ data }: Props) {
  const t = useText(agreementsText);
  const format = useFormat();
  return (
    <Section
      title={t.delegations}
      actions={data.can.delegate && <ChangeLink data={data} part="delegations" of={t.delegations} />}
    >
      {data.delegations.length === 0 && <p className="muted">{t.noDelegations}</p>}
      {data.delegations.length > 0 && (
        <ul className="line-list">
          {data.delegations.map((each) => (
            <li key={each.id}>
              <div>
                <strong>{each.task}</strong>
                <p className="muted">
                  {t.delegationLine(each.from_name, each.to_name, each.receiver_role)}
                  {each.from_on &&
                    `, ${format.day(each.from_on)}–${each.to_on ? format.day(each.to_on) : ""}`}
                  {each.reporting && `. ${each.reporting}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
