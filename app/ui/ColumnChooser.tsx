import { Form, useLocation } from "@remix-run/react";
import { useText } from "../text/useText.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { carriedFields, changedQuery } from "./query.ts";
import { uiText } from "./ui.text.ts";

export interface ColumnChoice {
  id: string;
  label: string;
  isShown: boolean;
  /** Always shown: the column that names the row. */
  isFixed?: boolean;
}

export interface ColumnChooserProps {
  columns: readonly ColumnChoice[];
  /** Where the choice is posted to be remembered; it gets `column` once per column, `to` to return to, or `standard`. */
  action?: string;
  /** Adds a button that posts `organisation` as well: the choice becomes everybody's standard. */
  maySetStandard?: boolean;
}

/**
 * Which columns a list shows. Without `action` a GET form: the address carries `column` once per chosen column. With it the choice
 * is posted and the page comes back without columns in its address.
 */
export function ColumnChooser({ columns, action, maySetStandard }: ColumnChooserProps) {
  const t = useText(uiText);
  const { pathname, search } = useLocation();
  const back = pathname + changedQuery(search, { column: null });
  return (
    <details className="column-chooser" key={search}>
      <summary id="column-chooser" className="ds-button" data-variant="secondary">
        <Icon name="columns" />
        {t.columns}
      </summary>
      <Form method={action ? "post" : "get"} action={action} className="column-chooser-panel">
        {action ? (
          <input type="hidden" name="to" value={back} />
        ) : (
          carriedFields(search, ["column"]).map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))
        )}
        <fieldset className="ds-fieldset">
          <legend className="ds-label">{t.chooseColumns}</legend>
          <div className="column-chooser-list">
            {columns.map((column) => (
              <ColumnBox key={column.id} column={column} />
            ))}
          </div>
        </fieldset>
        <div className="button-row">
          <Button type="submit">{t.apply}</Button>
          {action ? (
            <Button type="submit" variant="tertiary" name="standard" value="1">
              {t.standardColumns}
            </Button>
          ) : (
            <a className="ds-link" href={changedQuery(search, { column: null })}>
              {t.standardColumns}
            </a>
          )}
        </div>
        {action && maySetStandard && (
          <Button type="submit" variant="secondary" name="organisation" value="1">
            {t.makeStandard}
          </Button>
        )}
      </Form>
    </details>
  );
}

function ColumnBox({ column }: { column: ColumnChoice }) {
  return (
    <div className="ds-field">
      {column.isFixed && <input type="hidden" name="column" value={column.id} />}
      <input
        id={`column-${column.id}`}
        className="ds-input"
        type="checkbox"
        name="column"
        value={column.id}
        defaultChecked={column.isShown || column.isFixed}
        disabled={column.isFixed}
      />
      <label className="ds-label" htmlFor={`column-${column.id}`}>
        {column.label}
      </label>
    </div>
  );
}
