import { useText } from "../../text/useText.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Table } from "../../ui/Table.tsx";
import { interestFilePath } from "./interest-checks.paths.ts";
import type { loadProof, ProofBlock } from "./proof.server.ts";
import { proofText } from "./proof.text.ts";
import { useCheckPlace } from "./useCheckPlace.ts";

/** The proof on screen and paper, word for word what the PDF says. */
export function ProofPage({
  data: { slug, check, title, blocks },
}: {
  data: Awaited<ReturnType<typeof loadProof>>;
}) {
  const t = useText(proofText);
  return (
    <>
      <PageHeader
        title={title}
        crumbs={useCheckPlace(slug, check).crumbs}
        actions={
          <LinkButton href={interestFilePath(slug, check.id, "proof.pdf")} icon="download" download>
            {t.download}
          </LinkButton>
        }
      />
      <article className="survey-proof">
        {blocks.map((block, index) => (
          <Block key={`${block.kind} ${index}`} block={block} />
        ))}
      </article>
    </>
  );
}

function Block({ block }: { block: ProofBlock }) {
  switch (block.kind) {
    case "heading":
      return (
        <h2 className="ds-heading" data-size="xs">
          {block.text}
        </h2>
      );
    case "paragraph":
      return <p className={block.isNote ? "muted" : "prewrap"}>{block.text}</p>;
    case "list":
      return (
        <ul className="ds-list">
          {block.items.map((item) => (
            <li key={item} className="prewrap">
              {item}
            </li>
          ))}
        </ul>
      );
    case "table": {
      const rows = block.rows.flatMap((row) => ("group" in row ? [] : [row]));
      return (
        <Table
          caption={block.caption}
          rows={rows}
          rowKey={(row) => row[0]!}
          columns={block.columns.map(({ heading, align }, at) => ({
            id: String(at),
            heading,
            align,
            isRowHeader: at === 0,
            cell: (row: readonly string[]) => <span className="prewrap">{row[at]}</span>,
          }))}
        />
      );
    }
  }
}
