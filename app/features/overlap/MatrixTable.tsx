import { useFormat, useLocale, useText } from "../../text/useText.ts";
import { ScrollRegion } from "../../ui/Table.tsx";
import { VisuallyHidden } from "../../ui/Values.tsx";
import { functionName, functionPath, groupName } from "../functions/functions.rules.ts";
import { newInterestCheckPath } from "../interest-checks/interest-checks.paths.ts";
import { usagePath } from "../systems/systems.paths.ts";
import {
  lifecycleMark,
  type MatrixCell,
  type MatrixColumn,
  type MatrixItem,
  type MatrixRow,
  otherName,
} from "./overlap.rules.ts";
import { overlapText } from "./overlap.text.ts";

interface Props {
  slug: string;
  columns: readonly MatrixColumn[];
  rows: readonly MatrixRow[];
  /** The circle that can be asked about a function, for those who may ask. */
  askIn: string | null;
}

/** Functions down, municipalities across, products in the boxes. A function leads to its page, a product to the system's record. */
export function MatrixTable({ slug, columns, rows, askIn }: Props) {
  const t = useText(overlapText);
  const most = Math.max(1, ...rows.map((row) => row.products));
  return (
    <ScrollRegion label={t.caption}>
      <table className="ds-table table overlap" data-many={columns.length > 8 || undefined}>
        <caption className="ds-sr-only">{t.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="overlap-function">
              {t.matrixFunction}
            </th>
            <th scope="col" className="overlap-count">
              {t.productCount}
            </th>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-state={column.state}>
                <span className="overlap-name">
                  {column.name}
                  {column.state === "own" && ` (${t.us})`}
                </span>
                {column.state === "not_shared" && <span className="overlap-note">{t.notShared}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <MatrixLine
              key={row.id}
              slug={slug}
              columns={columns}
              row={row}
              most={most}
              askIn={askIn}
              startsGroup={row.group_code !== rows[index - 1]?.group_code}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function MatrixLine({
  slug,
  columns,
  row,
  most,
  askIn,
  startsGroup,
}: Pick<Props, "slug" | "columns" | "askIn"> & { row: MatrixRow; most: number; startsGroup: boolean }) {
  const t = useText(overlapText);
  const locale = useLocale();
  const name = functionName(row, locale);
  return (
    <>
      {startsGroup && (
        <tr className="overlap-group">
          <th scope="rowgroup" colSpan={columns.length + 2}>
            {groupName(row, locale)}
          </th>
        </tr>
      )}
      <tr>
        <th scope="row" className="overlap-function">
          <a href={functionPath(slug, row.code)}>{name}</a>
        </th>
        <td className="overlap-count">
          <ProductBar products={row.products} organisations={row.organisations} most={most} />
          {askIn && (
            <a
              className="overlap-ask"
              href={newInterestCheckPath(slug, { circle: askIn, function: row.id })}
              aria-label={t.askAbout(name)}
            >
              {t.ask}
            </a>
          )}
        </td>
        {columns.map((column) => (
          <td key={column.id} data-state={column.state}>
            <Box slug={slug} column={column} cell={row.cells[column.id]} functionId={row.id} name={name} />
          </td>
        ))}
      </tr>
    </>
  );
}

function Box({
  slug,
  column,
  cell,
  functionId,
  name,
}: {
  slug: string;
  column: MatrixColumn;
  cell: MatrixCell | undefined;
  functionId: string;
  name: string;
}) {
  const t = useText(overlapText);
  if (!cell)
    return <VisuallyHidden>{column.state === "not_shared" ? t.notShared : t.emptyBox}</VisuallyHidden>;
  return (
    <ul className="overlap-items">
      {cell.items.map((item) => (
        <li key={item.id}>
          <Item slug={slug} item={item} />
        </li>
      ))}
      {cell.more > 0 && (
        <li>
          <a
            href={systemsOf(slug, column.id, functionId)}
            aria-label={t.moreLabel(cell.more, column.name, name)}
          >
            {t.more(cell.more)}
          </a>
        </li>
      )}
    </ul>
  );
}

/** The list of systems, narrowed down to one organisation and one function. */
function systemsOf(slug: string, organisationId: string, functionId: string): string {
  return `/${slug}/systems?${new URLSearchParams({ scope: "all", owner: organisationId, functions: functionId })}`;
}

function Item({ slug, item }: { slug: string; item: MatrixItem }) {
  const t = useText(overlapText);
  const format = useFormat();
  const mark = lifecycleMark(item.lifecycle);
  const name = otherName(item);
  return (
    <>
      <a href={usagePath(slug, item.id)}>{item.product_name}</a>
      {mark && (
        <span className="overlap-mark">
          {" "}
          (<span className="screen-only">{t.marks[mark]}</span>
          <span className="print-only" aria-hidden="true">
            {t.shortMarks[mark]}
          </span>
          )
        </span>
      )}
      {name && <span className="overlap-own-name">{name}</span>}
      {item.ends_on && <span className="overlap-own-name">{t.ends(format.day(item.ends_on))}</span>}
    </>
  );
}

const BAR = { width: 72, height: 10 };

/** How many different products the shown municipalities use for the function, as a bar with its number. */
export function ProductBar({
  products,
  organisations,
  most,
}: {
  products: number;
  organisations: number;
  /** The longest bar's number. */
  most: number;
}) {
  const t = useText(overlapText);
  const length = Math.max(3, Math.round((BAR.width * products) / most));
  return (
    <span className="product-bar">
      <svg viewBox={`0 0 ${BAR.width} ${BAR.height}`} aria-hidden="true" focusable="false">
        <rect className="product-bar-track" width={BAR.width} height={BAR.height} rx="2" />
        <rect className="product-bar-value" width={length} height={BAR.height} rx="2" />
      </svg>
      <span aria-hidden="true">{products}</span>
      <VisuallyHidden>{t.barLabel(products, organisations)}</VisuallyHidden>
    </span>
  );
}
