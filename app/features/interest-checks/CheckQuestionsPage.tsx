import { useText } from "../../text/useText.ts";
import { QuestionsPage } from "../surveys/QuestionsPage.tsx";
import { interestCheckPath, interestChecksPath } from "./interest-checks.paths.ts";
import { interestChecksText } from "./interest-checks.text.ts";
import type { loadCheckQuestions } from "./questions.server.ts";

interface Props {
  data: Awaited<ReturnType<typeof loadCheckQuestions>>;
  formKey: string;
  typed?: Record<string, string>;
  errors?: Record<string, string>;
  isAdded: boolean;
}

/** The coordinator's own questions of a check. */
export function CheckQuestionsPage({ data, ...answer }: Props) {
  const t = useText(interestChecksText);
  const back = interestCheckPath(data.slug, data.id);
  return (
    <QuestionsPage
      page={{
        title: t.questionsTitle,
        lead: t.questionsLead,
        crumbs: [
          { label: t.title, href: interestChecksPath(data.slug) },
          { label: data.name, href: back },
        ],
        back: { href: back, label: t.backToCheck },
      }}
      data={data}
      {...answer}
    />
  );
}
