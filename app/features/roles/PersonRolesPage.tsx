import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, Select } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import type { Deputy } from "./deputies.server.ts";
import { isOn } from "./holding.rules.ts";
import type { HeldRole } from "./people.server.ts";
import { personText } from "./person.text.ts";
import { heldOnPath, transferPath, transferRunPath } from "./roles.paths.ts";

export interface PersonRolesProps {
  slug: string;
  peopleHref: string;
  person: { id: string; name: string };
  today: string;
  roles: readonly HeldRole[];
  deputies: readonly Deputy[];
  transfers: readonly {
    id: string;
    mode: "move" | "copy";
    to_name: string;
    from_on: string;
    by_name: string;
    done_at: string;
    is_undone: boolean;
  }[];
  people: readonly { id: string; name: string; title: string | null }[];
  types: readonly { code: string; name_sv: string; name_en: string }[];
  can: { assign: boolean; nameDeputy: boolean };
  done: string | null;
  typed?: Record<string, string>;
  errors?: Record<string, string>;
}

/** A person's roles, who stands in for the person, and the way to hand everything over. */
export function PersonRolesPage(props: PersonRolesProps) {
  const t = useText(personText);
  const { slug, person, roles, today } = props;
  const current = roles.filter((role) => role.to_on === null || role.to_on >= today);
  const earlier = roles.filter((role) => !current.includes(role));
  return (
    <>
      <PageHeader
        title={t.title(person.name)}
        crumbs={[{ label: t.people, href: props.peopleHref }]}
        actions={
          props.can.assign &&
          current.length > 0 && (
            <LinkButton href={transferPath(slug, person.id)} icon="swap">
              {t.transfer}
            </LinkButton>
          )
        }
      />
      <Flash message={props.done === "added" ? t.added : props.done === "ended" && t.ended} />
      <Section title={t.rolesHeading}>
        {current.length === 0 ? (
          <p className="muted">{t.noRoles}</p>
        ) : (
          <RoleTable slug={slug} caption={t.rolesHeading} roles={current} today={today} />
        )}
      </Section>
      <Deputies {...props} />
      {props.transfers.length > 0 && <Transfers {...props} />}
      {earlier.length > 0 && (
        <Section title={t.earlier}>
          <RoleTable slug={slug} caption={t.earlier} roles={earlier} today={today} />
        </Section>
      )}
    </>
  );
}

function RoleTable(props: { slug: string; caption: string; roles: readonly HeldRole[]; today: string }) {
  const t = useText(personText);
  const locale = useLocale();
  return (
    <Table
      caption={props.caption}
      rows={props.roles}
      rowKey={(role) => role.id}
      columns={[
        {
          id: "system",
          heading: t.system,
          isRowHeader: true,
          cell: (role) => <a href={heldOnPath(props.slug, role.usage_id)}>{role.own_name}</a>,
        },
        {
          id: "role",
          heading: t.role,
          cell: (role) => (
            <>
              {locale === "sv" ? role.role_sv : role.role_en}
              {role.from_on > props.today && (
                <>
                  {" "}
                  <Tag tone="info">{t.coming}</Tag>
                </>
              )}
            </>
          ),
        },
        { id: "from", heading: t.from, isNarrow: true, cell: (role) => <Day on={role.from_on} /> },
        {
          id: "to",
          heading: t.to,
          isNarrow: true,
          cell: (role) => (role.to_on ? <Day on={role.to_on} /> : t.open),
        },
      ]}
    />
  );
}

function Deputies(props: PersonRolesProps) {
  const t = useText(personText);
  const locale = useLocale();
  const wrong = sentences(props.errors, t.errors);
  const own = props.deputies.filter((each) => each.person_id === props.person.id);
  const others = props.deputies.filter((each) => each.person_id !== props.person.id);
  const typed = (name: string, otherwise = "") => props.typed?.[name] ?? otherwise;
  return (
    <>
      <Section title={t.deputies} id="deputies">
        <p>{t.deputiesLead}</p>
        {own.length === 0 ? (
          <p className="muted">{t.noDeputies}</p>
        ) : (
          <DeputyLines rows={own} side="deputy" props={props} />
        )}
        {props.can.nameDeputy && (
          <Form method="post" className="form" noValidate key={props.done}>
            <h3 className="ds-heading" data-size="2xs">
              {t.add}
            </h3>
            <ErrorSummary errors={wrong} />
            <Select
              name="deputy_person_id"
              label={t.person}
              empty={t.choosePerson}
              defaultValue={typed("deputy_person_id")}
              error={wrong?.deputy_person_id}
              options={props.people
                .filter((each) => each.id !== props.person.id)
                .map((each) => ({
                  value: each.id,
                  label: each.title ? `${each.name}, ${each.title}` : each.name,
                }))}
            />
            <Select
              name="role_type"
              label={t.forRole}
              empty={t.allRoles}
              defaultValue={typed("role_type")}
              error={wrong?.role_type}
              options={props.types.map((type) => ({
                value: type.code,
                label: locale === "sv" ? type.name_sv : type.name_en,
              }))}
            />
            <div className="form-row">
              <DateInput
                name="from_on"
                label={t.from}
                defaultValue={typed("from_on", props.today)}
                error={wrong?.from_on}
              />
              <DateInput name="to_on" label={t.to} defaultValue={typed("to_on")} error={wrong?.to_on} />
            </div>
            <div className="form-actions">
              <SubmitButton variant="secondary">{t.add}</SubmitButton>
            </div>
          </Form>
        )}
      </Section>
      {others.length > 0 && (
        <Section title={t.standsInHeading}>
          <DeputyLines rows={others} side="person" props={props} />
        </Section>
      )}
    </>
  );
}

function DeputyLines({
  rows,
  side,
  props: { today, can },
}: {
  rows: readonly Deputy[];
  /** Whose name stands in the line. */
  side: "deputy" | "person";
  props: PersonRolesProps;
}) {
  const t = useText(personText);
  const format = useFormat();
  const locale = useLocale();
  return (
    <ul className="line-list">
      {rows.map((row) => {
        const role = (locale === "sv" ? row.role_sv : row.role_en) ?? t.allRoles;
        const name = side === "deputy" ? row.deputy_name : row.person_name;
        return (
          <li key={row.id}>
            <div>
              <strong>{t.deputyLine(name, role)}</strong>{" "}
              <span className="muted">{t.period(format.day(row.from_on), format.day(row.to_on))}</span>{" "}
              {isOn({ fromOn: row.from_on, toOn: row.to_on }, today) && <Tag tone="info">{t.now}</Tag>}
              {row.to_on < today && <Tag>{t.passed}</Tag>}
            </div>
            {side === "deputy" && can.nameDeputy && row.to_on >= today && (
              <Form method="post">
                <input type="hidden" name="end" value={row.id} />
                <Button type="submit" variant="tertiary" color="danger" aria-label={t.endOf(name)}>
                  {t.end}
                </Button>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Transfers({ slug, person, transfers }: PersonRolesProps) {
  const t = useText(personText);
  const format = useFormat();
  return (
    <Section title={t.transfers}>
      <ul className="ds-list">
        {transfers.map((run) => (
          <li key={run.id}>
            <a className="ds-link" href={transferRunPath(slug, person.id, run.id)}>
              {t.transferLine(run.mode, run.to_name, format.day(run.from_on))}
            </a>{" "}
            <span className="muted">{t.byAt(run.by_name, format.instant(run.done_at))}</span>{" "}
            {run.is_undone && <Tag>{t.undone}</Tag>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
