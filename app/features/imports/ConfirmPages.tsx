import { useText } from "../../text/useText.ts";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { importPath, importsPath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";

interface Asked {
  slug: string;
  id: string;
  fileName: string;
}

/** Asks before an applied import is taken back. */
export function ReversalPage(asked: Asked) {
  const t = useText(importsText);
  return <Asking asked={asked} title={t.run.undoTitle} text={t.run.undoText} confirm={t.run.undo} />;
}

/** Asks before an import is thrown away. */
export function DiscardPage(asked: Asked) {
  const t = useText(importsText);
  return <Asking asked={asked} title={t.run.discardTitle} text={t.run.discardText} confirm={t.run.discard} />;
}

function Asking({
  asked,
  title,
  text,
  confirm,
}: {
  asked: Asked;
  title: string;
  text: string;
  confirm: string;
}) {
  const t = useText(importsText);
  const { slug, id, fileName } = asked;
  return (
    <ConfirmPage
      title={title}
      crumbs={[
        { label: t.title, href: importsPath(slug) },
        { label: fileName, href: importPath(slug, id) },
      ]}
      confirm={confirm}
      cancelHref={importPath(slug, id)}
      isDangerous
    >
      <p>{text}</p>
    </ConfirmPage>
  );
}
