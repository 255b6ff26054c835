import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Lets plain `<a href>` elements navigate without reloading the document, with one listener instead of one `<Link>` component
 * per link: a list of fifty rows renders plain anchors. Left alone are links with `download`, `target`, `data-reload`, a
 * fragment on the same page, another origin, modified clicks, and addresses that end like a file (`.csv`, `.xlsx`).
 */
export function useClientLinks() {
  const navigate = useNavigate();
  useEffect(() => {
    function follow(event: MouseEvent) {
      const to = clientAddress(event, window.location);
      if (!to) return;
      event.preventDefault();
      navigate(to);
    }
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [navigate]);
}

function clientAddress(event: MouseEvent, here: Location): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const anchor = event.target instanceof Element ? event.target.closest("a") : null;
  if (!anchor || anchor.target || anchor.hasAttribute("download") || anchor.dataset.reload !== undefined)
    return;
  return pathWithin(anchor.href, here);
}

/** Path to hand to the router, or undefined when the browser should follow `href` itself. */
export function pathWithin(
  href: string,
  here: { origin: string; pathname: string; search: string },
): string | undefined {
  if (!URL.canParse(href)) return;
  const url = new URL(href);
  if (url.origin !== here.origin) return;
  if (/\.[a-z0-9]{2,5}$/i.test(url.pathname)) return;
  if (url.hash && url.pathname === here.pathname && url.search === here.search) return;
  return url.pathname + url.search + url.hash;
}
