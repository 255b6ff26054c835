import { Form } from "@remix-run/react";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { SubmitButton } from "../../ui/Button.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Secret } from "../../ui/Secret.tsx";
import { remindersPath } from "./reminders.paths.ts";
import { remindersText } from "./reminders.text.ts";

type FeedKind = "person" | "organisation";

interface CalendarPageProps {
  slug: string;
  feeds: readonly { kind: FeedKind; created_at: string }[];
  mayAdminister: boolean;
  /** The address just made: shown now and never again. */
  made: { kind: FeedKind; address: string } | undefined;
  done: string | null;
}

/** The secret addresses of the calendar: the own one, and for administrators the organisation's. */
export function CalendarPage({ slug, feeds, mayAdminister, made, done }: CalendarPageProps) {
  const t = useText(remindersText);
  const of = (kind: FeedKind) => ({
    kind,
    since: feeds.find((feed) => feed.kind === kind)?.created_at,
    address: made?.kind === kind ? made.address : undefined,
  });
  return (
    <div className="narrow">
      <PageHeader
        title={t.calendarTitle}
        crumbs={[{ label: t.title, href: remindersPath(slug) }]}
        lead={t.calendarLead}
      />
      <Flash message={!made && done && t.done[done]} />
      <Feed title={t.ownFeed} text={t.ownFeedText} {...of("person")} />
      {mayAdminister && (
        <Feed title={t.organisationFeed} text={t.organisationFeedText} {...of("organisation")} />
      )}
    </div>
  );
}

interface FeedProps {
  kind: FeedKind;
  title: string;
  text: string;
  since: string | undefined;
  address: string | undefined;
}

function Feed({ kind, title, text, since, address }: FeedProps) {
  const t = useText(remindersText);
  const format = useFormat();
  return (
    <Section title={title}>
      <p>{text}</p>
      {address && (
        <Alert tone="success" role="status">
          <p>{t.feedShown}</p>
          <Secret id={`feed-${kind}`} label={t.feedAddress} value={address} />
        </Alert>
      )}
      <p>{since ? t.feedSince(format.instant(since)) : t.feedNone}</p>
      <Form method="post" className="button-row">
        <input type="hidden" name="kind" value={kind} />
        <SubmitButton name="decision" value="create" aria-label={`${since ? t.renew : t.create}: ${title}`}>
          {since ? t.renew : t.create}
        </SubmitButton>
        {since && (
          <SubmitButton
            variant="secondary"
            name="decision"
            value="revoke"
            aria-label={`${t.revoke}: ${title}`}
          >
            {t.revoke}
          </SubmitButton>
        )}
      </Form>
    </Section>
  );
}
