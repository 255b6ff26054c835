import { useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { Timestamp } from "../../ui/Values.tsx";
import { catalogueText } from "./catalogue.text.ts";

/** One line of history as the page gets it (`CatalogueEvent`). */
export interface HistoryLine {
  id: string;
  at: string;
  person: string | null;
  organisation: string | null;
  action: string;
  field: string | null;
  old?: unknown;
  new?: unknown;
  reason: string | null;
}

/** The latest changes of a product or supplier. `show` gives the words for a field and its values. */
export function CatalogueHistory({
  events,
  caption,
  show,
}: {
  events: readonly HistoryLine[];
  caption: string;
  show: { field(name: string): string; value(field: string, value: unknown): string };
}) {
  const t = useText(catalogueText);
  const what = (event: HistoryLine) => {
    if (event.field)
      return t.changed(
        show.field(event.field),
        show.value(event.field, event.old) || t.nothing,
        show.value(event.field, event.new) || t.nothing,
      );
    if (event.action === "created_anyway") return event.reason ? t.created_anyway(event.reason) : t.created;
    const word = isKnown(event.action) ? t[event.action] : event.action;
    return event.reason ? t.withReason(word, event.reason) : word;
  };
  return (
    <Section title={t.history} id="history">
      {events.length === 0 ? (
        <p className="muted">{t.historyEmpty}</p>
      ) : (
        <Table
          caption={`${t.history}: ${caption}`}
          columns={[
            { id: "when", heading: t.when, cell: (e) => <Timestamp at={e.at} />, isNarrow: true },
            {
              id: "who",
              heading: t.who,
              cell: (e) =>
                e.person && e.organisation
                  ? t.by(e.person, e.organisation)
                  : (e.organisation ?? t.someOrganisation),
            },
            { id: "what", heading: t.what, cell: what },
          ]}
          rows={events}
          rowKey={(e) => e.id}
        />
      )}
    </Section>
  );
}

function isKnown(
  action: string,
): action is "created" | "updated" | "approved" | "merged" | "rejected" | "merge_undone" {
  return ["created", "updated", "approved", "merged", "rejected", "merge_undone"].includes(action);
}
