import { useText } from "../../text/useText.ts";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Day } from "../../ui/Values.tsx";
import { isField } from "./fields.rules.ts";
import { choiceLabel, fieldLabel, fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";
import type { Snapshot } from "./steps.server.ts";
import { systemsPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";
import { UsageCell } from "./UsageCell.tsx";

interface Props {
  slug: string;
  usage: { id: string; own_name: string };
  record: {
    retired_on: string;
    own_name: string;
    reason: string;
    by_name: string;
    snapshot: Snapshot;
  } | null;
}

/** Avvecklingspost: how the system stood when it was retired. */
export function RetirementPage({ slug, usage, record }: Props) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const f = useText(fieldsText);
  return (
    <>
      <PageHeader
        title={t.retirementTitle(record?.own_name ?? usage.own_name)}
        crumbs={[
          { label: s.title, href: systemsPath(slug) },
          { label: usage.own_name, href: usagePath(slug, usage.id) },
        ]}
      />
      {record === null ? (
        <p>{t.retirementNone}</p>
      ) : (
        <>
          <DescriptionList
            items={[
              { term: t.retirementOn, value: <Day on={record.retired_on} /> },
              { term: t.retirementBy, value: record.by_name },
              { term: t.retirementName, value: record.own_name },
              { term: t.retirementReason, value: record.reason },
            ]}
          />
          <Section title={t.retirementContents}>
            <DescriptionList items={contents(record.snapshot)} />
          </Section>
        </>
      )}
    </>
  );

  function contents(snapshot: Snapshot): Description[] {
    const { lifecycle, roles = [], documents = [], functions = [], sub_processors: subs = [] } = snapshot;
    return [
      { term: fieldLabel(f, "product"), value: snapshot.product },
      { term: fieldLabel(f, "supplier"), value: snapshot.supplier },
      { term: fieldLabel(f, "lifecycle"), value: lifecycle && choiceLabel(f, "lifecycle", lifecycle) },
      { term: fieldLabel(f, "functions"), value: functions.join(", ") },
      ...Object.entries(snapshot.values ?? {})
        .filter(([key]) => isField(key) && key !== "own_name")
        .map(([key, value]) => ({
          term: fieldLabel(f, key),
          value: <UsageCell field={key} value={value} />,
        })),
      {
        term: f.groups.contacts,
        value: roles.map((role) => [role.role, role.person].filter(Boolean).join(": ")).join("; "),
      },
      { term: f.groups.documents, value: documents.map((each) => `${each.title} (${each.url})`).join("; ") },
      { term: fieldLabel(f, "sub_processors"), value: subs.map((each) => each.name).join(", ") },
    ].filter((item) => item.value);
  }
}
