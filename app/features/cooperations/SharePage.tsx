import type { FieldGroup } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { sharingPath } from "./cooperations.paths.ts";
import { inARow } from "./names.ts";
import { circleName } from "./SharingMatrix.tsx";
import { needsSecondConfirmation, type Reach, type SharingCircle } from "./sharing.rules.ts";
import { sharingText } from "./sharing.text.ts";

export interface SharePageProps {
  slug: string;
  circle: SharingCircle;
  group: FieldGroup;
  isShared: boolean;
  isCoreShared: boolean;
  reach: Reach;
  /** Usages that have something in the group and are not hidden. */
  count: number;
}

/** Before a grant or a withdrawal: what the group holds and for whom it makes which difference. */
export function SharePage(props: SharePageProps) {
  const { slug, circle, group, isShared } = props;
  const t = useText(sharingText);
  const name = t.groups[group].toLowerCase();
  const whom = circleName(circle, t.everyone);
  const goesOn = !isShared && needsSecondConfirmation(group);
  return (
    <ConfirmPage
      title={isShared ? t.withdrawTitle(name, whom) : t.grantTitle(name, whom)}
      crumbs={[{ label: t.title, href: sharingPath(slug) }]}
      confirm={isShared ? t.withdraw : goesOn ? t.goOn : t.grant}
      cancelHref={sharingPath(slug)}
      isDangerous={isShared}
      fields={<input type="hidden" name="do" value={isShared ? "withdraw" : "grant"} />}
    >
      <h2 className="ds-heading" data-size="2xs">
        {t.whatItHolds}
      </h2>
      <p>{t.contains[group]}</p>
      <h2 className="ds-heading" data-size="2xs">
        {t.effect}
      </h2>
      <Effect {...props} />
    </ConfirmPage>
  );
}

/** Who begins or stops seeing what, and who sees it anyway. */
export function Effect({ group, isShared, isCoreShared, reach, count }: SharePageProps) {
  const t = useText(sharingText);
  const names = inARow(
    reach.touched.map((each) => each.name),
    t.and,
  );
  const sentence = isShared ? t.willStopSeeing : t.willSee;
  return (
    <>
      <p>{names ? sentence(names, t.fields[group], count) : t.noneTouched}</p>
      {reach.untouched.length > 0 && (
        <ul className="ds-list">
          {reach.untouched.map((each) => (
            <li key={each.id}>
              {(isShared ? t.seesStill : t.seesAlready)(each.name, inARow(each.through, t.and))}
            </li>
          ))}
        </ul>
      )}
      {isShared && <p>{t.exported}</p>}
      {!isShared && names && <p>{t.laterMembers}</p>}
      {isShared && group === "core" && (
        <Alert tone="warning">
          <p>{t.withdrawCore}</p>
        </Alert>
      )}
      {!isShared && group !== "core" && !isCoreShared && (
        <Alert tone="warning">
          <p>{t.grantWithoutCore}</p>
        </Alert>
      )}
    </>
  );
}
