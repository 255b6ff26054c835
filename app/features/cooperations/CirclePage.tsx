import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { circleRemovalPath, cooperationPath, cooperationsPath } from "./cooperations.paths.ts";
import { cooperationsText } from "./cooperations.text.ts";

export interface CirclePageProps {
  slug: string;
  circle: {
    id: string;
    name: string;
    is_everyone: boolean;
    cooperation_id: string;
    cooperation_name: string;
    organisation_ids: readonly string[];
    dates: readonly { organisation_id: string; from_on: string | null; until_on: string | null }[];
  };
  /** Page of the agreement that the circle follows. */
  agreementHref: string | null;
  /** Organisations that can be in the circle: the cooperation's members and invited. */
  members: readonly { id: string; name: string }[];
  can: { coordinate: boolean };
  done: string | null;
  today: string;
  values: { name: string; organisations: readonly string[] } | undefined;
  errors: Record<string, string> | undefined;
}

/** A circle: for the coordinator a form, for others a list. */
export function CirclePage(props: CirclePageProps) {
  const { slug, circle, can } = props;
  const t = useText(cooperationsText);
  const inCircle = props.members.filter(
    (member) => circle.is_everyone || circle.organisation_ids.includes(member.id),
  );
  return (
    <div className="narrow">
      <PageHeader
        title={circle.is_everyone ? t.everyone : circle.name}
        crumbs={[
          { label: t.title, href: cooperationsPath(slug) },
          { label: circle.cooperation_name, href: cooperationPath(slug, circle.cooperation_id) },
        ]}
      />
      <Flash message={props.done === "saved" && t.saved} />
      {circle.is_everyone && <p>{t.circleEveryone}</p>}
      {props.agreementHref && (
        <p>
          {t.circleFollows} <a href={props.agreementHref}>{t.circleAgreement}</a>
        </p>
      )}
      {can.coordinate && !circle.is_everyone && !props.agreementHref ? (
        <CircleForm {...props} />
      ) : (
        <Section title={t.circleMembers}>
          {inCircle.length === 0 ? (
            <p className="muted">{t.circleNobody}</p>
          ) : (
            <ul className="ds-list">
              {inCircle.map((member) => (
                <li key={member.id}>
                  {member.name} <CircleDates circle={circle} id={member.id} today={props.today} />
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
    </div>
  );
}

/** Since when, and until when, where the circle follows an agreement. */
function CircleDates({ circle, id, today }: Pick<CirclePageProps, "circle" | "today"> & { id: string }) {
  const t = useText(cooperationsText);
  const format = useFormat();
  const row = circle.dates.find((each) => each.organisation_id === id);
  return (
    <>
      {row?.from_on && row.from_on > today && <Tag>{t.circleFrom(format.day(row.from_on))}</Tag>}{" "}
      {row?.until_on && <Tag tone="warning">{t.circleUntil(format.day(row.until_on))}</Tag>}
    </>
  );
}

function CircleForm({ slug, circle, members, values, errors }: CirclePageProps) {
  const t = useText(cooperationsText);
  const wrong = sentences(errors, t.errors);
  return (
    <Form method="post" className="form" noValidate>
      <ErrorSummary errors={wrong} />
      {circle.organisation_ids.map((id) => (
        <input key={id} type="hidden" name="before" value={id} />
      ))}
      <TextInput
        name="name"
        label={t.name}
        required
        maxLength={200}
        defaultValue={values?.name ?? circle.name}
        error={wrong?.name}
      />
      <CheckboxGroup
        name="organisation"
        legend={t.circleMembers}
        description={t.circleMembersHint}
        options={members.map((member) => ({ value: member.id, label: member.name }))}
        values={values?.organisations ?? circle.organisation_ids}
      />
      <div className="button-row">
        <SubmitButton>{t.saveCircle}</SubmitButton>
        <LinkButton href={circleRemovalPath(slug, circle.id)} variant="tertiary" color="danger" icon="trash">
          {t.removeCircle}
        </LinkButton>
      </div>
    </Form>
  );
}
