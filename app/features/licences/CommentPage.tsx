import { useText } from "../../text/useText.ts";
import { TextArea } from "../../ui/Inputs.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import type { loadComment } from "./comment.server.ts";
import { LicenceForm, type Posted, useLicenceFields } from "./LicenceForm.tsx";
import { licencePath } from "./licences.paths.ts";
import { licencesText } from "./licences.text.ts";
import { useLicenceCrumbs } from "./MemberPages.tsx";

/** The organisation's own comment on an agreement. */
export function CommentPage({ data, ...posted }: { data: Awaited<ReturnType<typeof loadComment>> } & Posted) {
  const t = useText(licencesText);
  const { slug, licence, comment } = data;
  const field = useLicenceFields(posted, { body: comment?.body ?? "" });
  return (
    <div className="narrow">
      <PageHeader
        title={t.commentTitle(licence.name)}
        lead={t.commentLead}
        crumbs={useLicenceCrumbs(slug, licence)}
      />
      <LicenceForm posted={posted} submit={t.save} cancelHref={licencePath(slug, licence.id)}>
        <input type="hidden" name="version" value={comment?.version ?? 0} />
        <TextArea {...field("body")} label={t.comment} rows={8} maxLength={10000} />
      </LicenceForm>
    </div>
  );
}
