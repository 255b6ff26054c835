import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { memberPath, membersPath } from "./members.paths.ts";
import { membersText } from "./members.text.ts";

export interface EndMembershipPageProps {
  slug: string;
  organisation: string;
  accountId: string;
  name: string;
  isOwn: boolean;
  /** The answer was no: nobody else could administer the organisation. */
  isLastAdmin: boolean;
}

/** What ending a membership means, before it is done. */
export function EndMembershipPage(props: EndMembershipPageProps) {
  const t = useText(membersText);
  return (
    <ConfirmPage
      title={t.endTitle(props.name)}
      crumbs={[
        { label: t.title, href: membersPath(props.slug) },
        { label: props.name, href: memberPath(props.slug, props.accountId) },
      ]}
      confirm={t.endMembership}
      cancelHref={memberPath(props.slug, props.accountId)}
      isDangerous
    >
      {props.isLastAdmin && (
        <Alert tone="danger" role="alert">
          {t.lastAdmin}
        </Alert>
      )}
      <p>{t.endText(props.name, props.organisation)}</p>
      {props.isOwn && <p>{t.endOwnText(props.organisation)}</p>}
    </ConfirmPage>
  );
}
