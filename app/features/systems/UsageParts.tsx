import type { ReactNode } from "react";
import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { LifecycleTag, Tag } from "../../ui/Tag.tsx";
import { DayOf } from "../../ui/Values.tsx";
import { isOn } from "../roles/holding.rules.ts";
import { personRolesPath } from "../roles/roles.paths.ts";
import { choiceLabel, fieldsText } from "./fields.text.ts";
import type { HostingState, UsagePageData } from "./record.server.ts";
import { newUsagePath, usagePartPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";

type Props = { data: UsagePageData };

/** What the owner is told of the host's answer. */
export function Hosting({ state }: { state: HostingState }): ReactNode {
  const t = useText(systemsText);
  const words = {
    none: null,
    own: null,
    waiting: t.hostWaiting,
    confirmed: t.hostConfirmed,
    declined: t.hostDeclined,
    hidden: t.hostHidden,
  }[state];
  return words && <span className="block">{words} </span>;
}

export function Functions({ data: { functions } }: Props) {
  const t = useText(systemsText);
  const f = useText(fieldsText);
  const locale = useLocale();
  const note = { product: null, added: t.functionAdded, opted_out: t.functionOptedOut };
  return (
    <>
      <h3 className="ds-heading" data-size="2xs">
        {f.fields.functions}
      </h3>
      {functions.length === 0 ? (
        <p className="muted">{t.noFunctions}</p>
      ) : (
        <ul className="ds-list">
          {functions.map((each) => (
            <li key={each.id}>
              {locale === "sv" ? each.name_sv : each.name_en}
              {note[each.origin] && <span className="muted"> ({note[each.origin]})</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function SubProcessors({ data: { subProcessors, slug, usage, can } }: Props) {
  const t = useText(systemsText);
  const f = useText(fieldsText);
  return (
    <>
      <h3 className="ds-heading" data-size="2xs">
        {f.fields.sub_processors}
      </h3>
      {subProcessors.length === 0 ? (
        <p className="muted">{t.noSubProcessors}</p>
      ) : (
        <ul className="ds-list">
          {subProcessors.map((each) => (
            <li key={each.id}>{[each.name, each.country, each.basis].filter(Boolean).join(", ")}</li>
          ))}
        </ul>
      )}
      {can.edit && (
        <p>
          <a className="ds-link" href={usagePartPath(slug, usage.id, "sub-processors")}>
            {t.subProcessorsEdit}
          </a>
        </p>
      )}
    </>
  );
}

export function Roles({ data: { roles, standIns, slug, usage, can, today } }: Props) {
  const t = useText(systemsText);
  const f = useText(fieldsText);
  const format = useFormat();
  const locale = useLocale();
  return (
    <Section
      title={f.groups.contacts}
      id="contacts"
      actions={
        can.manage && (
          <LinkButton href={usagePartPath(slug, usage.id, "roles")} variant="tertiary">
            {t.rolesEdit}
          </LinkButton>
        )
      }
    >
      {roles.length === 0 ? (
        <p className="muted">{t.noRoles}</p>
      ) : (
        <ul className="ds-list">
          {roles.map((role) => (
            <li key={role.id}>
              <strong>{capital(locale === "sv" ? role.role_sv : role.role_en)}</strong>:{" "}
              {role.person_name && role.person_id ? (
                <a className="ds-link" href={personRolesPath(slug, role.person_id)}>
                  {role.person_name}
                </a>
              ) : (
                t.roleHeld
              )}{" "}
              <span className="muted">
                {t.roleSince(format.day(role.from_on))}
                {role.to_on && ` ${t.roleUntil(format.day(role.to_on))}`}
              </span>
              {standIns
                .filter((each) => each.role_type === role.role_type && each.for_person_id === role.person_id)
                .filter(() => isOn({ fromOn: role.from_on, toOn: role.to_on }, today))
                .map((each) => (
                  <span className="block" key={`${each.deputy_name} ${each.to_on}`}>
                    {t.standIn(each.deputy_name, format.day(each.to_on))}
                  </span>
                ))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function Documents({ data: { documents, slug, usage, can } }: Props) {
  const t = useText(systemsText);
  return (
    <Section
      title={t.documents}
      id="documents"
      actions={
        can.edit && (
          <LinkButton href={usagePartPath(slug, usage.id, "documents")} variant="tertiary">
            {t.documentsEdit}
          </LinkButton>
        )
      }
    >
      {documents.length === 0 ? (
        <p className="muted">{t.noDocuments}</p>
      ) : (
        <ul className="ds-list">
          {documents.map((each) => (
            <li key={each.id}>
              <a className="ds-link" href={each.url} rel="noreferrer">
                {each.title}
              </a>
              {each.check_result && each.check_result !== "ok" && (
                <>
                  {" "}
                  <Tag tone="warning">{each.check_result === "broken" ? t.linkBroken : t.linkSilent}</Tag>
                  {each.checked_at && (
                    <span className="muted">
                      {" "}
                      <DayOf at={each.checked_at} />
                    </span>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function SameProduct({ data: { sameProduct, slug, usage } }: Props) {
  const t = useText(systemsText);
  const f = useText(fieldsText);
  return (
    <Section title={t.sameProduct}>
      {sameProduct.rows.length === 0 ? (
        <p className="muted">{t.sameProductNone}</p>
      ) : (
        <ul className="ds-list">
          {sameProduct.rows.map((each) => (
            <li key={each.id}>
              <a className="ds-link" href={usagePath(slug, each.id)}>
                {each.own_name}
              </a>
              , {each.is_own ? t.yourOwn.toLowerCase() : each.owner_name}{" "}
              <LifecycleTag lifecycle={each.lifecycle}>
                {choiceLabel(f, "lifecycle", each.lifecycle)}
              </LifecycleTag>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a className="ds-link" href={`/${slug}/products/${usage.product.id}`}>
          {sameProduct.isCut ? t.sameProductCut : t.productPage}
        </a>
      </p>
    </Section>
  );
}

export function MoreActions({ data: { usage, slug } }: Props) {
  const t = useText(systemsText);
  const to = (part: Parameters<typeof usagePartPath>[2]) => usagePartPath(slug, usage.id, part);
  const isRetired = usage.lifecycle === "retired";
  return (
    <Section title={t.moreActions}>
      <div className="button-row">
        {isRetired && (
          <LinkButton
            href={newUsagePath(slug, { product: usage.product.id, again: usage.id })}
            variant="secondary"
          >
            {t.takeUpAgain}
          </LinkButton>
        )}
        {isRetired && (
          <LinkButton href={to("retirement")} variant="secondary">
            {t.retirement}
          </LinkButton>
        )}
        <LinkButton href={to("product")} variant="secondary" icon="swap">
          {t.moveProduct}
        </LinkButton>
        <LinkButton href={to("visibility")} variant="secondary" icon={usage.is_hidden ? "eye" : "eyeSlash"}>
          {usage.is_hidden ? t.unhide : t.hide}
        </LinkButton>
        <LinkButton href={to("deletion")} variant="secondary" color="danger" icon="trash">
          {t.remove}
        </LinkButton>
      </div>
      {usage.preceding_usage_id && (
        <p>
          <a className="ds-link" href={usagePath(slug, usage.preceding_usage_id)}>
            {t.preceding}
          </a>
        </p>
      )}
    </Section>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
