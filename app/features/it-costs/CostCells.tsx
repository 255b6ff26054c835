import type { ReactNode } from "react";
import { useFormat, useText } from "../../text/useText.ts";
import { Tag } from "../../ui/Tag.tsx";
import { OLD_AFTER_YEARS } from "./it-costs.rules.ts";
import type { ItCosts } from "./it-costs.server.ts";
import { itCostsText } from "./it-costs.text.ts";
import { nameIn } from "./itCostsInWords.ts";

/** An amount and, below it, what it rests on; in words when it is missing. */
export function Amount({
  minor,
  basis,
  missing,
}: {
  minor: number | null;
  basis: ReactNode;
  missing: string;
}) {
  const format = useFormat();
  if (minor === null) return <span className="muted it-cost-missing">{missing}</span>;
  return (
    <>
      <span className="nowrap">{format.money(minor)}</span>
      {basis && <span className="overlap-note">{basis}</span>}
    </>
  );
}

/** Says "old" beside a figure of an earlier year than is of use. */
export function Old({ year, today }: { year: number | null | undefined; today: string }) {
  const t = useText(itCostsText);
  if (!year || Number(today.slice(0, 4)) - year <= OLD_AFTER_YEARS) return null;
  return (
    <>
      {" "}
      <Tag tone="warning">{t.old}</Tag>
    </>
  );
}

/** Name of an organisation of the comparison; the reader's own says so, and whether its price is shared. */
export function OrganisationName({
  id,
  costs,
}: {
  id: string;
  costs: Pick<ItCosts, "columns" | "ownId" | "sharing">;
}) {
  const t = useText(itCostsText);
  const isOpen = costs.sharing.find(({ group }) => group === "price")?.weShare;
  return (
    <>
      {nameIn(costs, id)}
      {id === costs.ownId && (
        <span className="overlap-note">{isOpen === false ? t.ownNotShared : t.own}</span>
      )}
    </>
  );
}
