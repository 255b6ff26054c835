import type { ReactNode } from "react";
import { useLocale, useText } from "../../text/useText.ts";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { type ActiveFilter, FilterBar } from "../../ui/FilterBar.tsx";
import { Select, TextInput } from "../../ui/Inputs.tsx";
import { byGroup, functionName } from "../functions/functions.rules.ts";
import { COLUMNS_PER_PAGE } from "./overlap.rules.ts";
import { overlapText } from "./overlap.text.ts";
import { type OverlapQuery, scopeFields } from "./query.rules.ts";
import type { Scope } from "./scope.server.ts";

/** A function as the filters need it. */
export interface FunctionChoice {
  code: string;
  name_sv: string;
  name_en: string;
  group_code: string;
  group_name_sv: string;
  group_name_en: string;
}

interface Props {
  scope: Scope;
  query: OverlapQuery;
  functions: readonly FunctionChoice[];
  /** Names of the page's own fields. */
  fields?: readonly string[];
  /** The page's own filters in force. */
  active?: readonly ActiveFilter[];
  /** The page's own fields, always visible. */
  children?: ReactNode;
}

/** Which circle, municipalities, functions and products: the filters that all pages of the overlap have. */
export function ScopeFilters({ scope, query, functions, fields = [], active = [], children }: Props) {
  const t = useText(overlapText);
  const locale = useLocale();
  const groups = byGroup(functions, locale);
  const others = scope.allColumns.filter((column) => column.state !== "own");
  return (
    <FilterBar
      fields={[...scopeFields, ...fields, "columns"]}
      active={[...active, ...useActive({ query, functions, others })]}
      more={
        <>
          <Select
            name="group"
            label={t.group}
            options={groups.map((group) => ({ value: group.code, label: group.name }))}
            empty={t.allGroups}
            defaultValue={query.group ?? ""}
          />
          <Select
            name="function"
            label={t.function}
            options={groups.map((group) => ({
              group: group.name,
              options: group.functions.map((one) => ({ value: one.code, label: functionName(one, locale) })),
            }))}
            empty={t.allFunctions}
            defaultValue={query.functionCode ?? ""}
          />
          <TextInput name="product" label={t.productName} defaultValue={query.product} maxLength={200} />
          <TextInput name="supplier" label={t.supplier} defaultValue={query.supplier} maxLength={200} />
          {others.length > 1 && (
            <div className="overlap-organisations">
              <CheckboxGroup
                name="org"
                legend={t.organisations}
                description={t.organisationsHint(COLUMNS_PER_PAGE)}
                options={others.map((column) => ({ value: column.id, label: column.name }))}
                values={query.organisations}
              />
            </div>
          )}
        </>
      }
    >
      {scope.circles.length > 1 && (
        <Select
          name="circle"
          label={t.circle}
          empty={false}
          options={scope.circles.map((circle) => ({
            value: circle.id,
            label: t.circleName(circle.cooperation, circle.is_everyone ? t.everyone : circle.name),
          }))}
          defaultValue={scope.circle?.id}
        />
      )}
      {children}
    </FilterBar>
  );
}

function useActive({
  query,
  functions,
  others,
}: Pick<Props, "query" | "functions"> & { others: Scope["allColumns"] }): ActiveFilter[] {
  const t = useText(overlapText);
  const locale = useLocale();
  const group = byGroup(functions, locale).find((one) => one.code === query.group);
  const chosen = functions.find((one) => one.code === query.functionCode);
  return [
    ...(group ? [{ name: "group", value: group.code, label: `${t.group}: ${group.name}` }] : []),
    ...(chosen
      ? [{ name: "function", value: chosen.code, label: `${t.function}: ${functionName(chosen, locale)}` }]
      : []),
    ...(query.product
      ? [{ name: "product", value: query.product, label: `${t.productName}: ${query.product}` }]
      : []),
    ...(query.supplier
      ? [{ name: "supplier", value: query.supplier, label: `${t.supplier}: ${query.supplier}` }]
      : []),
    ...others
      .filter((column) => query.organisations.includes(column.id))
      .map((column) => ({ name: "org", value: column.id, label: column.name })),
  ];
}
