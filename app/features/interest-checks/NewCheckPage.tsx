import { useText } from "../../text/useText.ts";
import { CheckForm } from "./CheckForm.tsx";
import type { loadEditCheck, loadNewCheck } from "./drafts.server.ts";
import { interestChecksPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import { useCheckPlace } from "./useCheckPlace.ts";

type NewData = Awaited<ReturnType<typeof loadNewCheck>>;
type EditData = Awaited<ReturnType<typeof loadEditCheck>>;
/** What a refused form brings back. */
interface Answer {
  errors?: Record<string, string>;
}

/** "Fråga grannarna": a new check, with what the page it was started from knows. */
export function NewCheckPage({
  circle,
  ...data
}: Omit<NewData, "circle" | "kept"> & { circle: NonNullable<NewData["circle"]>; formKey: string } & Answer) {
  const t = useText(interestChecksText);
  const list = interestChecksPath(data.slug);
  return (
    <CheckForm
      {...data}
      circle={circle}
      title={t.newTitle}
      crumbs={[{ label: t.title, href: list }]}
      cancelHref={list}
      mayChooseCircle={data.circles.length > 1}
    />
  );
}

/** The form of a draft. */
export function EditCheckPage(data: EditData & Answer) {
  const t = useText(interestChecksText);
  const { crumbs, href } = useCheckPlace(data.slug, data);
  return <CheckForm {...data} title={t.editTitle(data.name)} crumbs={crumbs} cancelHref={href} />;
}
