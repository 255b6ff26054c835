import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Flash } from "../../ui/Alert.tsx";
import { Button, LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Choices.tsx";
import { ConfirmPage } from "../../ui/ConfirmPage.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { FileInput, TextInput } from "../../ui/Inputs.tsx";
import { KeyedForm } from "../../ui/KeyedForm.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { documentsText } from "../documents/documents.text.ts";
import { ACCEPTED } from "../documents/file-types.rules.ts";
import { DocumentLines } from "./ContractDocuments.tsx";
import { contractDocumentPath, contractPartPath, contractPath, contractsPath } from "./contracts.paths.ts";
import { contractsText } from "./contracts.text.ts";
import type { loadDocumentsPage, openDocument } from "./documents.server.ts";
import { contractDocumentsText } from "./documents.text.ts";
import { type Posted, useFields, useSentences } from "./PartPage.tsx";
import { partsText } from "./parts.text.ts";

type Data = Awaited<ReturnType<typeof loadDocumentsPage>>;

/** Where the owner adds files and links, says who reads them, and takes them away. */
export function DocumentsPage({ data, largest, ...posted }: { data: Data; largest: number } & Posted) {
  const t = useText(contractDocumentsText);
  const p = useText(partsText);
  const { slug, contract, rows } = data;
  return (
    <div className="narrow">
      <PageHeader title={t.pageTitle(contract.name)} lead={t.lead} crumbs={useCrumbs(slug, contract)} />
      <Flash message={posted.isSaved ? p.saved : null} />
      {rows.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <ul className="line-list">
          {rows.map((row) => (
            <li key={row.id}>
              <div>
                <DocumentLines slug={slug} document={row} />
                <Tag tone={row.is_shared ? "info" : "neutral"}>{row.is_shared ? t.shared : t.notShared}</Tag>
              </div>
              <div className="button-row">
                <Form method="post">
                  <input type="hidden" name="share" value={row.id} />
                  <input type="hidden" name="is_shared" value={row.is_shared ? "no" : "yes"} />
                  <Button
                    type="submit"
                    variant="tertiary"
                    aria-label={row.is_shared ? t.unshareOf(row.title) : t.shareOf(row.title)}
                  >
                    {row.is_shared ? t.unshare : t.share}
                  </Button>
                </Form>
                <LinkButton
                  href={contractDocumentPath(slug, contract.id, row.id)}
                  variant="tertiary"
                  color="danger"
                  aria-label={t.removeOf(row.title)}
                >
                  {t.remove}
                </LinkButton>
              </div>
            </li>
          ))}
        </ul>
      )}
      <FileForm data={data} largest={largest} {...posted} />
      <LinkForm data={data} {...posted} />
    </div>
  );
}

function useCrumbs(slug: string, contract: { id: string; name: string }) {
  const c = useText(contractsText);
  return [
    { label: c.title, href: contractsPath(slug) },
    { label: contract.name, href: contractPath(slug, contract.id) },
  ];
}

function FileForm({ data, largest, formKey, typed, errors }: { data: Data; largest: number } & Posted) {
  const t = useText(contractDocumentsText);
  const d = useText(documentsText);
  const common = useText(commonText);
  const format = useFormat();
  const error = errors?.file;
  const title = [typed?.title ?? ""].flat()[0] ?? "";
  return (
    <Section title={t.addFile}>
      {/* A plain form: the file goes as it is, without being read by a script. */}
      <form method="post" encType="multipart/form-data" className="form" noValidate key={formKey}>
        <input type="hidden" name="form_key" value={formKey} />
        <ErrorSummary errors={error ? { file: error } : undefined} />
        <FileInput
          name="file"
          label={d.file}
          description={d.fileHint(format.bytes(largest))}
          accept={ACCEPTED}
          required
          error={error}
        />
        <TextInput
          name="title"
          label={t.title}
          description={t.titleHint}
          maxLength={200}
          defaultValue={title}
        />
        <Checkbox name="is_shared" label={t.shared} description={t.sharedHint} />
        <div className="form-actions">
          <SubmitButton>{t.addFile}</SubmitButton>
          <LinkButton href={contractPath(data.slug, data.contract.id)} variant="secondary">
            {common.back}
          </LinkButton>
        </div>
      </form>
    </Section>
  );
}

function LinkForm({ formKey, typed, errors: { file: _, ...errors } = {} }: { data: Data } & Posted) {
  const t = useText(contractDocumentsText);
  const field = useFields({ typed, errors });
  const sentences = useSentences(errors);
  return (
    <Section title={t.addLink}>
      <KeyedForm formKey={formKey} errors={errors}>
        <ErrorSummary errors={Object.keys(sentences).length > 0 ? sentences : undefined} />
        <TextInput {...field("link_title")} label={t.title} required maxLength={200} />
        <TextInput
          {...field("url")}
          type="url"
          label={t.url}
          description={t.urlHint}
          required
          maxLength={2000}
        />
        <Checkbox name="link_is_shared" label={t.shared} description={t.sharedHint} />
        <div className="form-actions">
          <SubmitButton>{t.addLink}</SubmitButton>
        </div>
      </KeyedForm>
    </Section>
  );
}

/** Asks before a document is deleted. */
export function DocumentRemovalPage({ slug, contract, document }: Awaited<ReturnType<typeof openDocument>>) {
  const t = useText(contractDocumentsText);
  const documents = contractPartPath(slug, contract.id, "documents");
  return (
    <ConfirmPage
      title={t.removalTitle(document.title)}
      crumbs={[...useCrumbs(slug, contract), { label: t.documents, href: documents }]}
      confirm={t.confirmRemoval}
      cancelHref={documents}
      isDangerous
    >
      <p>{document.file_id ? t.removalFile : t.removalLink}</p>
      {document.is_shared && <p>{t.removalShared}</p>}
    </ConfirmPage>
  );
}
