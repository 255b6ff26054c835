import { useFormat, useText } from "../../text/useText.ts";
import { Day } from "../../ui/Values.tsx";
import { ReceiptPage } from "../surveys/ReceiptPage.tsx";
import { interestPartPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { loadReceipt } from "./replies.server.ts";
import { replyText } from "./reply.text.ts";
import { useCheckPlace } from "./useCheckPlace.ts";

type Data = Awaited<ReturnType<typeof loadReceipt>>;

/** The receipt of a reply to a check. */
export function CheckReceiptPage({ data, isNew }: { data: Data; isNew: boolean }) {
  const t = useText(replyText);
  const { answers } = useText(interestChecksText);
  const format = useFormat();
  const { slug, check, reply } = data;
  const figure = (value: number | null) =>
    value === null ? null : [format.number(value), check.quantity_unit].filter(Boolean).join(" ");
  return (
    <ReceiptPage
      place={useCheckPlace(slug, check)}
      data={data}
      survey={check}
      isNew={isNew}
      words={{ survey: t.check, answer: t.answer, answers, late: t.late, back: t.backToCheck }}
      given={[
        {
          term: t.conditions,
          value: reply.conditions && <span className="prewrap">{reply.conditions}</span>,
        },
        { term: `${t.quantity}: ${t.low}`, value: figure(reply.quantity_low) },
        { term: `${t.quantity}: ${t.likely}`, value: figure(reply.quantity_likely) },
        { term: `${t.quantity}: ${t.high}`, value: figure(reply.quantity_high) },
        { term: t.earliest, value: reply.earliest_on && <Day on={reply.earliest_on} /> },
      ]}
      hrefs={{
        reply: interestPartPath(slug, check.id, "reply"),
        version: (version) => interestPartPath(slug, check.id, "receipt", `?version=${version}`),
      }}
    />
  );
}
