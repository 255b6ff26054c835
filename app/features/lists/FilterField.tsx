import { useText } from "../../text/useText.ts";
import { CheckboxGroup } from "../../ui/Choices.tsx";
import type { ActiveFilter } from "../../ui/FilterBar.tsx";
import {
  DateInput,
  NumberInput,
  type Option,
  type OptionGroup,
  Select,
  TextInput,
} from "../../ui/Inputs.tsx";
import {
  type Filter,
  type FilterValue,
  filterFields,
  type ListDefinition,
  type ListState,
  NOT_GIVEN,
} from "./lists.rules.ts";
import { listsText } from "./lists.text.ts";

interface FilterFieldProps {
  name: string;
  filter: Filter;
  value: FilterValue | undefined;
  label: string;
  options?: readonly (Option | OptionGroup)[];
}

/** The field or fields of one filter. A choice among few is one select; once several are chosen they become boxes to tick. */
export function FilterField({ name, filter, value, label, options = [] }: FilterFieldProps) {
  const t = useText(listsText);
  if (filter.kind === "text")
    return (
      <TextInput
        name={name}
        label={label}
        defaultValue={value?.kind === "text" ? value.text : ""}
        maxLength={200}
      />
    );
  if (filter.kind === "choice" || filter.kind === "id") {
    const chosen = value?.kind === "choice" || value?.kind === "id" ? value.values : [];
    const all = [...options, { value: NOT_GIVEN, label: t.notGiven }];
    if (chosen.length > 1)
      return <CheckboxGroup name={name} legend={label} options={flat(all)} values={chosen} />;
    return <Select name={name} label={label} options={all} empty={t.any} defaultValue={chosen[0] ?? ""} />;
  }
  const Input = filter.kind === "day" ? DateInput : NumberInput;
  const bounds = value?.kind === "day" || value?.kind === "number" ? value : undefined;
  return (
    <>
      <Input name={`${name}-from`} label={t.from(label)} defaultValue={bounds?.from ?? ""} />
      <Input name={`${name}-to`} label={t.to(label)} defaultValue={bounds?.to ?? ""} />
    </>
  );
}

/** All query fields of the list's filters. */
export function filterNames(definition: ListDefinition): string[] {
  return definition.columns.flatMap(({ key, filter }) => (filter ? filterFields(key, filter.kind) : []));
}

/** The filters in force with the words people read, for the chips below the search field. */
export function activeFilters(
  definition: ListDefinition,
  state: ListState,
  columns: Readonly<Record<string, { label: string; options?: readonly (Option | OptionGroup)[] }>>,
  t: {
    [Key in keyof (typeof listsText)["sv"]]: (typeof listsText)["sv"][Key] extends string
      ? string
      : (typeof listsText)["sv"][Key];
  },
): ActiveFilter[] {
  const search = state.q ? [{ name: "q", value: state.q, label: t.searchedFor(state.q) }] : [];
  const filters = definition.columns.flatMap(({ key }) => {
    const value = state.filters[key];
    const column = columns[key];
    return value && column ? chips(key, value, column, t) : [];
  });
  return [...search, ...filters];
}

function chips(
  key: string,
  value: FilterValue,
  { label, options = [] }: { label: string; options?: readonly (Option | OptionGroup)[] },
  t: Parameters<typeof activeFilters>[3],
): ActiveFilter[] {
  if (value.kind === "text") return [{ name: key, value: value.text, label: t.is(label, value.text) }];
  if (value.kind === "choice" || value.kind === "id") {
    const names = new Map(flat(options).map((option) => [option.value, option.label]));
    return value.values.map((each) => ({
      name: key,
      value: each,
      label: t.is(label, each === NOT_GIVEN ? t.notGiven : (names.get(each) ?? "?")),
    }));
  }
  const { from, to } = value;
  return [
    ...(from === undefined
      ? []
      : [{ name: `${key}-from`, value: String(from), label: t.since(label, String(from)) }]),
    ...(to === undefined
      ? []
      : [{ name: `${key}-to`, value: String(to), label: t.until(label, String(to)) }]),
  ];
}

function flat(options: readonly (Option | OptionGroup)[]): Option[] {
  return options.flatMap((option) => ("group" in option ? [...option.options] : [option]));
}
