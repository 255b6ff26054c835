import { useFormat, useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import type { readOwnPrice } from "./answers.server.ts";
import { renewalsText } from "./renewals.text.ts";

interface Props {
  price: Awaited<ReturnType<typeof readOwnPrice>>;
  currency: string;
  isUnlimited: boolean;
  unit: string | null;
}

/** The own price while answers come in: the step that all reach together, and the own part of it. */
export function OwnPrice({ price: { current, quantity, price, sums }, currency, isUnlimited, unit }: Props) {
  const { answer: t } = useText(renewalsText);
  const format = useFormat();
  const money = (minor: number) => format.money(minor, currency);
  const many = (value: number) => [format.number(value), unit].filter(Boolean).join(" ");
  return (
    <Section title={t.ownPrice}>
      {price.reached && !isUnlimited && (
        <p className="quorum-figure">
          <strong>{t.tierNow(money(price.reached.unit_price_minor))}</strong>
        </p>
      )}
      <p>
        {current !== null && `${t.current(many(current))} `}
        {!isUnlimited && quantity > 0 && t.sharedQuantity(many(quantity), many(price.joint))}
      </p>
      {quantity > 0 && !isUnlimited && (
        <p>
          <strong>{t.ownCost(money(price.minor))}</strong>
        </p>
      )}
      <p className="muted">
        {t.progress(sums.answered, sums.invited)} {t.isEstimate}
      </p>
    </Section>
  );
}
