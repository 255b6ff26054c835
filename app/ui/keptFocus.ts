import { type FocusEvent, useEffect, useRef } from "react";

/**
 * For forms that are built anew when the address changes (their fields get new values): gives the focus back to the control of the
 * same id. Spread the result on an element around the form.
 */
export function useKeptFocus(search: string) {
  const focused = useRef("");
  const before = useRef(search);
  useEffect(() => {
    if (before.current === search) return;
    before.current = search;
    if (document.activeElement === document.body) document.getElementById(focused.current)?.focus();
  }, [search]);
  return {
    onFocus: (event: FocusEvent<HTMLElement>) => {
      focused.current = event.target.id;
    },
  };
}
