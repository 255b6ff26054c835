import { Form } from "@remix-run/react";
import { sentences } from "../../text/sentences.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { NumberInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { LeadTimesTable } from "./LeadTimesTable.tsx";
import type { LeadTime, ProcurementForm } from "./lead-times.rules.ts";
import { radarPath } from "./radar.paths.ts";
import type { CountedCircle } from "./settings.server.ts";
import { radarSettingsText } from "./settings.text.ts";

interface Props {
  slug: string;
  leadTimes: Record<ProcurementForm, LeadTime>;
  circles: readonly CountedCircle[];
  can: { setLeadTimes: boolean; setCounting: boolean };
  isSaved: boolean;
  answer?: { errors: Record<string, string>; typed: Record<string, string> };
}

/** Lead times per form of procurement, and in which circles the own contracts are counted anonymously. */
export function RadarSettingsPage({ slug, leadTimes, circles, can, isSaved, answer }: Props) {
  const t = useText(radarSettingsText);
  const wrong = sentences(answer?.errors, t.errors);
  const isCounting = answer?.typed.part === "counting";
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} crumbs={[{ label: t.radar, href: radarPath(slug) }]} />
      <Flash message={isSaved && !answer ? t.saved : null} />
      <Section title={t.leadTimes} id="lead-times">
        <p>{t.leadTimesLead}</p>
        <Form method="post" noValidate>
          {!isCounting && <ErrorSummary errors={wrong} />}
          <LeadTimesTable
            leadTimes={leadTimes}
            typed={isCounting ? undefined : answer?.typed}
            wrong={isCounting ? undefined : wrong}
            isEditable={can.setLeadTimes}
          />
          <p className="muted">{t.law}</p>
          {can.setLeadTimes && <SubmitButton>{t.saveLeadTimes}</SubmitButton>}
        </Form>
      </Section>
      <Section title={t.counting} id="counting">
        <p>{t.countingLead}</p>
        {circles.length === 0 ? (
          <p>{t.noCircle}</p>
        ) : (
          <Counting
            circles={circles}
            isEditable={can.setCounting}
            wrong={isCounting ? wrong : undefined}
            typed={isCounting ? answer?.typed : undefined}
          />
        )}
      </Section>
    </>
  );
}

interface CountingProps {
  circles: readonly CountedCircle[];
  isEditable: boolean;
  wrong?: Record<string, string>;
  typed?: Record<string, string>;
}

function Counting({ circles, isEditable, wrong, typed }: CountingProps) {
  const t = useText(radarSettingsText);
  const format = useFormat();
  const nameOf = (circle: CountedCircle) =>
    t.circleName(circle.cooperation, circle.is_everyone ? t.everyone : circle.name);
  if (!isEditable)
    return (
      <>
        <p>{t.onlyAdmin}</p>
        <ul>
          {circles
            .filter((circle) => circle.isCounted)
            .map((circle) => (
              <li key={circle.id}>{t.countedIn(nameOf(circle))}</li>
            ))}
        </ul>
      </>
    );
  return (
    <Form method="post" noValidate className="narrow stack">
      <input type="hidden" name="part" value="counting" />
      <ErrorSummary errors={wrong} />
      <CheckboxGroup
        name="counted"
        legend={t.counting}
        options={circles.map((circle) => ({ value: circle.id, label: t.countedIn(nameOf(circle)) }))}
        values={circles.filter((circle) => circle.isCounted).map((circle) => circle.id)}
      />
      {circles
        .filter((circle) => circle.isCoordinator)
        .map((circle) => (
          <NumberInput
            key={circle.id}
            name={`floor:${circle.id}`}
            label={t.floor(nameOf(circle))}
            description={t.floorHint}
            defaultValue={typed?.[`floor:${circle.id}`] ?? format.number(circle.floor)}
            error={wrong?.[`floor:${circle.id}`]}
          />
        ))}
      <SubmitButton>{t.saveCounting}</SubmitButton>
    </Form>
  );
}
