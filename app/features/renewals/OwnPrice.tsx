import { useFormat, useText } from "../../text/useText.ts";
import { Section } from "../../ui/PageHeader.tsx";
import type { readOwnPrice } from "./answers.server.ts";
import { priceAt } from "./prices.rules.ts";
import { renewalsText } from "./renewals.text.ts";

interface Props {
  price: Awaited<ReturnType<typeof readOwnPrice>>;
  round: { currency: string; is_unlimited: boolean; quantity_unit: string | null };
  /** What is being typed, where the page knows it; otherwise what was answered last or is held today. */
  typed?: number;
}

/** The own price while answers come in: the step that all reach together, and the own part of it. */
export function OwnPrice({ price: { current, basis, ...known }, round, typed }: Props) {
  const { answer: t } = useText(renewalsText);
  const format = useFormat();
  const money = (minor: number) => format.money(minor, round.currency);
  const many = (value: number) => [format.number(value), round.quantity_unit].filter(Boolean).join(" ");
  const quantity = typed ?? known.quantity;
  const { joint, reached, minor } = typed === undefined ? known.price : priceAt(basis, typed);
  const counts = quantity > 0 && !round.is_unlimited;
  return (
    <Section title={t.ownPrice}>
      <div aria-live="polite">
        {reached && !round.is_unlimited && (
          <p className="quorum-figure">
            <strong>{t.tierNow(money(reached.unit_price_minor))}</strong>
          </p>
        )}
        <p>
          {current !== null && `${t.current(many(current))} `}
          {counts && joint !== null && t.sharedQuantity(many(quantity), many(joint))}
          {counts && joint === null && t.sumHidden}
        </p>
        {counts && minor !== null && (
          <p>
            <strong>{t.ownCost(money(minor))}</strong>
          </p>
        )}
        {counts && minor === null && <p>{t.costLater}</p>}
      </div>
      <p className="muted">
        {t.progress(known.answered, known.invited)} {t.isEstimate}
      </p>
    </Section>
  );
}
