import { useFormat, useText } from "../../text/useText.ts";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import type { Crumb } from "../../ui/PageHeader.tsx";
import { pagesText } from "./pages.text.ts";
import { ReasonForm, type StepAnswer } from "./ReasonForm.tsx";
import type { StepData } from "./steps.server.ts";

/** Where a survey's page is: the way to it, and its address, to which whoever cancels goes back. */
export interface Place {
  crumbs: Crumb[];
  href: string;
}

/** Asks before a survey is sent: to whom, and what is fixed from then on. */
export function OpeningPage({
  place,
  data: { survey, invitees },
  words,
}: {
  place: Place;
  data: StepData;
  words: { open: string; openText: (n: number, until: string) => string };
}) {
  const t = useText(pagesText);
  const format = useFormat();
  const others = invitees.filter(({ isSelf }) => !isSelf);
  return (
    <ConfirmPage
      title={t.openTitle(survey.name)}
      crumbs={place.crumbs}
      confirm={words.open}
      cancelHref={place.href}
    >
      <p>{words.openText(others.length, format.dayInWords(survey.closes_on))}</p>
      <p>{t.openWho}</p>
      <ul>
        {invitees.map(({ id, name, isSelf }) => (
          <li key={id}>{isSelf ? `${name} (${t.us})` : name}</li>
        ))}
      </ul>
    </ConfirmPage>
  );
}

/** Asks before a draft is removed. */
export function RemovalPage({ place, name }: { place: Place; name: string }) {
  const t = useText(pagesText);
  return (
    <ConfirmPage
      title={t.removeTitle(name)}
      crumbs={place.crumbs}
      confirm={t.remove}
      cancelHref={place.href}
      isDangerous
    >
      <p>{t.removeText}</p>
    </ConfirmPage>
  );
}

type StepProps = { place: Place; data: StepData } & StepAnswer;

/** Closing before the last day. @param note what closing leads to beside that nobody answers any more */
export function ClosingPage({
  place,
  data: { survey, isPossible },
  note,
  ...answer
}: StepProps & { note?: string }) {
  const t = useText(pagesText);
  const format = useFormat();
  return (
    <ReasonForm
      title={t.closeTitle(survey.name)}
      crumbs={place.crumbs}
      texts={[t.closeText(format.dayInWords(survey.closes_on)), ...(note ? [note] : [])]}
      confirm={t.close}
      cancelHref={place.href}
      isPossible={isPossible}
      {...answer}
    />
  );
}

/** Taking a survey back. */
export function WithdrawalPage({ place, data: { survey, isPossible }, ...answer }: StepProps) {
  const t = useText(pagesText);
  return (
    <ReasonForm
      title={t.withdrawTitle(survey.name)}
      crumbs={place.crumbs}
      texts={[t.withdrawText]}
      confirm={t.withdraw}
      cancelHref={place.href}
      isPossible={isPossible}
      isDangerous
      {...answer}
    />
  );
}

/** Opening a closed survey again. @param text what then becomes of answers */
export function ReopeningPage({
  place,
  data: { survey, isPossible },
  text,
  ...answer
}: StepProps & { text: string }) {
  const t = useText(pagesText);
  return (
    <ReasonForm
      title={t.reopenTitle(survey.name)}
      crumbs={place.crumbs}
      texts={[text]}
      confirm={t.reopen}
      closesOn={t.closesOn}
      cancelHref={place.href}
      isPossible={isPossible}
      {...answer}
    />
  );
}
