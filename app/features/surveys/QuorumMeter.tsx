import { useFormat, useText } from "../../text/useText.ts";
import { Tag } from "../../ui/Tag.tsx";
import type { Quorum } from "./surveys.rules.ts";
import { surveysText } from "./surveys.text.ts";

const BOX = { side: 14, gap: 4, mostBoxes: 24 };

/** How far it is to the lowest number: "2 av 3" in words, and one box per organisation that is needed. */
export function QuorumMeter({ quorum }: { quorum: Quorum }) {
  const t = useText(surveysText);
  const format = useFormat();
  const boxes = Math.min(Math.max(quorum.needed, quorum.counted), BOX.mostBoxes);
  const step = BOX.side + BOX.gap;
  return (
    <div className="quorum">
      <p className="quorum-figure">
        <strong>{t.quorumOf(quorum.counted, quorum.needed)}</strong>{" "}
        <Tag tone={quorum.isReached ? "success" : "warning"}>
          {quorum.isReached ? t.quorumReached : t.quorumNotReached}
        </Tag>
      </p>
      <svg
        className="quorum-boxes"
        viewBox={`0 0 ${boxes * step} ${BOX.side + 2}`}
        width={boxes * step}
        height={BOX.side + 2}
        aria-hidden="true"
        focusable="false"
      >
        {Array.from({ length: boxes }, (_, index) => (
          <rect
            key={index}
            x={index * step + 1}
            y={1}
            width={BOX.side}
            height={BOX.side}
            rx="3"
            data-counted={index < quorum.counted || undefined}
          />
        ))}
      </svg>
      {quorum.quantity && (
        <p>{t.quantityOf(format.number(quorum.quantity.counted), format.number(quorum.quantity.needed))}</p>
      )}
    </div>
  );
}
