import type { FieldGroup } from "#db/schema/values.ts";
import { useText } from "../../text/useText.ts";
import { Alert, Flash } from "../../ui/Alert.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import {
  cooperationsPath,
  receiptPath,
  sharingHistoryPath,
  sharingReversalPath,
  viewAsPath,
} from "./cooperations.paths.ts";
import { SharingLog } from "./SharingLog.tsx";
import { circleName, SharingMatrix } from "./SharingMatrix.tsx";
import {
  groupsOf,
  isShared,
  type OpenShare,
  type SharingChange,
  type SharingCircle,
} from "./sharing.rules.ts";
import { sharingText } from "./sharing.text.ts";

/** What is shared, with whom, and the latest changes. */
export function SharingPage({
  slug,
  circles,
  shares,
  changes,
  canUndo,
  can,
  done,
}: {
  slug: string;
  circles: readonly SharingCircle[];
  shares: readonly OpenShare[];
  changes: readonly SharingChange[];
  canUndo: boolean;
  can: { decide: boolean };
  done: { what: string | null; circle: string | null; group: FieldGroup | null };
}) {
  const t = useText(sharingText);
  const idle = circles.filter(
    (circle) => groupsOf(shares, circle.id).length > 0 && !isShared(shares, circle.id, "core"),
  );
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <>
            {can.decide && (
              <LinkButton href={viewAsPath(slug)} variant="secondary" icon="eye">
                {t.toViewAs}
              </LinkButton>
            )}
            <LinkButton href={receiptPath(slug)} variant="secondary">
              {t.toReceipt}
            </LinkButton>
          </>
        }
      />
      <Done circles={circles} done={done} />
      {!can.decide && <p className="muted">{t.readOnly}</p>}
      {idle.map((circle) => (
        <Alert key={circle.id} tone="warning" title={circleName(circle, t.everyone)}>
          <p>{t.coreMissing}</p>
        </Alert>
      ))}
      {circles.length === 0 ? (
        <EmptyState
          title={t.noCircles}
          icon="cooperation"
          actions={<LinkButton href={cooperationsPath(slug)}>{t.toCooperations}</LinkButton>}
        >
          <p>{t.noCirclesText}</p>
        </EmptyState>
      ) : (
        <SharingMatrix slug={slug} circles={circles} shares={shares} can={can} />
      )}
      <Section
        title={t.log}
        actions={
          changes.length > 0 && (
            <>
              {canUndo && (
                <LinkButton href={sharingReversalPath(slug)} variant="secondary" icon="undo">
                  {t.undo}
                </LinkButton>
              )}
              <LinkButton href={sharingHistoryPath(slug)} variant="tertiary">
                {t.logAll}
              </LinkButton>
            </>
          )
        }
      >
        <SharingLog changes={changes} />
      </Section>
    </>
  );
}

function Done({
  circles,
  done,
}: {
  circles: readonly SharingCircle[];
  done: { what: string | null; circle: string | null; group: FieldGroup | null };
}) {
  const t = useText(sharingText);
  if (done.what === "undone") return <Flash message={t.undone} />;
  const circle = circles.find((each) => each.id === done.circle);
  if (!circle || !done.group) return null;
  const sentence = done.what === "shared" ? t.nowShared : t.nowWithdrawn;
  return <Flash message={sentence(t.groups[done.group], circleName(circle, t.everyone))} />;
}
