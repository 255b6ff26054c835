import { commonText } from "../../text/common.text.ts";
import { useFormat, useText } from "../../text/useText.ts";
import { Alert } from "../../ui/Alert.tsx";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { DateInput, TextArea } from "../../ui/Inputs.tsx";
import { PageHeader, Section } from "../../ui/PageHeader.tsx";
import { agreementPath } from "./agreements.paths.ts";
import { DecidedForm } from "./DecisionForms.tsx";
import { decisionsText } from "./decisions.text.ts";
import { useSentences } from "./Fields.tsx";
import { leavingText } from "./leaving.text.ts";
import type { loadNotice } from "./notices.server.ts";
import { type Posted, useCrumbs } from "./useCrumbs.ts";

/** A party's own notice, or taking it back. */
export function NoticePage({
  data,
  formKey,
  ...posted
}: { data: Awaited<ReturnType<typeof loadNotice>>; formKey: string } & Posted) {
  const t = useText(leavingText);
  const { decided } = useText(decisionsText);
  const common = useText(commonText);
  const format = useFormat();
  const { slug, agreement, given } = data;
  const typed = posted.typed ?? data.typed;
  const errors = useSentences(posted.errors);
  const back = agreementPath(slug, agreement.id);
  return (
    <div className="narrow">
      <PageHeader
        title={t.noticeTitle(agreement.title)}
        lead={data.isOpen && data.preview ? t.noticeLead(format.dayInWords(data.preview.ends_on)) : undefined}
        crumbs={useCrumbs(slug, agreement)}
      />
      {given ? (
        <Section title={t.withdrawNotice}>
          <p>{t.noticeGiven(format.dayInWords(given.given_on), format.dayInWords(given.ends_on))}</p>
          <p>{t.withdrawText}</p>
          <form method="post">
            <input type="hidden" name="withdraw" value="1" />
            <div className="button-row">
              <SubmitButton color="danger">{t.withdrawNotice}</SubmitButton>
              <LinkButton href={back} variant="secondary">
                {common.cancel}
              </LinkButton>
            </div>
          </form>
        </Section>
      ) : data.isOpen ? (
        <>
          <p>{t.noticeWhat}</p>
          <DecidedForm
            typed={typed}
            errors={posted.errors}
            formKey={formKey}
            submit={typed.seen_end ? t.saveLateNotice : t.saveNotice}
            cancelHref={back}
            isDangerous
            before={
              <>
                {typed.seen_end && <input type="hidden" name="seen_end" value={typed.seen_end} />}
                <DateInput
                  name="given_on"
                  label={t.givenOn}
                  defaultValue={typed.given_on}
                  error={errors.given_on}
                  required
                />
                <DateInput
                  name="wanted_on"
                  label={t.wantedOn}
                  description={t.wantedHint}
                  defaultValue={typed.wanted_on}
                  error={errors.wanted_on}
                />
              </>
            }
            after={
              <TextArea
                name="reason"
                label={decided.reason}
                defaultValue={typed.reason}
                error={errors.reason}
              />
            }
          />
        </>
      ) : (
        <Alert>
          <p>{t.noticeClosed}</p>
        </Alert>
      )}
    </div>
  );
}
