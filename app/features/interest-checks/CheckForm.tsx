import { Form } from "@remix-run/react";
import { commonText } from "../../text/common.text.ts";
import { sentences } from "../../text/sentences.ts";
import { useText } from "../../text/useText.ts";
import { LinkButton, SubmitButton } from "../../ui/Button.tsx";
import { Checkbox, CheckboxGroup, RadioGroup } from "../../ui/Choices.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorSummary } from "../../ui/ErrorSummary.tsx";
import { DateInput, NumberInput, Select, TextArea, TextInput } from "../../ui/Inputs.tsx";
import { type Crumb, PageHeader, Section } from "../../ui/PageHeader.tsx";
import type { SharingCircle } from "../cooperations/sharing.rules.ts";
import type { FunctionName } from "../functions/functions.server.ts";
import { pagesText } from "../surveys/pages.text.ts";
import { interestChecksPath, newInterestCheckPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";

interface Props {
  slug: string;
  circle: SharingCircle;
  functions: FunctionName[];
  product: { id: string; name: string } | null;
  contract: { id: string; name: string } | null;
  own: { id: string; name: string };
  typed: Record<string, string>;
  boxes: Record<"counts_option" | "answers_hidden_until_close" | "answers_shared", boolean>;
  organisations: string[];
  errors?: Record<string, string>;
  /** Of a new check. */
  formKey?: string;
  /** Of a draft that is changed. */
  version?: number;
  title: string;
  crumbs: Crumb[];
  cancelHref: string;
  mayChooseCircle?: boolean;
}

/** The form of a check before it is sent: what, whom, until when, and how it is counted. */
export function CheckForm(props: Props) {
  const t = useText(interestChecksText);
  const common = useText(commonText);
  const { typed, boxes } = props;
  const errors = sentences(props.errors, t.errors);
  const field = (name: string) => ({ name, defaultValue: typed[name], error: errors?.[name] });
  return (
    <div className="narrow">
      <PageHeader title={props.title} lead={t.newLead} crumbs={props.crumbs} />
      <Form method="post" className="form" noValidate>
        <ErrorSummary errors={errors} />
        {props.formKey && <input type="hidden" name="form_key" value={props.formKey} />}
        {props.version !== undefined && <input type="hidden" name="version" value={props.version} />}
        <input type="hidden" name="circle" value={props.circle.id} />
        <Section title={t.what}>
          <TextInput {...field("name")} required label={t.name} description={t.nameHint} maxLength={200} />
          <TextArea {...field("need")} required label={t.need} description={t.needHint} />
          <TextArea {...field("background")} label={t.background} description={t.backgroundHint} rows={3} />
          <TextArea {...field("scope")} label={t.scope} description={t.scopeHint} rows={3} />
          <TextArea {...field("time_frame")} label={t.timeFrame} description={t.timeFrameHint} rows={2} />
          <Select
            {...field("function_id")}
            label={t.function}
            empty={t.noFunction}
            options={groupsOf(props.functions)}
          />
          {props.product && (
            <Checkbox
              name="product_id"
              value={props.product.id}
              defaultChecked={typed.product_id === props.product.id}
              label={`${t.product} ${props.product.name}`}
            />
          )}
          {props.contract && (
            <Checkbox
              name="contract_id"
              value={props.contract.id}
              defaultChecked={typed.contract_id === props.contract.id}
              label={`${t.contract} ${props.contract.name}`}
            />
          )}
          <TextInput
            {...field("case_number")}
            label={t.caseNumber}
            description={t.caseNumberHint}
            maxLength={100}
          />
        </Section>
        <Whom {...props} error={errors?.organisations} />
        <DateInput {...field("closes_on")} required label={t.closesOn} description={t.closesHint} />
        <Counting field={field} boxes={boxes} typed={typed} errors={errors} />
        <div className="form-actions">
          <SubmitButton>{t.saveDraft}</SubmitButton>
          <LinkButton href={props.cancelHref} variant="secondary">
            {common.cancel}
          </LinkButton>
        </div>
      </Form>
    </div>
  );
}

function Whom({ slug, circle, own, organisations, error, mayChooseCircle }: Props & { error?: string }) {
  const t = useText(interestChecksText);
  const u = useText(pagesText);
  const name = u.circleName(circle.cooperation_name, circle.is_everyone ? u.everyone : circle.name);
  return (
    <Section
      title={t.whom}
      actions={
        mayChooseCircle && (
          <LinkButton href={newInterestCheckPath(slug)} variant="tertiary">
            {t.otherCircle}
          </LinkButton>
        )
      }
    >
      <p>{name}</p>
      <CheckboxGroup
        name="organisation"
        id="field-organisations"
        legend={t.organisations}
        description={t.organisationsHint}
        error={error}
        options={[
          { value: own.id, label: `${own.name} (${t.us})` },
          ...circle.organisations.map(({ id, name: label }) => ({ value: id, label })),
        ]}
        values={organisations}
      />
    </Section>
  );
}

function Counting({
  field,
  boxes,
  typed,
  errors,
}: Pick<Props, "boxes" | "typed"> & {
  field: (name: string) => { name: string; defaultValue: string | undefined; error: string | undefined };
  errors?: Record<string, string>;
}) {
  const t = useText(interestChecksText);
  const choices = (words: Record<string, string>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <Section title={t.counting}>
      <NumberInput {...field("quorum_min")} required label={t.quorumMin} description={t.quorumMinHint} />
      <TextInput
        {...field("quantity_unit")}
        label={t.quantityUnit}
        description={t.quantityUnitHint}
        maxLength={60}
      />
      <NumberInput {...field("quorum_quantity")} label={t.quorumQuantity} />
      <RadioGroup
        name="reply_kind"
        legend={t.replyKind}
        options={choices(t.replyKinds)}
        value={typed.reply_kind}
        error={errors?.reply_kind}
      />
      <RadioGroup
        name="counts_as"
        legend={t.countsAs}
        options={choices(t.countsAsOptions)}
        value={typed.counts_as}
        error={errors?.counts_as}
      />
      <Checkbox
        name="counts_option"
        defaultChecked={boxes.counts_option}
        label={t.countsOption}
        description={t.countsOptionHint}
      />
      <Checkbox
        name="answers_hidden_until_close"
        defaultChecked={boxes.answers_hidden_until_close}
        label={t.hidden}
        description={t.hiddenHint}
      />
      <Checkbox
        name="answers_shared"
        defaultChecked={boxes.answers_shared}
        label={t.shared}
        description={t.sharedHint}
      />
    </Section>
  );
}

function groupsOf(functions: readonly FunctionName[]) {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { id, name, group } of functions)
    groups.set(group, [...(groups.get(group) ?? []), { value: id, label: name }]);
  return [...groups].map(([group, options]) => ({ group, options }));
}

/** Before the form, where there are several circles: which one to ask. Links, so that it works without script. */
export function CircleChoice({
  slug,
  circles,
  kept,
}: {
  slug: string;
  circles: SharingCircle[];
  kept: [string, string][];
}) {
  const t = useText(interestChecksText);
  const u = useText(pagesText);
  const crumbs = [{ label: t.title, href: interestChecksPath(slug) }];
  if (circles.length === 0)
    return (
      <>
        <PageHeader title={t.newTitle} crumbs={crumbs} />
        <EmptyState
          title={t.noCircleTitle}
          icon="cooperation"
          actions={<LinkButton href={`/${slug}/cooperations`}>{t.cooperations}</LinkButton>}
        >
          <p>{t.noCircleText}</p>
        </EmptyState>
      </>
    );
  return (
    <div className="narrow">
      <PageHeader title={t.newTitle} lead={t.newLead} crumbs={crumbs} />
      <Section title={t.chooseCircle}>
        <p className="muted">{t.chooseCircleText}</p>
        <ul className="survey-circles">
          {circles.map((circle) => (
            <li key={circle.id}>
              <a
                className="ds-link"
                href={newInterestCheckPath(slug, { ...Object.fromEntries(kept), circle: circle.id })}
              >
                {u.circleName(circle.cooperation_name, circle.is_everyone ? u.everyone : circle.name)}
              </a>
              <span className="muted">{t.inCircle(circle.organisations.length)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
