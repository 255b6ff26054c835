import type { ReactNode } from "react";
import { useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { LifecycleTag, Tag } from "../../ui/Tag.tsx";
import { Day, DayOf } from "../../ui/Values.tsx";
import { type Field, fieldsIn, GROUPS, type Group } from "./fields.rules.ts";
import { choiceLabel, fieldLabel, fieldsText } from "./fields.text.ts";
import type { UsagePageData } from "./record.server.ts";
import { systemsPath, usagePartPath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";
import { UsageCell } from "./UsageCell.tsx";
import {
  Documents,
  Functions,
  Hosting,
  MoreActions,
  Roles,
  SameProduct,
  SubProcessors,
} from "./UsageParts.tsx";
import { ValidityNote } from "./ValidityNote.tsx";

/** One system: what is known of it by field group, as far as the viewer may see. */
export function UsagePage({
  data,
  saved,
  actions,
  children,
}: {
  data: UsagePageData;
  saved?: string | null;
  /** What else can be done from here, by features above this one; beside the page's own buttons. */
  actions?: ReactNode;
  /** What features above this one say of the record: the first sheets. */
  children?: ReactNode;
}) {
  const t = useText(systemsText);
  const f = useText(fieldsText);
  const { usage, slug, isOwn, can } = data;
  const shown = GROUPS.filter((group) => data.groups.includes(group) && !data.hiddenGroups.includes(group));
  const unshared = isOwn
    ? []
    : GROUPS.filter((group) => group !== "internal" && !data.groups.includes(group));
  return (
    <>
      <PageHeader
        title={usage.own_name}
        crumbs={[{ label: t.title, href: systemsPath(slug, isOwn ? "" : "?scope=shared") }]}
        meta={
          <>
            <LifecycleTag lifecycle={usage.lifecycle}>
              {choiceLabel(f, "lifecycle", usage.lifecycle)}
            </LifecycleTag>
            {usage.is_hidden && <Tag icon="eyeSlash">{t.hidden}</Tag>}
            {!isOwn && <Tag icon="cooperation">{t.ownedBy(usage.owner_name)}</Tag>}
          </>
        }
        actions={
          isOwn && (
            <>
              {actions}
              <LinkButton href={usagePartPath(slug, usage.id, "history")} variant="tertiary" icon="history">
                {t.history}
              </LinkButton>
              {can.edit && (
                <LinkButton href={usagePartPath(slug, usage.id, "edit")} icon="pencil">
                  {t.edit}
                </LinkButton>
              )}
            </>
          )
        }
      />
      <Flash message={saved === "new" ? t.created : saved ? t.saved : null} />
      {data.isPastSupport && <Alert tone="warning">{t.supportPassed}</Alert>}
      {data.validity && (
        <ValidityNote validity={data.validity} reason={usage.counts_as_valid_reason} data={data} />
      )}
      {can.edit && <LifecycleSteps data={data} />}
      <div className="record">
        {children}
        {shown.map((group) => (
          <GroupSection key={group} group={group} data={data} />
        ))}
        {unshared.length > 0 && (
          <Section title={t.notSharedTitle}>
            <p className="muted">{t.notShared(unshared.map((group) => f.groups[group]).join(", "))}</p>
          </Section>
        )}
        <SameProduct data={data} />
      </div>
      {can.manage && <MoreActions data={data} />}
    </>
  );
}

function LifecycleSteps({ data: { usage, slug, steps } }: { data: UsagePageData }) {
  const t = useText(systemsText);
  const f = useText(fieldsText);
  if (steps.length === 0) return null;
  return (
    <nav className="button-row" aria-label={t.lifecycleSteps}>
      {steps.slice(0, 2).map((step) => (
        <LinkButton
          key={step}
          href={usagePartPath(slug, usage.id, "lifecycle", `?to=${step}`)}
          variant="secondary"
        >
          {t.goTo(choiceLabel(f, "lifecycle", step))}
        </LinkButton>
      ))}
      <LinkButton href={usagePartPath(slug, usage.id, "lifecycle")} variant="tertiary">
        {t.lifecycleSteps}
      </LinkButton>
    </nav>
  );
}

function GroupSection({ group, data }: { group: Group; data: UsagePageData }) {
  const t = useText(systemsText);
  const f = useText(fieldsText);
  const { usage, slug, can } = data;
  if (group === "contacts") return <Roles data={data} />;
  if (group === "documents") return <Documents data={data} />;
  const title = f.groups[group];
  const items = fieldsIn(group).map((field) => item(field));
  const before = group === "core" ? coreItems() : [];
  const after: Description[] =
    group === "classification"
      ? [
          {
            term: fieldLabel(f, "oversight_next_on"),
            value: data.nextOversight && <Day on={data.nextOversight} />,
          },
        ]
      : [];
  return (
    <Section
      title={title}
      id={group}
      actions={
        can.edit && (
          <LinkButton
            href={usagePartPath(slug, usage.id, "edit", `?group=${group}`)}
            variant="tertiary"
            aria-label={t.editGroup(title)}
          >
            {t.edit}
          </LinkButton>
        )
      }
    >
      <GivenAndMissing items={[...before, ...items, ...after]} />
      {group === "core" && <Functions data={data} />}
      {group === "classification" && <SubProcessors data={data} />}
    </Section>
  );

  function item(field: Field): Description & { isKept: boolean } {
    const value = usage.names[field.key] ?? usage.values[field.key];
    return {
      // a value that was taken away says when
      isKept: data.changes[field.key] !== undefined,
      term: fieldLabel(f, field.key),
      value: isGiven(value) ? <UsageCell field={field.key} value={value} /> : null,
      note: (
        <>
          {field.key === "host_organisation" && <Hosting state={data.hosting} />}
          {isGiven(value) && <Changed field={field.key} data={data} />}
        </>
      ),
    };
  }

  function coreItems(): Description[] {
    const { product } = usage;
    const dates = (
      [
        [t.saleEnds, product.sale_ends_on],
        [t.supportEnds, product.support_ends_on],
        [t.lifeEnds, product.life_ends_on],
      ] as const
    ).filter(([, on]) => on !== null);
    return [
      {
        term: fieldLabel(f, "product"),
        value: (
          <>
            <a className="ds-link" href={`/${slug}/products/${product.id}`}>
              {product.name}
            </a>
            {product.state === "concept" && (
              <>
                {" "}
                <Tag tone="accent">{t.concept}</Tag>
              </>
            )}
            {product.state === "rejected" && (
              <>
                {" "}
                <Tag tone="danger">{t.rejectedProduct}</Tag>
              </>
            )}
          </>
        ),
        note: <Changed field="product" data={data} />,
      },
      { term: fieldLabel(f, "supplier"), value: product.supplier_name },
      ...dates.map(([term, on]) => ({ term, value: <Day on={on} />, note: t.supplierDatesNote })),
    ];
  }
}

/** What is given as a list; what is not in one line, so that a sparse record is short. */
function GivenAndMissing({ items }: { items: (Description & { isKept?: boolean })[] }) {
  const t = useText(systemsText);
  const given = items.filter((each) => isGiven(each.value) || each.isKept);
  const missing = items.filter((each) => !given.includes(each)).map((each) => each.term);
  return (
    <>
      {given.length > 0 && <DescriptionList items={given} />}
      {missing.length > 0 && (
        <p className="muted record-missing">
          {t.notGiven}: {missing.join(", ")}
        </p>
      )}
    </>
  );
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined && value !== "";
}

/** When the value was last changed, from the history, else when the record came; the owner's page only. */
function Changed({ field, data }: { field: string; data: UsagePageData }): ReactNode {
  const t = useText(systemsText);
  if (!data.isOwn) return null;
  const changed = data.changes[field];
  return (
    <>
      {t.changedOn} <DayOf at={changed?.at ?? data.usage.created_at} />
      {changed && `, ${changed.by}`}
    </>
  );
}
