import { useLocation } from "@remix-run/react";
import { useLocale, useText } from "../../text/useText.ts";
import { Select } from "../../ui/Inputs.tsx";
import { VisuallyHidden } from "../../ui/Values.tsx";
import { functionName, functionPath } from "../functions/functions.rules.ts";
import { choiceValue, type FunctionChoices, PRODUCTS_PER_FUNCTION, productsAfter } from "./choices.rules.ts";
import { choicesText } from "./choices.text.ts";
import { overlapPath } from "./overlap.paths.ts";
import { sharedQuery } from "./query.rules.ts";

/** One function: its bars today and after, the choice, and what the choice means. */
export function ChoiceLine({ slug, line, most }: { slug: string; line: FunctionChoices; most: number }) {
  const t = useText(choicesText);
  const locale = useLocale();
  const { search } = useLocation();
  const name = functionName(line, locale);
  const after = productsAfter(line);
  const behind = new URLSearchParams(sharedQuery(search));
  behind.set("function", line.code);
  return (
    <li className="choice-line">
      <div>
        <a className="ds-link" href={functionPath(slug, line.code)}>
          {name}
        </a>
        <p className="overlap-note">{t.today(line.systems, line.organisations)}</p>
      </div>
      <Bars before={line.products} after={after} most={most} />
      <div>
        <Select
          name="keep"
          id={`keep-${line.code}`}
          label={
            <>
              {t.keep} <VisuallyHidden>{t.keepFor(name)}</VisuallyHidden>
            </>
          }
          description={line.products > PRODUCTS_PER_FUNCTION ? t.listed(PRODUCTS_PER_FUNCTION) : undefined}
          empty={false}
          options={[
            { value: choiceValue(line.code, ""), label: t.keepNone },
            ...line.options.map((option) => ({
              value: choiceValue(line.code, option.id),
              label: t.option(option.name, option.organisations),
            })),
          ]}
          defaultValue={choiceValue(line.code, line.choice?.productId ?? "")}
        />
        {line.choice && (
          <p className="choice-outcome">
            {t.move(line.choice.systems, line.choice.organisations)}{" "}
            {line.choice.systems > 0 && (
              <a className="ds-link" href={`${overlapPath(slug)}?${behind}`}>
                {t.moveBehind}
              </a>
            )}
          </p>
        )}
      </div>
    </li>
  );
}

/** Two bars with their numbers: filled for today, outlined for after. */
function Bars({ before, after, most }: { before: number; after: number; most: number }) {
  const t = useText(choicesText);
  const width = (n: number) => `${((75 * n) / most).toFixed(2)}%`;
  return (
    <svg
      className="choice-bars"
      role="img"
      aria-label={t.barLabel(before, after)}
      width="100%"
      height={after === before ? 22 : 44}
      focusable="false"
    >
      <rect className="choice-before" y="2" width={width(before)} height="18" rx="2" />
      <text x={width(before)} dx="6" y="16">
        {`${before} ${t.before}`}
      </text>
      {after !== before && (
        <>
          <rect className="choice-after" x="1" y="25" width={width(after)} height="16" rx="2" />
          <text x={width(after)} dx="6" y="38">
            {`${after} ${t.after}`}
          </text>
        </>
      )}
    </svg>
  );
}
