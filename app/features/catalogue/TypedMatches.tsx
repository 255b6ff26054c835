import { useFetcher } from "@remix-run/react";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useText } from "../../text/useText.ts";
import { catalogueText } from "./catalogue.text.ts";
import { nearMatchesPath, soughtName, type TypedMatch } from "./near.rules.ts";
import { StateMark } from "./StateTag.tsx";

/** Wait after the last key, so that a word is looked up once and not letter by letter. */
const PAUSE_MS = 350;

/**
 * A field that, while somebody types a name, shows records like it below: links in the usual tab order, said politely to screen
 * readers, never in the way of sending. Without script nothing is shown here and the form asks after it is sent.
 *
 * @param field name of the input among the children that is listened to
 * @param hrefFor where a shown record leads
 * @param states records in other states are not shown
 */
export function TypedMatches({
  slug,
  kind,
  field,
  hrefFor,
  states,
  children,
}: {
  slug: string;
  kind: "product" | "supplier";
  field: string;
  hrefFor: (id: string) => string;
  states?: readonly TypedMatch["state"][];
  children: ReactNode;
}) {
  const t = useText(catalogueText);
  const fetcher = useFetcher<{ sought: string; matches: TypedMatch[] }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [sought, setSought] = useState<string>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const listen = (event: FormEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement) || target.name !== field) return;
    clearTimeout(timer.current);
    const name = soughtName(target.value);
    timer.current = setTimeout(() => {
      setSought(name);
      if (name) fetcher.load(nearMatchesPath(slug, kind, name));
    }, PAUSE_MS);
  };
  const { data } = fetcher;
  const found = sought && data?.sought === sought ? data.matches : [];
  const matches = states ? found.filter((match) => states.includes(match.state)) : found;
  return (
    <div className="typed-matches" onInput={listen}>
      {children}
      <p className="ds-sr-only" aria-live="polite">
        {matches.length > 0 ? t.typedCount(matches.length) : ""}
      </p>
      {matches.length > 0 && (
        <div className="near-matches">
          <p id={`typed-${field}`}>{t.typedTitle}</p>
          <ul aria-labelledby={`typed-${field}`}>
            {matches.map((match) => (
              <li key={match.id}>
                <span>
                  <a href={hrefFor(match.id)}>{match.name}</a> <StateMark state={match.state} />
                  <span className="muted">
                    {" "}
                    {[match.detail, match.matched_name !== match.name && t.nearAlias(match.matched_name)]
                      .filter(Boolean)
                      .join(", ")}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
