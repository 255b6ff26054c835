import { Form } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { choiceLabel, fieldsText } from "../systems/fields.text.ts";
import { usagePartPath, usagePath } from "../systems/systems.paths.ts";
import type { Double, SideBySide } from "./doubles.server.ts";
import { doublesText } from "./doubles.text.ts";

interface Props {
  slug: string;
  doubles: readonly Double[];
  /** Not all are shown. */
  cutAt: number | null;
  sideBySide: readonly SideBySide[];
  done: string | null;
  /** What was typed for a product and not kept. */
  answer?: { product: string; reason: string };
}

/** Own systems that rest on one product, and those said to be right. */
export function DoublesPage({ slug, doubles, cutAt, sideBySide, done, answer }: Props) {
  const t = useText(doublesText);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Flash tone={done === "gone" ? "warning" : "success"} message={done && t.done[done]} />
      {doubles.length === 0 && (
        <EmptyState title={t.none} icon="systems">
          <p>{t.noneText}</p>
        </EmptyState>
      )}
      {doubles.map((double) => (
        <DoubleSection
          key={double.product.id}
          slug={slug}
          double={double}
          typed={answer?.product === double.product.id ? answer.reason : undefined}
        />
      ))}
      {cutAt && <p className="muted">{t.cut(cutAt)}</p>}
      {sideBySide.length > 0 && <Said rows={sideBySide} />}
    </>
  );
}

function DoubleSection({ slug, double, typed }: { slug: string; double: Double; typed?: string }) {
  const t = useText(doublesText);
  const f = useText(fieldsText);
  const { product, usages } = double;
  return (
    <Section title={product.name}>
      <Table
        caption={t.caption(product.name)}
        columns={[
          {
            id: "system",
            heading: t.columns.system,
            isRowHeader: true,
            cell: (row) => <a href={usagePath(slug, row.id)}>{row.own_name}</a>,
          },
          {
            id: "lifecycle",
            heading: t.columns.lifecycle,
            cell: (row) => choiceLabel(f, "lifecycle", row.lifecycle),
          },
          {
            id: "act",
            heading: t.columns.act,
            cell: (row) => (
              <LinkButton
                href={usagePartPath(slug, row.id, "retirement")}
                variant="secondary"
                aria-label={`${t.retire}: ${row.own_name}`}
              >
                {t.retire}
              </LinkButton>
            ),
          },
        ]}
        rows={usages}
        rowKey={(row) => row.id}
      />
      <Form method="post" className="form" noValidate>
        <input type="hidden" name="product" value={product.id} />
        {usages.map((usage) => (
          <input key={usage.id} type="hidden" name="usage" value={usage.id} />
        ))}
        <TextInput
          id={`reason-${product.id}`}
          name="reason"
          label={t.reason}
          description={t.rightText}
          defaultValue={typed}
          error={typed === undefined ? undefined : t.tooLong}
          maxLength={500}
        />
        <div className="form-actions">
          <SubmitButton variant="secondary" aria-label={`${t.right}: ${product.name}`}>
            {t.right}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

function Said({ rows }: { rows: readonly SideBySide[] }) {
  const t = useText(doublesText);
  return (
    <Section title={t.saidTitle}>
      <Table
        caption={t.saidCaption}
        columns={[
          {
            id: "systems",
            heading: t.saidColumns.systems,
            isRowHeader: true,
            cell: (row) => row.names.join(", "),
          },
          { id: "reason", heading: t.saidColumns.reason, cell: (row) => row.reason ?? "" },
          { id: "who", heading: t.saidColumns.who, cell: (row) => row.by_name },
          { id: "when", heading: t.saidColumns.when, cell: (row) => <Timestamp at={row.said_at} /> },
          {
            id: "act",
            heading: t.saidColumns.act,
            cell: (row) => (
              <Form method="post">
                <input type="hidden" name="withdraw" value={row.id} />
                <SubmitButton
                  variant="secondary"
                  icon="undo"
                  aria-label={`${t.undo}: ${row.names.join(", ")}`}
                >
                  {t.undo}
                </SubmitButton>
              </Form>
            ),
          },
        ]}
        rows={rows}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}
