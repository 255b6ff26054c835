import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { type Description, DescriptionList } from "../../ui/DescriptionList.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import { LifecycleTag, Tag } from "../../ui/Tag.tsx";
import { Day } from "../../ui/Values.tsx";
import { choiceLabel, fieldLabel, fieldsText } from "../systems/fields.text.ts";
import type { LetterSystem, Refusal } from "./answers.server.ts";
import { linkUsagePath } from "./confirmations.paths.ts";
import { linkText } from "./link.text.ts";

/** What the page behind a link says, by what the link is good for. */
export type LinkState =
  | { kind: "dead" }
  | { kind: "closed"; organisation: string }
  | { kind: "elsewhere" }
  | { kind: "landing"; organisation: string; name: string }
  | {
      kind: "list";
      token: string;
      organisation: string;
      round: string;
      until: string;
      isManager: boolean;
      systems: LetterSystem[];
    };

export interface LinkAnswer {
  refused?: Refusal;
  isSent?: boolean;
}

/** The page behind the link in the mail. */
export function LinkPage({
  state,
  answer,
  done,
}: {
  state: LinkState;
  answer?: LinkAnswer;
  /** What was just answered, from the address. */
  done?: { name: string; isCorrected: boolean } | null;
}) {
  const t = useText(linkText);
  switch (state.kind) {
    case "dead":
      return <Notice title={t.deadTitle} text={t.dead} />;
    case "closed":
      return <Notice title={t.closedTitle} text={t.closed(state.organisation)} />;
    case "elsewhere":
      return answer?.isSent ? (
        <Notice title={t.elsewhereTitle} text={t.sentNew} isAnswer />
      ) : (
        <PublicShell>
          <Title>{t.elsewhereTitle}</Title>
          <p>{t.elsewhere}</p>
          <Form method="post">
            <SubmitButton name="intent" value="renew">
              {t.sendNew}
            </SubmitButton>
          </Form>
        </PublicShell>
      );
    case "landing":
      return (
        <PublicShell>
          <Title>{t.title}</Title>
          <p>{t.hello(state.name)}</p>
          <p>{t.landing(state.organisation)}</p>
          <Form method="post">
            <SubmitButton name="intent" value="open">
              {t.open}
            </SubmitButton>
          </Form>
          <p className="muted">{t.landingHint}</p>
        </PublicShell>
      );
    case "list":
      return <SystemList state={state} answer={answer} done={done} />;
  }
}

function SystemList({
  state,
  answer,
  done,
}: {
  state: Extract<LinkState, { kind: "list" }>;
  answer?: LinkAnswer;
  done?: { name: string; isCorrected: boolean } | null;
}) {
  const t = useText(linkText);
  const format = useFormat();
  const until = format.dayInWords(state.until);
  const counted = state.systems.filter(({ state: at }) => at === "answered" || at === "to_answer");
  const left = counted.filter((system) => system.state === "to_answer").length;
  return (
    <PublicShell wide>
      <p className="muted">
        {state.organisation}, {state.round}
      </p>
      <Title>{state.isManager ? t.managerTitle : t.title}</Title>
      {answer?.refused && (
        <Alert tone="warning" role="alert">
          <p>{t.refused[answer.refused]}</p>
        </Alert>
      )}
      {done && !answer?.refused && (
        <Alert tone="success" role="status">
          <p>{done.isCorrected ? t.savedCorrected(done.name) : t.savedConfirmed(done.name)}</p>
        </Alert>
      )}
      {left === 0 ? (
        <Alert tone="success" title={t.thanks}>
          <p>{t.thanksText(until)}</p>
        </Alert>
      ) : (
        <p>{state.isManager ? t.managerLead(until) : t.lead(until)}</p>
      )}
      {counted.length > 0 && (
        <ProgressBar label={t.progress} value={counted.length - left} max={counted.length} />
      )}
      {left > 0 && <p>{t.done(left)}</p>}
      {state.systems.map((system) => (
        <SystemCard key={system.id} system={system} token={state.token} isManager={state.isManager} />
      ))}
    </PublicShell>
  );
}

function SystemCard({
  system,
  token,
  isManager,
}: {
  system: LetterSystem;
  token: string;
  isManager: boolean;
}) {
  const t = useText(linkText);
  const f = useText(fieldsText);
  const format = useFormat();
  const isDone = system.state !== "to_answer";
  const mayChange = system.state === "to_answer" || system.state === "answered";
  const day = (on: string | null) => on && <Day on={on} />;
  const items: Description[] = [
    { term: t.product, value: system.product },
    {
      term: fieldLabel(f, "lifecycle"),
      value: (
        <LifecycleTag lifecycle={system.lifecycle}>
          {choiceLabel(f, "lifecycle", system.lifecycle)}
        </LifecycleTag>
      ),
    },
    { term: fieldLabel(f, "unit"), value: system.unit },
    { term: fieldLabel(f, "taken_into_use_on"), value: day(system.taken_into_use_on) },
    ...(system.phase_out_from_on
      ? [{ term: fieldLabel(f, "phase_out_from_on"), value: day(system.phase_out_from_on) }]
      : []),
    {
      term: fieldLabel(f, "user_count"),
      value: system.user_count === null ? null : format.number(system.user_count),
      note: system.user_count_on && format.day(system.user_count_on),
    },
    { term: fieldLabel(f, "term_ends_on"), value: day(system.term_ends_on) },
  ];
  const tag = system.answer ?? (system.state === "answered" ? "confirmed" : system.state);
  return (
    <section className="page-section" id={`system-${system.id}`} aria-labelledby={`name-${system.id}`}>
      <div className="page-section-header">
        <h2 className="ds-heading" data-size="xs" id={`name-${system.id}`}>
          {system.own_name}
        </h2>
        <Tag tone={system.state === "answered" ? "success" : isDone ? "neutral" : "info"}>
          {t.states[tag]}
        </Tag>
      </div>
      {system.forName && (
        <p className="muted">{isManager ? t.askedBefore(system.forName) : t.forPerson(system.forName)}</p>
      )}
      {system.state === "not_yours" && <p>{t.notYoursText}</p>}
      {system.state === "retired" && <p>{t.retiredText}</p>}
      {system.answeredBy && <p className="muted">{t.answeredBy(system.answeredBy)}</p>}
      {mayChange && <DescriptionList items={items} />}
      {mayChange && (
        <Form method="post" className="button-row">
          <input type="hidden" name="usage" value={system.id} />
          <input type="hidden" name="version" value={system.version} />
          {!isDone && (
            <SubmitButton name="intent" value="confirm" icon="check" aria-label={t.rightFor(system.own_name)}>
              {t.right}
            </SubmitButton>
          )}
          <LinkButton
            href={linkUsagePath(token, system.id)}
            variant={isDone ? "tertiary" : "secondary"}
            icon="pencil"
            aria-label={isDone ? t.changeAgainFor(system.own_name) : t.correctFor(system.own_name)}
          >
            {isDone ? t.changeAgain : t.correct}
          </LinkButton>
        </Form>
      )}
    </section>
  );
}

function Notice({ title, text, isAnswer }: { title: string; text: string; isAnswer?: boolean }) {
  return (
    <PublicShell>
      <Title>{title}</Title>
      <p role={isAnswer ? "status" : undefined}>{text}</p>
    </PublicShell>
  );
}

export function Title({ children }: { children: string }) {
  return (
    <h1 className="ds-heading" data-size="sm">
      {children}
    </h1>
  );
}
