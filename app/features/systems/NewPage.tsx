import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { commonText } from "../../text/common.text.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { Select } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import type { Typed } from "../catalogue/fields.form.ts";
import { TypedMatches } from "../catalogue/TypedMatches.tsx";
import type { ProductChoice } from "../products/matching.server.ts";
import { newProductPath } from "../products/products.paths.ts";
import { FieldInput, useErrorWords } from "./FieldInput.tsx";
import { fieldOf, LIFECYCLES } from "./fields.rules.ts";
import { choiceLabel, fieldLabel, fieldsText } from "./fields.text.ts";
import { systemsFormText } from "./form.text.ts";
import type { NewPageData } from "./new.server.ts";
import { newUsagePath, systemsPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";

interface ChoiceProps {
  slug: string;
  q: string;
  products: readonly ProductChoice[];
  isCut: boolean;
}

/** First step of taking a system into use: which product. */
export function ProductChoicePage(props: ChoiceProps) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  return (
    <div className="narrow">
      <PageHeader
        title={t.newTitle}
        crumbs={[{ label: s.title, href: systemsPath(props.slug) }]}
        lead={t.newChoose}
      />
      <ProductSearch
        products={props.products}
        isCut={props.isCut}
        link={(id) => newUsagePath(props.slug, { product: id })}
        verb={t.newPick}
        aroundBar={(bar) => (
          <TypedMatches
            slug={props.slug}
            kind="product"
            field="q"
            states={["approved", "concept"]}
            hrefFor={(id) => newUsagePath(props.slug, { product: id })}
          >
            {bar}
          </TypedMatches>
        )}
      />
      <p>{t.newMissing}</p>
      <LinkButton href={newProductPath(props.slug, props.q || undefined)} variant="secondary" icon="plus">
        {t.newAddProduct}
      </LinkButton>
    </div>
  );
}

/** Search among products with a link for each. */
export function ProductSearch({
  products,
  isCut,
  link,
  verb,
  aroundBar = (bar) => bar,
}: Pick<ChoiceProps, "products" | "isCut"> & {
  link: (id: string) => string;
  verb: (name: string) => string;
  /** Stands around the search field: shows products like what is typed. */
  aroundBar?: (bar: ReactNode) => ReactNode;
}) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  return (
    <>
      {aroundBar(<FilterBar searchLabel={t.newSearch} fields={[]} active={[]} />)}
      {products.length === 0 ? (
        <p>{t.newNone}</p>
      ) : (
        <ul className="ds-list">
          {products.map((product) => (
            <li key={product.id}>
              <a className="ds-link" href={link(product.id)} aria-label={verb(product.name)}>
                {product.name}
              </a>
              {product.supplier_name && <span className="muted">, {product.supplier_name}</span>}
              {product.state === "concept" && (
                <>
                  {" "}
                  <Tag tone="accent">{s.concept}</Tag>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {isCut && <p className="muted">{t.newMany}</p>}
    </>
  );
}

interface NewProps {
  data: NewPageData;
  typed: Typed;
  errors?: Record<string, string>;
  formKey: string;
}

const STATES = LIFECYCLES.filter((state) => state !== "retired");

/** Second step: the municipality's own name, status, owner and dates. */
export function NewPage({ data, typed, errors, formKey }: NewProps) {
  const t = useText(systemsFormText);
  const s = useText(systemsText);
  const f = useText(fieldsText);
  const common = useText(commonText);
  const { slug, product, preceding } = data;
  const { atField, inSummary } = useErrorWords(errors);
  const input = (key: string) => (
    <FieldInput field={fieldOf(key)} typed={typed} errors={atField} units={data.units} hosts={[]} />
  );
  return (
    <div className="narrow">
      <PageHeader
        title={t.newTitle}
        crumbs={[{ label: s.title, href: systemsPath(slug) }]}
        lead={[product.name, product.supplier_name].filter(Boolean).join(", ")}
      />
      <p>
        <a className="ds-link" href={newUsagePath(slug)}>
          {t.newOther}
        </a>
      </p>
      {preceding && <Alert>{t.newAgain(preceding.own_name)}</Alert>}
      {data.doubles.length > 0 && <Doubles data={data} />}
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="form_key" value={formKey} />
        <input type="hidden" name="product" value={product.id} />
        {preceding && <input type="hidden" name="again" value={preceding.id} />}
        <ErrorSummary errors={inSummary} />
        {input("own_name")}
        <Select
          name="lifecycle"
          label={fieldLabel(f, "lifecycle")}
          empty={false}
          required
          error={atField.lifecycle}
          defaultValue={String(typed.lifecycle ?? "")}
          options={STATES.map((state) => ({ value: state, label: choiceLabel(f, "lifecycle", state) }))}
        />
        {input("taken_into_use_on")}
        {input("phase_out_from_on")}
        <Select
          name="system_owner"
          label={t.systemOwner}
          empty={t.noOwner}
          error={atField.system_owner}
          defaultValue={String(typed.system_owner ?? "")}
          options={data.people.map((person) => ({
            value: person.id,
            label: [person.name, person.title].filter(Boolean).join(", "),
          }))}
        />
        {input("unit")}
        {input("own_id")}
        <Checkbox
          name="is_hidden"
          label={t.newHidden}
          description={t.newHiddenHelp}
          defaultChecked={typed.is_hidden === "on"}
        />
        <div className="form-actions">
          <SubmitButton>{t.newSubmit}</SubmitButton>
          <LinkButton href={systemsPath(slug)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

function Doubles({ data: { doubles, slug } }: { data: NewPageData }) {
  const t = useText(systemsFormText);
  return (
    <Alert tone="warning" title={t.newDoubles}>
      <ul className="ds-list">
        {doubles.map((each) => (
          <li key={each.id}>
            <a className="ds-link" href={usagePath(slug, each.id)}>
              {each.own_name}
            </a>
          </li>
        ))}
      </ul>
      <p>{t.newDoublesText}</p>
    </Alert>
  );
}
