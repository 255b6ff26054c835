import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { ChangeLink } from "./AgreementParts.tsx";
import { agreementPagePath, amendmentPath, newAmendmentPath, partPath } from "./agreements.paths.ts";
import { agreementsText } from "./agreements.text.ts";
import { exemptionText } from "./exemption.text.ts";
import type { AgreementPageData } from "./record.server.ts";
import { agreementWords } from "./words.text.ts";

interface Props {
  data: AgreementPageData;
}

/** A clause that is called what its code says needs not say it twice. */
function isSameWord(heading: string, code: string | undefined): boolean {
  return heading.toLocaleLowerCase("sv") === code?.toLocaleLowerCase("sv");
}

/** The text as it stands, clause by clause, with what holds for single parties. */
export function AgreementText({ data }: Props) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const { slug, agreement, can } = data;
  const nameOf = (id: string) => data.parties.find((party) => party.organisation_id === id)?.name ?? "";
  return (
    <Section
      id="text"
      title={t.text}
      actions={
        can.write && (
          <>
            <ChangeLink data={data} part="clauses" of={t.text} />
            <LinkButton href={partPath(slug, agreement.id, "deviations")} variant="tertiary">
              {t.deviations}
            </LinkButton>
          </>
        )
      }
    >
      {data.text.length === 0 && <p className="muted">{t.noText}</p>}
      {data.text.map((clause) => (
        <article key={clause.id} className="prose agreement-clause">
          <h3 className="ds-heading" data-size="2xs">
            {clause.heading}
          </h3>
          {!isSameWord(clause.heading, w.code[clause.code]) && <p className="muted">{w.code[clause.code]}</p>}
          <p className="agreement-words">{clause.body}</p>
          {clause.deviations.map((each) => (
            <p key={each.organisation_id} className="agreement-words">
              <strong>{t.deviationFor(nameOf(each.organisation_id))}</strong> {each.body}
            </p>
          ))}
        </article>
      ))}
    </Section>
  );
}

export function Amendments({ data }: Props) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const format = useFormat();
  const { slug, agreement, can } = data;
  const parties = data.parties.filter(
    (party) => party.role !== "observer" && ["party", "leaving"].includes(party.state),
  ).length;
  return (
    <Section
      title={t.amendments}
      actions={
        can.amend && (
          <LinkButton href={newAmendmentPath(slug, agreement.id)} variant="tertiary" icon="plus">
            {t.addAmendment}
          </LinkButton>
        )
      }
    >
      {data.amendments.length === 0 && <p className="muted">{t.noAmendments}</p>}
      {data.amendments.length > 0 && (
        <ul className="line-list">
          {data.amendments.map((each) => (
            <li key={each.id}>
              <div>
                <a href={amendmentPath(slug, agreement.id, each.id)}>
                  {each.number}. {each.title}
                </a>{" "}
                <Tag
                  tone={each.state === "in_force" ? "success" : each.state === "sent" ? "info" : "neutral"}
                >
                  {w.amendment_state[each.state]}
                </Tag>
                {each.state === "sent" && (
                  <p className="muted">{t.approvedOf(each.approved ?? 0, parties)}</p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.versions[0] && (
        <p>
          <a href={agreementPagePath(slug, agreement.id, "versions")}>
            {t.versionLine(data.versions[0].number, format.day(data.versions[0].effective_on))}
          </a>
        </p>
      )}
    </Section>
  );
}

export function Exemption({ data }: Props) {
  const t = useText(agreementsText);
  const p = useText(exemptionText);
  const w = useText(agreementWords);
  const { slug, agreement, can } = data;
  const test = data.tests[0];
  if (!test && !can.keep) return null;
  return (
    <Section
      title={t.exemption}
      actions={
        (test || can.keep) && (
          <LinkButton href={agreementPagePath(slug, agreement.id, "exemption")} variant="tertiary">
            {test ? t.change : t.exemptionAdd}
            <span className="ds-sr-only"> {t.exemption.toLowerCase()}</span>
          </LinkButton>
        )
      }
    >
      {test ? (
        <p>
          {w.ground[test.ground]}{" "}
          <Tag
            tone={test.standing === "met" ? "success" : test.standing === "not_met" ? "danger" : "warning"}
          >
            {p.standings[test.standing]}
          </Tag>
        </p>
      ) : (
        <p className="muted">{t.noExemption}</p>
      )}
    </Section>
  );
}

export function Exit({ data }: Props) {
  const t = useText(agreementsText);
  const w = useText(agreementWords);
  const { slug, agreement, can } = data;
  return (
    <Section title={t.exit} actions={can.keep && <ChangeLink data={data} part="assets" of={t.exit} />}>
      <p>
        {t.fields.exit_basis}: {w.exit_basis[agreement.exit_basis]}. {t.exitLine(data.assets)}
      </p>
      {agreement.exit_rule && <p className="muted">{agreement.exit_rule}</p>}
      {data.isConfirmed && (
        <p>
          <a href={agreementPagePath(slug, agreement.id, "exit")}>{t.exitLink}</a>
        </p>
      )}
    </Section>
  );
}

export function WindDown({ data }: Props) {
  const t = useText(agreementsText);
  if (data.windDown.length === 0) return null;
  return (
    <Section title={t.windDown}>
      <ul>
        {data.windDown.map((each) => (
          <li key={each.id}>{t.windDownLine(each.name, each.done, each.of)}</li>
        ))}
      </ul>
      <p>
        <a href={agreementPagePath(data.slug, data.agreement.id, "wind-down")}>{t.windDownLink}</a>
      </p>
    </Section>
  );
}
