import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { sharePath, sharingPath } from "./cooperations.paths.ts";
import { Effect, type SharePageProps } from "./SharePage.tsx";
import { circleName } from "./SharingMatrix.tsx";
import type { SensitiveGroup } from "./sharing.rules.ts";
import { sharingText } from "./sharing.text.ts";

/** The second question for groups that are never shared by default. */
export function ShareConfirmationPage({
  group,
  isMissing,
  ...props
}: SharePageProps & { group: SensitiveGroup; isMissing: boolean }) {
  const t = useText(sharingText);
  const name = t.groups[group].toLowerCase();
  const error = isMissing ? t.understandMissing : undefined;
  return (
    <ConfirmPage
      title={t.secondTitle(name, circleName(props.circle, t.everyone))}
      crumbs={[
        { label: t.title, href: sharingPath(props.slug) },
        { label: t.groups[group], href: sharePath(props.slug, props.circle.id, group) },
      ]}
      confirm={t.secondButton(name)}
      cancelHref={sharingPath(props.slug)}
      isDangerous
      fields={<Checkbox name="understood" label={t.understand[group]} error={error} required />}
    >
      <ErrorSummary errors={error ? { understood: error } : undefined} />
      <Alert tone="warning">
        <p>{t.second[group]}</p>
      </Alert>
      <Effect {...props} group={group} />
    </ConfirmPage>
  );
}
