import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import type { Task } from "./my-systems.rules.ts";
import type { ActingRole, MySystem } from "./my-systems.server.ts";
import { heldOnPath, personRolesPath } from "./roles.paths.ts";
import { rolesText } from "./roles.text.ts";

/** The signed-in person's systems: in which role, for whom, and what needs doing on each. */
export function MySystemsPage(props: {
  slug: string;
  personId: string;
  systems: readonly MySystem[];
  /** May edit every system, whatever the roles. */
  isEditor: boolean;
}) {
  const t = useText(rolesText);
  const { slug, systems } = props;
  return (
    <>
      <PageHeader
        title={t.mineTitle}
        lead={t.mineLead}
        actions={
          <LinkButton href={personRolesPath(slug, props.personId)} variant="secondary">
            {t.myRoles}
          </LinkButton>
        }
      />
      {systems.length === 0 ? (
        <EmptyState title={t.mineNone} icon="systems">
          <p>{t.mineNoneText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.mineTitle}
          rows={systems}
          rowKey={(system) => system.id}
          columns={[
            {
              id: "system",
              heading: t.system,
              isRowHeader: true,
              cell: (system) => (
                <>
                  <a href={heldOnPath(slug, system.id)}>{system.own_name}</a>
                  {system.product !== system.own_name && (
                    <span className="block muted">{system.product}</span>
                  )}
                </>
              ),
            },
            { id: "role", heading: t.myRole, cell: (system) => <Roles roles={system.roles} /> },
            { id: "todo", heading: t.todo, cell: (system) => <Todo system={system} /> },
            {
              id: "edit",
              heading: t.edit,
              cell: (system) =>
                (props.isEditor || system.mayEdit) && (
                  <a href={`${heldOnPath(slug, system.id)}/edit`} aria-label={t.editOf(system.own_name)}>
                    {t.edit}
                  </a>
                ),
            },
          ]}
        />
      )}
    </>
  );
}

function Roles({ roles }: { roles: readonly ActingRole[] }) {
  const t = useText(rolesText);
  const format = useFormat();
  const locale = useLocale();
  return roles.map((role) => (
    <span className="block" key={`${role.code} ${role.forPerson?.name ?? ""}`}>
      {locale === "sv" ? role.sv : role.en}{" "}
      {role.forPerson && (
        <Tag tone="info">{t.forPerson(role.forPerson.name, format.day(role.forPerson.until))}</Tag>
      )}
    </span>
  ));
}

function Todo({ system }: { system: MySystem }) {
  const t = useText(rolesText);
  const format = useFormat();
  const locale = useLocale();
  const words = (task: Task) =>
    task.kind === "without_start" ? t.tasks.without_start : t.tasks[task.kind](format.day(task.on));
  const lines = [
    ...system.tasks.map(words),
    ...system.missing.map((role) => t.tasks.missing(locale === "sv" ? role.sv : role.en)),
  ];
  if (lines.length === 0) return <span className="muted">{t.nothing}</span>;
  return (
    <ul className="ds-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
