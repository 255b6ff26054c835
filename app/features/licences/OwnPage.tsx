import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { Button } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, NumberInput, Select, TextInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { LicenceForm, type Posted, useLicenceErrors, useLicenceFields } from "./LicenceForm.tsx";
import type { loadOwn } from "./own.server.ts";
import { poolText } from "./pool.text.ts";
import { RemovableLine, useItemCrumbs } from "./RightsPage.tsx";

type Data = Awaited<ReturnType<typeof loadOwn>>;

/** What the organisation assigns inside itself, and what it counts. */
export function OwnPage({ data, isSaved, ...posted }: { data: Data; isSaved: boolean } & Posted) {
  const t = useText(poolText);
  const format = useFormat();
  const { slug, licence, item, allocations, counts, waiting } = data;
  const errors = useLicenceErrors(posted);
  const field = useLicenceFields(posted, { valid_from: data.today, counted_on: data.today });
  return (
    <div className="narrow">
      <PageHeader title={t.ownTitle(item.name)} crumbs={useItemCrumbs(slug, licence, item)} />
      <Flash message={isSaved ? t.saved : null} />
      {posted.errors && !["assign", "count"].includes(String(posted.typed?.intent)) && (
        <ErrorSummary errors={errors} />
      )}
      <Section title={t.counts}>
        {waiting.length > 0 && (
          <Alert tone="warning">
            <p>{t.waiting(licence.coordinator)}</p>
            <ul className="line-list">
              {waiting.map((row) => {
                const [n, day] = [format.number(Number(row.quantity)), format.day(row.counted_on)];
                return (
                  <li key={row.id}>
                    <div>{t.countLine(n, day)}</div>
                    <Form method="post">
                      <input type="hidden" name="intent" value="confirm" />
                      <input type="hidden" name="count" value={row.id} />
                      <Button type="submit" variant="secondary" aria-label={t.confirmLabel(n, day)}>
                        {t.confirm}
                      </Button>
                    </Form>
                  </li>
                );
              })}
            </ul>
          </Alert>
        )}
        {counts.length === 0 && <p className="muted">{t.noCounts}</p>}
        <ul className="line-list">
          {counts.slice(0, 24).map((row) => (
            <li key={row.id}>
              <div>
                {t.countLine(format.number(Number(row.quantity)), format.day(row.counted_on))},{" "}
                {t.sources[row.source]}, {t.confirmedBy(row.confirmed_by ?? "")}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {item.metric === "inhabitant" ? (
        <p className="muted">{t.fromPopulation}</p>
      ) : (
        <Section title={t.addCount}>
          <LicenceForm posted={posted} intent="count" submit={t.count}>
            <NumberInput {...field("used")} label={t.usedOf[item.metric] ?? t.usedQuantity} required />
            <DateInput {...field("counted_on")} label={t.countedOn} />
          </LicenceForm>
        </Section>
      )}
      <Section title={t.allocations}>
        {data.assignedAbove > 0 && (
          <Alert tone="warning">
            <p>{t.assignedAbove(format.number(data.assignedAbove))}</p>
          </Alert>
        )}
        {allocations.length === 0 && <p className="muted">{t.noAllocations}</p>}
        <ul className="line-list">
          {allocations.map((row) => {
            const name = row.unit ?? row.label ?? "";
            const n = format.number(Number(row.quantity));
            return (
              <RemovableLine
                key={row.id}
                id={row.id}
                label={t.removeAllocation(name, n)}
                word={t.remove}
                actions={
                  (row.valid_to ?? data.today) >= data.today && (
                    <Form method="post">
                      <input type="hidden" name="intent" value="end" />
                      <input type="hidden" name="allocation" value={row.id} />
                      <input
                        type="hidden"
                        name="last_day"
                        value={row.valid_from > data.today ? row.valid_from : data.today}
                      />
                      <Button type="submit" variant="tertiary" aria-label={t.endAllocation(name, n)}>
                        {t.endToday}
                      </Button>
                    </Form>
                  )
                }
              >
                <strong>{name}</strong>{" "}
                {t.purchaseLine(
                  n,
                  format.day(row.valid_from),
                  row.valid_to ? format.day(row.valid_to) : t.until,
                )}
              </RemovableLine>
            );
          })}
        </ul>
      </Section>
      <Section title={t.assign}>
        <LicenceForm posted={posted} intent="assign" submit={t.assign}>
          <Select
            {...field("unit")}
            label={t.unit}
            options={data.units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
          <TextInput {...field("label")} label={t.label} maxLength={200} />
          <NumberInput {...field("quantity")} label={t.quantity} required />
          <DateInput {...field("valid_from")} label={t.validFrom} />
          <DateInput {...field("valid_to")} label={t.validTo} />
        </LicenceForm>
      </Section>
    </div>
  );
}
