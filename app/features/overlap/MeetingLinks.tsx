import { useLocation } from "@remix-run/react";
import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { meetingPath } from "./overlap.paths.ts";
import { overlapText } from "./overlap.text.ts";

/** To the meeting papers, with the same choice as the page. */
export function MeetingLinks({ slug }: { slug: string }) {
  const t = useText(overlapText);
  const { search } = useLocation();
  return (
    <LinkButton href={meetingPath(slug, search)} variant="secondary" icon="print">
      {t.meeting}
    </LinkButton>
  );
}
