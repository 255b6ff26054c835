import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/Choices.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { FileInput } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { ImportKind } from "./fields.rules.ts";
import { LIMITS } from "./file.rules.ts";
import { importsPath, templatePath } from "./imports.paths.ts";
import { importsText } from "./imports.text.ts";

const KINDS = ["systems", "contracts", "products"] as const;

/** Choosing a file. */
export function UploadPage({
  slug,
  kind,
  error,
  hidden,
}: {
  slug: string;
  kind: ImportKind;
  /** Why the last file could not be used. */
  error?: string;
  hidden: Readonly<Record<string, string>>;
}) {
  const t = useText(importsText);
  const common = useText(commonText);
  const format = useFormat();
  return (
    <div className="narrow">
      <PageHeader
        title={t.upload.title}
        crumbs={[{ label: t.title, href: importsPath(slug) }]}
        lead={t.lead}
      />
      {/* A plain form: the answer is a page of its own, and the file goes as it is. */}
      <form method="post" encType="multipart/form-data" className="form">
        <ErrorSummary errors={error ? { file: error } : undefined} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <RadioGroup
          name="kind"
          legend={t.upload.kind}
          required
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: t.kinds[one], description: t.kindHints[one] }))}
        />
        <FileInput
          name="file"
          label={t.upload.file}
          description={t.upload.fileHint(format.bytes(LIMITS.fileBytes))}
          accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          required
          error={error}
        />
        <div className="form-actions">
          <SubmitButton>{t.upload.submit}</SubmitButton>
          <LinkButton href={importsPath(slug)} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </form>
      <Section title={t.upload.templates}>
        <p>{t.upload.templateHint}</p>
        <ul className="ds-list">
          {KINDS.flatMap((one) =>
            (["xlsx", "csv"] as const).map((type) => (
              <li key={one + type}>
                <a className="ds-link" href={templatePath(slug, one, type)} download>
                  {t.upload.template(t.kinds[one].toLowerCase(), type === "xlsx" ? "Excel" : "CSV")}
                </a>
              </li>
            )),
          )}
        </ul>
      </Section>
    </div>
  );
}
