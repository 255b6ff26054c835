import { useLocation } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FilterBar } from "../../ui/FilterBar.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { PublicShell } from "../../ui/PublicShell.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { notificationsText } from "./notifications.text.ts";

export interface MailPageProps {
  publicUrl: string;
  mails: { id: string; to_address: string; subject: string; body: string; created_at: string }[];
}

/** The demo's outbox, newest first, all of it or what went to one address. */
export function MailPage({ publicUrl, mails }: MailPageProps) {
  const t = useText(notificationsText);
  const isSearched = new URLSearchParams(useLocation().search).has("q");
  return (
    <PublicShell wide>
      <PageHeader title={t.title} lead={t.lead} />
      <FilterBar searchLabel={t.search} fields={[]} active={[]} />
      {mails.length === 0 ? (
        <EmptyState title={isSearched ? t.noneFound : t.none} icon="mail">
          {isSearched ? t.noneFoundText : t.noneText}
        </EmptyState>
      ) : (
        <div className="stack">
          {mails.map((mail) => (
            <Card key={mail.id} title={mail.subject}>
              <p className="muted">
                {t.to} {mail.to_address} · <Timestamp at={mail.created_at} />
              </p>
              <p className="mail-body">
                <WithLinks text={mail.body} publicUrl={publicUrl} />
              </p>
            </Card>
          ))}
        </div>
      )}
    </PublicShell>
  );
}

/** The text with the portal's own addresses as links, relative to where the portal is being read. */
function WithLinks({ text, publicUrl }: { text: string; publicUrl: string }) {
  return text
    .trim()
    .split(/(\S+:\/\/\S+)/)
    .map((part, index) =>
      part.startsWith(`${publicUrl}/`) ? (
        <a key={index} className="ds-link" href={part.slice(publicUrl.length)}>
          {part}
        </a>
      ) : (
        part
      ),
    );
}
