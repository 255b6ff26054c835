import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Basis } from "../overlap/Basis.tsx";
import { ColumnPager } from "../overlap/ColumnPager.tsx";
import { COLUMNS_PER_PAGE } from "../overlap/overlap.rules.ts";
import { overlapText } from "../overlap/overlap.text.ts";
import { figuresPath, itCostsFilePath, itCostsPath, productCostsPath } from "./it-costs.paths.ts";
import { measures } from "./it-costs.rules.ts";
import type { ItCosts } from "./it-costs.server.ts";
import { itCostsText } from "./it-costs.text.ts";
import { definitionsInWords, rulesInWords } from "./itCostsInWords.ts";
import { itCostsFields, keptQuery } from "./query.rules.ts";

export interface CostFrameProps {
  slug: string;
  costs: Omit<ItCosts, "statistics">;
  /** Name of the previewed owner, in "view as". */
  previewOf: string | null;
  /** Whether there is anything to take along. */
  hasFiles: boolean;
  children: ReactNode;
}

/** What both pages of the comparison have: heading, files, tabs, filters, and below how it is worked out and what is left out. */
export function CostFrame({ slug, costs, previewOf, hasFiles, children }: CostFrameProps) {
  const t = useText(itCostsText);
  const all = useText(overlapText);
  const locale = useLocale();
  const { search } = useLocation();
  const query = keptQuery(search);
  return (
    <div className="print-landscape it-cost-tables">
      <PageHeader
        title={t.title}
        lead={previewOf ? t.previewLead(previewOf) : t.lead}
        actions={
          <>
            {hasFiles &&
              (["csv", "xlsx", "pdf"] as const).map((ending) => (
                <LinkButton
                  key={ending}
                  href={itCostsFilePath(slug, ending, search)}
                  variant="secondary"
                  icon={ending === "xlsx" ? "excel" : ending === "csv" ? "csv" : "file"}
                  download
                >
                  {{ csv: all.csv, xlsx: all.excel, pdf: all.pdf }[ending]}
                </LinkButton>
              ))}
            {!previewOf && (
              <LinkButton href={figuresPath(slug)} variant="secondary" icon="people">
                {t.figuresLink}
              </LinkButton>
            )}
          </>
        }
      />
      <Tabs
        label={t.views}
        tabs={[
          { label: t.viewNames.organisations, href: itCostsPath(slug, query), exact: true },
          { label: t.viewNames.products, href: productCostsPath(slug, query) },
        ]}
      />
      {!costs.circle && <Alert>{all.noCircle}</Alert>}
      <Filters costs={costs} />
      <ColumnPager scope={costs} page={costs.query.page} />
      {children}
      <section className="overlap-basis">
        <h2 className="ds-heading" data-size="2xs">
          {t.definitionsTitle}
        </h2>
        <ul>
          {definitionsInWords(locale).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <Basis circle={costs.circle} today={costs.today} rules={rulesInWords(costs, locale)} />
    </div>
  );
}

function Filters({ costs }: Pick<CostFrameProps, "costs">) {
  const t = useText(itCostsText);
  const all = useText(overlapText);
  const { query, circles, circle, allColumns } = costs;
  const others = allColumns.filter((column) => column.state !== "own");
  return (
    <FilterBar
      fields={[...itCostsFields, "columns"]}
      active={[
        ...(query.product
          ? [{ name: "product", value: query.product, label: `${t.product}: ${query.product}` }]
          : []),
        ...others
          .filter((column) => query.organisations.includes(column.id))
          .map((column) => ({ name: "org", value: column.id, label: column.name })),
      ]}
      more={
        <>
          <TextInput name="product" label={t.product} defaultValue={query.product} maxLength={200} />
          {others.length > 1 && (
            <div className="overlap-organisations">
              <CheckboxGroup
                name="org"
                legend={t.organisations}
                description={all.organisationsHint(COLUMNS_PER_PAGE)}
                options={others.map((column) => ({ value: column.id, label: column.name }))}
                values={query.organisations}
              />
            </div>
          )}
        </>
      }
    >
      {circles.length > 1 && (
        <Select
          name="circle"
          label={all.circle}
          empty={false}
          options={circles.map((one) => ({
            value: one.id,
            label: all.circleName(one.cooperation, one.is_everyone ? all.everyone : one.name),
          }))}
          defaultValue={circle?.id}
        />
      )}
      <Select
        name="per"
        label={t.per}
        empty={false}
        options={measures.map((measure) => ({ value: measure, label: t.measures[measure] }))}
        defaultValue={query.measure}
      />
    </FilterBar>
  );
}
