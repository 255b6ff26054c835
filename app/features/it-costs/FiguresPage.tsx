import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import type { Population } from "../overlap/prices.rules.ts";
import { FigureForm, type FigureValues } from "./FigureForm.tsx";
import type { Figure } from "./figures.server.ts";
import { figuresText } from "./figures.text.ts";
import { figurePath, itCostsPath } from "./it-costs.paths.ts";
import { itCostsText } from "./it-costs.text.ts";

export interface FiguresPageProps {
  slug: string;
  /** Newest year first. */
  figures: readonly Figure[];
  population: Population | null;
  today: string;
  mayEnter: boolean;
  done: string | null;
  answer?: { values: FigureValues; errors: Record<string, string> };
}

/** The organisation's own employees and users by year, and a form for one more. */
export function FiguresPage(props: FiguresPageProps) {
  const { slug, figures, population, today, mayEnter, done, answer } = props;
  const t = useText(figuresText);
  const costs = useText(itCostsText);
  const format = useFormat();
  const year = Number(today.slice(0, 4));
  const isUsed = (figure: Figure) =>
    figure.year <= year && figures.find((one) => one.kind === figure.kind && one.year <= year) === figure;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} crumbs={[{ label: costs.title, href: itCostsPath(slug) }]} />
      <Flash message={!answer && (done === "saved" ? t.saved : done === "removed" && t.removed)} />
      <p>
        {population
          ? t.population(
              format.number(population.inhabitants),
              format.day(population.counted_on),
              population.source,
            )
          : t.noPopulation}
      </p>
      {figures.length === 0 ? (
        <EmptyState title={t.noneTitle} icon="people">
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t.title}
          rows={figures}
          rowKey={(figure) => figure.id}
          columns={[
            {
              id: "kind",
              heading: t.kind,
              isRowHeader: true,
              cell: (figure) => {
                const what = t.what(t.kinds[figure.kind], figure.year);
                return (
                  <>
                    {mayEnter ? <a href={figurePath(slug, figure.id)}>{what}</a> : what}
                    {isUsed(figure) && (
                      <>
                        {" "}
                        <Tag>{t.used}</Tag>
                      </>
                    )}
                  </>
                );
              },
            },
            { id: "value", heading: t.value, align: "end", cell: (figure) => format.number(figure.value) },
            { id: "source", heading: t.source, cell: (figure) => figure.source },
            {
              id: "entered",
              heading: t.entered,
              cell: (figure) => t.enteredBy(figure.entered_by_name, format.instant(figure.entered_at)),
            },
          ]}
        />
      )}
      {mayEnter ? (
        <Section title={t.addTitle}>
          <FigureForm
            values={answer?.values ?? { kind: "", year: String(year), value: "", source: "" }}
            errors={answer?.errors}
            submit={t.add}
          />
        </Section>
      ) : (
        <p className="muted">{t.onlyEditors}</p>
      )}
    </>
  );
}
