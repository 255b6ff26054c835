import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { contractStepsPath } from "./reminders.paths.ts";
import { remindersText } from "./reminders.text.ts";
import type { loadContractReminders } from "./settings.server.ts";

type Data = NonNullable<Awaited<ReturnType<typeof loadContractReminders>>>;

/** On the contract's page: which days before it reminds, and when the next letter goes. */
export function ContractReminders({ data }: { data: Data }) {
  const t = useText(remindersText);
  const format = useFormat();
  const { next } = data;
  return (
    <Section
      title={t.title}
      actions={
        data.mayChange && (
          <LinkButton href={contractStepsPath(data.slug, data.id)} variant="tertiary" icon="bell">
            {t.chooseSteps}
          </LinkButton>
        )
      }
    >
      <p>
        {next
          ? t.nextFor(
              format.dayInWords(next.due_on),
              t.kinds[next.deadline_kind],
              format.day(next.deadline_on),
            )
          : t.nextNone}
      </p>
      <p className="muted">{t.stepsOf(data.steps || t.noSteps, data.isOwnChoice)}</p>
    </Section>
  );
}
