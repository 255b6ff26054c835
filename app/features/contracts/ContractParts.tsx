import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Day } from "../../ui/Values.tsx";
import { productPath } from "../products/products.paths.ts";
import { supplierPath } from "../suppliers/suppliers.paths.ts";
import { usagePath } from "../systems/systems.paths.ts";
import { contractPartPath, contractPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { ContractPageData } from "./record.server.ts";
import { choiceWord, wordsText } from "./words.text.ts";

/** Systems that the contract covers. */
export function Systems({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const { usages, contract, can, slug, tenantId } = data;
  return (
    <Section
      title={t.systems}
      actions={
        (can.edit || can.takePart) && (
          <LinkButton href={contractPartPath(slug, contract.id, "systems")} variant="tertiary" icon="link">
            {t.linkSystems}
          </LinkButton>
        )
      }
    >
      {usages.length === 0 ? (
        <p className="muted">{t.noSystems}</p>
      ) : (
        <ul>
          {usages.map((usage) => (
            <li key={usage.usage_id}>
              <a href={usagePath(slug, usage.usage_id)}>{usage.own_name}</a>
              {usage.tenant_id !== tenantId && <span className="muted"> ({usage.owner_name})</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Facts about the contract that give no dates. */
export function About({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const locale = useLocale();
  const { contract, slug, relatives } = data;
  const links = (kind: string) => {
    const found = relatives.filter((each) => each.kind === kind);
    return found.length === 0
      ? null
      : found.map((each, index) => (
          <span key={each.id}>
            {index > 0 && ", "}
            <a href={contractPath(slug, each.id)}>{each.name}</a>
          </span>
        ));
  };
  const elements = contract.elements
    .map((code) => choiceWord(w, "elements", code))
    .sort((a, b) => a.localeCompare(b, locale))
    .join(", ");
  const related = [
    { term: w.fields.parent_contract!, value: links("parent") },
    { term: t.children, value: links("child") },
    { term: w.fields.supersedes!, value: links("supersedes") },
    { term: t.supersededBy, value: links("superseded_by") },
    {
      term: w.fields.product!.split(",")[0]!,
      value: contract.product_id && (
        <a href={productPath(slug, contract.product_id)}>{contract.product_name}</a>
      ),
    },
  ].filter((item) => item.value !== null);
  return (
    <Section title={t.about}>
      <DescriptionList
        items={[
          { term: w.fields.number!, value: contract.number },
          {
            term: t.counterparty,
            value: contract.supplier_id ? (
              <a href={supplierPath(slug, contract.supplier_id)}>{contract.supplier_name}</a>
            ) : (
              contract.counterparty_text
            ),
          },
          { term: w.fields.type!, value: choiceWord(w, "type", contract.type) },
          { term: w.fields.direction!, value: choiceWord(w, "direction", contract.direction) },
          { term: w.fields.purchase_form!, value: choiceWord(w, "purchase_form", contract.purchase_form) },
          { term: w.fields.elements!, value: elements },
          { term: w.fields.payment_model!, value: choiceWord(w, "payment_model", contract.payment_model) },
          { term: w.fields.cpv_code!, value: contract.cpv_code },
          { term: w.fields.signed_on!, value: contract.signed_on && <Day on={contract.signed_on} /> },
          ...related,
        ]}
      />
    </Section>
  );
}

/** Who answers for the contract in the organisation that looks. */
export function Responsible({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const { contract, slug, responsible, can, isOwn, ownRow } = data;
  if (!isOwn && !ownRow) return null;
  return (
    <Section
      title={t.responsible}
      actions={
        (can.edit || can.takePart) && (
          <LinkButton
            href={contractPartPath(slug, contract.id, "responsible")}
            variant="tertiary"
            icon="person"
          >
            {t.setResponsible}
          </LinkButton>
        )
      }
    >
      {responsible.length === 0 ? (
        <p className="muted">{t.noResponsible}</p>
      ) : (
        <ul>
          {responsible.map((each) => (
            <li key={each.id}>{each.name}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What the organisation means to do; for the owner and the participants. */
export function Intentions({ data: { contract } }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const { internal } = contract;
  if (!internal) return null;
  const items = [
    { term: w.fields.renewal_intent!, value: choiceWord(w, "renewal_intent", internal.renewal_intent) },
    { term: w.fields.next_procurement_strategy!, value: internal.next_procurement_strategy },
    {
      term: w.fields.next_procurement_on!,
      value: internal.next_procurement_on && <Day on={internal.next_procurement_on} />,
    },
    { term: w.fields.our_signer_role!, value: internal.our_signer_role },
    { term: w.fields.supplier_signer!, value: internal.supplier_signer },
    { term: w.fields.note!, value: internal.note && <span className="preserve-lines">{internal.note}</span> },
  ].filter((item) => item.value);
  if (items.length === 0) return null;
  return (
    <Section title={t.internal}>
      <DescriptionList items={items} />
    </Section>
  );
}

/** Decisions, apart from what came of them. */
export function Decisions({ data }: { data: ContractPageData }) {
  const t = useText(contractsText);
  const w = useText(wordsText);
  const format = useFormat();
  const { decisions, isOwn, ownRow } = data;
  if (!isOwn && !ownRow) return null;
  return (
    <Section title={t.decisions}>
      {decisions.length === 0 && <p className="muted">{t.noDecisions}</p>}
      <ul className="line-list">
        {decisions.map((each) => (
          <li key={each.id}>
            <div>
              {t.decisionLine(
                choiceWord(w, "decision_kind", each.kind),
                format.day(each.decided_on),
                each.decided_by,
              )}
              {each.authority && <p className="muted">{t.authority(each.authority)}</p>}
              {each.reference && <p className="muted">{t.reference(each.reference)}</p>}
              {each.note && <p className="muted preserve-lines">{each.note}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
