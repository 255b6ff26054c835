import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useLocale, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { TextArea } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { MovePageData } from "./decisions.server.ts";
import type { DeletionObstacle } from "./deletion.rules.ts";
import { useErrorWords } from "./FieldInput.tsx";
import { systemsFormText } from "./form.text.ts";
import { ProductSearch } from "./NewPage.tsx";
import type { OpenShare } from "./parts.server.ts";
import { ShareList } from "./ShareList.tsx";
import { systemsPath, usagePartPath, usagePath } from "./systems.paths.ts";
import { systemsText } from "./systems.text.ts";
import { useReasonWords } from "./ValidityNote.tsx";
import type { InvalidReason } from "./validity.rules.ts";

interface Brief {
  id: string;
  own_name: string;
  is_hidden: boolean;
}

function useCrumbs(slug: string, usage: Brief) {
  const s = useText(systemsText);
  return [
    { label: s.title, href: systemsPath(slug) },
    { label: usage.own_name, href: usagePath(slug, usage.id) },
  ];
}

/** Asks before a system is hidden from everybody, or shown again. */
export function VisibilityPage({
  slug,
  usage,
  shares,
}: {
  slug: string;
  usage: Brief;
  shares: readonly OpenShare[];
}) {
  const t = useText(systemsFormText);
  const crumbs = useCrumbs(slug, usage);
  const hides = !usage.is_hidden;
  return (
    <ConfirmPage
      title={hides ? t.hideTitle(usage.own_name) : t.unhideTitle(usage.own_name)}
      crumbs={crumbs}
      confirm={hides ? t.hideSubmit : t.unhideSubmit}
      cancelHref={usagePath(slug, usage.id)}
      fields={<input type="hidden" name="hidden" value={hides ? "yes" : "no"} />}
    >
      <p>{hides ? t.hideText : t.unhideText}</p>
      {!hides && <ShareList shares={shares} none={t.unhideNobody} />}
    </ConfirmPage>
  );
}

/** Asks before a record made by mistake is deleted, or says why it cannot be. */
export function DeletionPage({
  slug,
  usage,
  obstacle,
  isSeen,
}: {
  slug: string;
  usage: Brief;
  obstacle: DeletionObstacle | null;
  isSeen: boolean;
}) {
  const t = useText(systemsFormText);
  const common = useText(commonText);
  const crumbs = useCrumbs(slug, usage);
  if (obstacle)
    return (
      <div className="narrow">
        <PageHeader title={t.deleteTitle(usage.own_name)} crumbs={crumbs} />
        <Alert tone="warning" title={t.deleteNot}>
          <p>{t[obstacle]}</p>
        </Alert>
        <div className="button-row">
          {obstacle === "deleteNotText" && (
            <LinkButton href={usagePartPath(slug, usage.id, "lifecycle", "?to=retired")}>
              {t.deleteInstead}
            </LinkButton>
          )}
          <LinkButton href={usagePath(slug, usage.id)} variant="secondary">
            {common.back}
          </LinkButton>
        </div>
      </div>
    );
  return (
    <ConfirmPage
      title={t.deleteTitle(usage.own_name)}
      crumbs={crumbs}
      confirm={t.deleteSubmit}
      cancelHref={usagePath(slug, usage.id)}
      isDangerous
    >
      <p>{t.deleteText}</p>
      {isSeen && <p>{t.deleteSeen}</p>}
    </ConfirmPage>
  );
}

/** Sets or lifts "räkna som giltig", with the reasons against it in sight. */
export function ValidityPage({
  slug,
  usage,
  isSet,
  reason,
  reasons,
  errors,
}: {
  slug: string;
  usage: Brief;
  isSet: boolean;
  reason: string;
  reasons: readonly InvalidReason[];
  errors?: Record<string, string>;
}) {
  const t = useText(systemsFormText);
  const common = useText(commonText);
  const words = useReasonWords();
  const crumbs = useCrumbs(slug, usage);
  const { atField } = useErrorWords(errors);
  return (
    <div className="narrow">
      <PageHeader title={t.validTitle(usage.own_name)} crumbs={crumbs} />
      {reasons.length === 0 ? (
        <p>{t.validNothing}</p>
      ) : (
        <div className="prose">
          <p>{t.validText}</p>
          <ul className="ds-list">
            {reasons.map((each) => (
              <li key={each.code}>{words(each)}</li>
            ))}
          </ul>
        </div>
      )}
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={atField} />
        <input type="hidden" name="valid" value={isSet ? "no" : "yes"} />
        {!isSet && (
          <TextArea
            name="reason"
            label={t.reason}
            description={t.validReason}
            defaultValue={reason}
            error={atField.reason}
            required
            maxLength={500}
          />
        )}
        <div className="form-actions">
          <SubmitButton>{isSet ? t.validUnset : t.validSet}</SubmitButton>
          <LinkButton href={usagePath(slug, usage.id)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

/** Moves a system to another product: the choice, then what follows from it. */
export function MovePage({ data }: { data: MovePageData }) {
  const t = useText(systemsFormText);
  const { slug, usage, product, consequences } = data;
  const crumbs = useCrumbs(slug, usage);
  if (!consequences)
    return (
      <div className="narrow">
        <PageHeader title={t.moveTitle(usage.own_name)} crumbs={crumbs} lead={t.moveNow(product.name)} />
        <ProductSearch
          products={data.products}
          isCut={data.isCut}
          link={(id) => usagePartPath(slug, usage.id, "product", `?product=${id}`)}
          verb={t.movePick}
        />
      </div>
    );
  return (
    <ConfirmPage
      title={t.moveTitle(usage.own_name)}
      crumbs={crumbs}
      confirm={t.moveSubmit}
      cancelHref={usagePath(slug, usage.id)}
      fields={<input type="hidden" name="product" value={consequences.to.id} />}
    >
      <Consequences from={product.name} consequences={consequences} />
    </ConfirmPage>
  );
}

function Consequences({
  from,
  consequences,
}: {
  from: string;
  consequences: NonNullable<MovePageData["consequences"]>;
}) {
  const t = useText(systemsFormText);
  const common = useText(commonText);
  const locale = useLocale();
  const { to, gained, lost, shares, supplierBefore } = consequences;
  const names = (list: readonly { sv: string; en: string }[]) => list.map((each) => each[locale]).join(", ");
  const circles = [...new Set(shares.map((share) => share.cooperation))].join(", ");
  return (
    <>
      <h2 className="ds-heading" data-size="xs">
        {t.moveConsequences(from, to.name)}
      </h2>
      <ul className="ds-list">
        <li>{t.moveKept}</li>
        {consequences.roles > 0 && <li>{t.moveRoles(consequences.roles)}</li>}
        {consequences.documents > 0 && <li>{t.moveDocuments(consequences.documents)}</li>}
        {supplierBefore !== to.supplier_name && (
          <li>{t.moveSupplier(supplierBefore ?? common.notGiven, to.supplier_name ?? common.notGiven)}</li>
        )}
        <li>{t.moveDates}</li>
        {gained.length > 0 && <li>{t.moveFunctionsGained(names(gained))}</li>}
        {lost.length > 0 && <li>{t.moveFunctionsLost(names(lost))}</li>}
        <li>{circles ? t.moveShares(circles) : t.moveNoShares}</li>
      </ul>
    </>
  );
}
