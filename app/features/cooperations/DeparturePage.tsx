import { Form } from "@remix-run/react";
import type { FieldGroup } from "#db/schema/values.ts";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { cooperationPath, cooperationsPath } from "./cooperations.paths.ts";
import { cooperationsText } from "./cooperations.text.ts";
import { sharingText } from "./sharing.text.ts";

/** Leaving on a day: what stops, what does not come back, and for one who is leaving already the way to stay. */
export function DeparturePage({
  slug,
  cooperation,
  leavesOn,
  today,
  circles,
  values,
  errors,
}: {
  slug: string;
  cooperation: { id: string; name: string };
  leavesOn: string | null;
  today: string;
  /** What is shared in each circle of the cooperation. */
  circles: readonly { id: string; name: string; is_everyone: boolean; groups: readonly FieldGroup[] }[];
  values: { day: string } | undefined;
  errors: Record<string, string> | undefined;
}) {
  const t = useText(cooperationsText);
  const words = useText(sharingText);
  const common = useText(commonText);
  const format = useFormat();
  const wrong = sentences(errors, t.errors);
  const sharing = circles.filter((circle) => circle.groups.length > 0);
  return (
    <div className="narrow">
      <PageHeader
        title={t.leaveTitle(cooperation.name)}
        crumbs={[
          { label: t.title, href: cooperationsPath(slug) },
          { label: cooperation.name, href: cooperationPath(slug, cooperation.id) },
        ]}
      />
      <ErrorSummary errors={wrong} />
      <div className="prose">
        {leavesOn && <p>{t.leaving(format.dayInWords(leavesOn))}</p>}
        <h2 className="ds-heading" data-size="2xs">
          {t.leaveStops}
        </h2>
        {sharing.length === 0 && <p>{t.leaveNothing}</p>}
        {sharing.length > 0 && (
          <ul className="ds-list">
            {sharing.map((circle) => (
              <li key={circle.id}>
                {circle.is_everyone ? t.everyone : circle.name}:{" "}
                {circle.groups.map((group) => words.groups[group].toLowerCase()).join(", ")}
              </li>
            ))}
          </ul>
        )}
        <p>{t.leaveStopsText}</p>
        <p>{t.leaveTheirs}</p>
        <p>{t.leaveOther}</p>
      </div>
      {leavesOn && (
        <Form method="post" className="form">
          <input type="hidden" name="stay" value="yes" />
          <SubmitButton>{t.stay}</SubmitButton>
        </Form>
      )}
      <Form method="post" className="form" noValidate>
        <DateInput
          name="day"
          label={t.leaveDay}
          description={t.endDayHint}
          required
          min={today}
          defaultValue={values?.day ?? leavesOn ?? today}
          error={wrong?.day}
        />
        <div className="button-row">
          <SubmitButton color="danger">{t.leaveButton}</SubmitButton>
          <LinkButton href={cooperationPath(slug, cooperation.id)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}
