import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { DocumentLink } from "../documents/DocumentLink.tsx";
import { contractPartPath } from "./contracts.paths.ts";
import type { ContractDocument } from "./documents.server.ts";
import { contractDocumentsText } from "./documents.text.ts";

/** A contract's documents, for its page: all of them for the owner, the shared ones for the other parties. */
export function ContractDocuments({
  slug,
  contractId,
  documents,
  isOwn,
  mayEdit,
}: {
  slug: string;
  contractId: string;
  documents: readonly ContractDocument[];
  isOwn: boolean;
  mayEdit: boolean;
}) {
  const t = useText(contractDocumentsText);
  return (
    <Section
      title={t.documents}
      actions={
        mayEdit && (
          <LinkButton href={contractPartPath(slug, contractId, "documents")} variant="tertiary" icon="pencil">
            {t.manage}
          </LinkButton>
        )
      }
    >
      {documents.length === 0 ? (
        <p className="muted">{isOwn ? t.none : t.noneShared}</p>
      ) : (
        <ul className="line-list">
          {documents.map((each) => (
            <li key={each.id}>
              <div>
                <DocumentLines slug={slug} document={each} />
              </div>
              {isOwn && each.is_shared && <Tag>{t.shared}</Tag>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** A document's link, and who added it when. */
export function DocumentLines({ slug, document }: { slug: string; document: ContractDocument }) {
  const format = useFormat();
  const { file_id, file_name, size, url, title, check_result, by_name, created_at } = document;
  const file = file_id && file_name && size !== null ? { id: file_id, name: file_name, size } : undefined;
  return (
    <DocumentLink
      slug={slug}
      title={title}
      {...(file ? { file } : { url: url ?? "", checkResult: check_result })}
      addedBy={by_name}
      addedOn={format.day(created_at.slice(0, 10))}
    />
  );
}
