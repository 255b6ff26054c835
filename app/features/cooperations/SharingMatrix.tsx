import type { FieldGroup } from "#db/schema/values.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { ScrollRegion } from "../../ui/Table.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { VisuallyHidden } from "../../ui/Values.tsx";
import { sharePath } from "./cooperations.paths.ts";
import { fieldGroups, isShared, type OpenShare, type SharingCircle } from "./sharing.rules.ts";
import { sharingText } from "./sharing.text.ts";

export interface SharingMatrixProps {
  slug: string;
  circles: readonly SharingCircle[];
  shares: readonly OpenShare[];
  can: { decide: boolean };
}

/** Field group × circle; each cell says what holds and leads to the page where it is changed. */
export function SharingMatrix(props: SharingMatrixProps) {
  const t = useText(sharingText);
  const { circles } = props;
  return (
    <ScrollRegion label={t.matrix}>
      <table className="ds-table table">
        <caption className="ds-sr-only">{t.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{t.group}</th>
            {circles.map((circle) => (
              <th key={circle.id} scope="col">
                {circle.cooperation_name}
                <br />
                {circle.is_everyone ? t.everyone : circle.name}
                <span className="description-note">
                  {circle.organisations.length > 0 ? t.organisations(circle.organisations.length) : t.nobody}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fieldGroups.map((group) => (
            <tr key={group}>
              <th scope="row">
                {t.groups[group]}
                <span className="description-note">{t.contains[group]}</span>
              </th>
              {circles.map((circle) => (
                <td key={circle.id} data-narrow="">
                  <Cell {...props} circle={circle} group={group} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Cell({
  slug,
  shares,
  circle,
  group,
  can,
}: SharingMatrixProps & { circle: SharingCircle; group: FieldGroup }) {
  const t = useText(sharingText);
  const format = useFormat();
  const share = shares.find((each) => each.circle_id === circle.id && each.field_group === group);
  const isIdle = share && !isShared(shares, circle.id, "core");
  const state = (
    <Tag tone={share ? (isIdle ? "warning" : "success") : "neutral"} icon={share ? "eye" : "eyeSlash"}>
      {share ? (isIdle ? t.noEffect : t.shared) : t.notShared}
    </Tag>
  );
  return (
    <>
      {state}
      {share && <span className="description-note">{t.sharedSince(format.day(share.from_on))}</span>}
      {can.decide && (
        <>
          {!share && <br />}
          <a href={sharePath(slug, circle.id, group)}>
            {share ? t.withdraw : t.grant}
            <VisuallyHidden>
              {": "}
              {t.cell(t.groups[group], circleName(circle, t.everyone))}
            </VisuallyHidden>
          </a>
        </>
      )}
    </>
  );
}

/** "Kalmar läns IT-samverkan, alla medlemmar" or "Kalmar läns IT-samverkan, Kartor". */
export function circleName(
  circle: Pick<SharingCircle, "name" | "cooperation_name" | "is_everyone">,
  everyone: string,
) {
  return `${circle.cooperation_name} (${circle.is_everyone ? everyone.toLowerCase() : circle.name})`;
}
