import { useText } from "../../text/useText.ts";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { Money } from "../../ui/Values.tsx";
import { budgetText } from "./budget.text.ts";
import { useCrumbs } from "./FormPage.tsx";
import type { loadRemoval } from "./removal.server.ts";
import { yearPartPath } from "./settlements.paths.ts";

/** Asks before a booking, a file, a line of the budget or the decision on it is taken away. */
export function RemovalPage({ data }: { data: Awaited<ReturnType<typeof loadRemoval>> }) {
  const t = useText(budgetText);
  const { removed, at } = data;
  const isOutcome = removed.what === "booking" || removed.what === "file";
  const list = yearPartPath(at, isOutcome ? "ledger" : "budget");
  const isDecision = removed.what === "decision";
  return (
    <ConfirmPage
      title={t.removalTitles[removed.what]}
      crumbs={useCrumbs(data)}
      confirm={isDecision ? t.reopenBudget : t.remove}
      cancelHref={list}
      action={isDecision ? yearPartPath(at, "budget/decision") : list}
      isDangerous={!isDecision}
      fields={
        isDecision ? (
          <input type="hidden" name="intent" value="reopen" />
        ) : (
          <input type="hidden" name={removed.what === "file" ? "remove_file" : "remove"} value={removed.id} />
        )
      }
    >
      <p>
        {removed.label}: <Money minor={removed.minor} />
        {removed.what === "file" && `, ${t.fileRow(removed.rows)}`}
      </p>
      <p>{t.removalTexts[removed.what]}</p>
    </ConfirmPage>
  );
}
