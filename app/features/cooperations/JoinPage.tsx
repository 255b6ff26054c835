import { useText } from "../../text/useText.ts";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { cooperationPath, cooperationsPath } from "./cooperations.paths.ts";
import { cooperationsText } from "./cooperations.text.ts";

/** Before the yes: what will be shared, with whom, from when. */
export function JoinPage({
  slug,
  cooperation,
  members,
  count,
}: {
  slug: string;
  cooperation: { id: string; name: string; coordinator_name: string };
  /** Names of the members who will see the organisation's systems. */
  members: readonly string[];
  count: number;
}) {
  const t = useText(cooperationsText);
  return (
    <ConfirmPage
      title={t.joinTitle(cooperation.name)}
      crumbs={[
        { label: t.title, href: cooperationsPath(slug) },
        { label: cooperation.name, href: cooperationPath(slug, cooperation.id) },
      ]}
      confirm={t.joinButton}
      cancelHref={cooperationPath(slug, cooperation.id)}
    >
      <p>{t.joinLead(cooperation.coordinator_name)}</p>
      <h2 className="ds-heading" data-size="2xs">
        {t.joinSharesTitle}
      </h2>
      <p>{t.joinShares}</p>
      <p>{t.joinCount(count)}</p>
      <h2 className="ds-heading" data-size="2xs">
        {t.joinMembers}
      </h2>
      <p>{members.length > 0 ? members.join(", ") : t.joinNoMembers}</p>
      <p>{t.joinLater}</p>
    </ConfirmPage>
  );
}
