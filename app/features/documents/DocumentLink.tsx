import { useFormat, useText } from "../../text/useText.ts";
import { Tag } from "../../ui/Tag.tsx";
import { filePath } from "./documents.paths.ts";
import { documentsText } from "./documents.text.ts";

interface Props {
  slug: string;
  title: string;
  file?: { id: string; name: string; size: number };
  url?: string;
  /** What the weekly check found at the address. */
  checkResult?: "ok" | "broken" | "not_reachable" | null;
  addedBy?: string | null;
  /** In words. */
  addedOn: string;
}

/** A document to follow or to save, with what one wants to know before: name, size, whether the link still leads somewhere. */
export function DocumentLink({ slug, title, file, url, checkResult, addedBy, addedOn }: Props) {
  const t = useText(documentsText);
  const format = useFormat();
  return (
    <>
      {file ? (
        <a className="ds-link" href={filePath(slug, file.id)} download>
          {title}
        </a>
      ) : (
        <a className="ds-link" href={url} rel="noreferrer noopener">
          {title}
        </a>
      )}{" "}
      {!file && checkResult === "broken" && <Tag tone="danger">{t.links.broken}</Tag>}
      {!file && checkResult === "not_reachable" && <Tag tone="warning">{t.links.not_reachable}</Tag>}
      <p className="muted">
        {[
          file && t.download(file.name, format.bytes(file.size)),
          addedBy ? t.addedBy(addedBy, addedOn) : t.added(addedOn),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </>
  );
}
