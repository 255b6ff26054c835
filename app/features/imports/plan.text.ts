type Details = Record<string, string>;
type Wording = Record<string, (d: Details) => string>;

/** What is wrong with a row when it meets what is already here. */
export const planText: { sv: Wording; en: Wording } = {
  sv: {
    unknown_name: () => "Namnet finns inte här. Välj vad som menas, eller lämna det utanför.",
    ambiguous_name: () => "Namnet är tvetydigt: flera har det. Välj vilken som menas.",
    other_supplier_name: () => "Produkten finns, men från en annan leverantör. Välj om det är den som menas.",
    product_required: () => "Raden saknar produkt, och inget system har det id:t.",
    ambiguous_target: (d) => `Tvetydig träff: ${d.count} system passar. Välj vilket som menas.`,
    same_as_row: (d) => `Raden gäller samma post som rad ${d.row} men säger något annat.`,
    not_yours: () => "Posten är gemensam. Den ändras av en katalogredaktör.",
    owner_missing: () => "Ett system i pilot ska ha en systemägare.",
    taken_into_use_missing: () => "Ett system i drift ska ha datum för när det togs i bruk.",
    taken_into_use_in_future: () => "Ett system i drift kan inte vara taget i bruk i framtiden.",
    phase_out_missing: () => "Ett system som avvecklas ska ha datum för från när.",
    retired_on_missing: () => "Ett avvecklat system ska ha datum för när det avvecklades.",
    is_retired: () => "Systemet är avvecklat och ändrar inte status. Ta det i bruk på nytt på dess sida.",
    step_back: () => "Ett steg bakåt i livscykeln kräver en orsak och görs på systemets sida.",
    role_not_used: () =>
      "Rollen används inte i er organisation. Slå på den under Roller, eller utelämna kolumnen.",
    name_required: () => "Raden saknar avtalets namn, och inget avtal har det numret.",
    ambiguous_contract: (d) =>
      `Tvetydig träff: ${d.count} avtal har samma nummer eller namn. Rätta det i registret eller i filen.`,
    options_called: () => "Avtalet har optioner som är avropade. De ändras på avtalets sida.",
    ends_before_start: () => "Slutdatum ligger före startdatum.",
    host_missing: () => "Driftformen kräver att värdorganisationen anges.",
  },
  en: {
    unknown_name: () => "The name is not here. Choose what is meant, or leave it out.",
    ambiguous_name: () => "The name is ambiguous: several have it. Choose which one is meant.",
    other_supplier_name: () =>
      "The product is here, but from another supplier. Choose whether it is the one meant.",
    product_required: () => "The row has no product, and no system has that id.",
    ambiguous_target: (d) => `Ambiguous match: ${d.count} systems fit. Choose which one is meant.`,
    same_as_row: (d) => `The row is about the same record as row ${d.row} but says something else.`,
    not_yours: () => "The record is shared. It is changed by a catalogue editor.",
    owner_missing: () => "A system in pilot needs a system owner.",
    taken_into_use_missing: () => "A system in operation needs the day it was taken into use.",
    taken_into_use_in_future: () => "A system in operation cannot have been taken into use in the future.",
    phase_out_missing: () => "A system being phased out needs the day it is phased out from.",
    retired_on_missing: () => "A retired system needs the day it was retired.",
    is_retired: () => "The system is retired and does not change status. Take it into use anew on its page.",
    step_back: () => "A step back in the lifecycle needs a reason and is made on the system's page.",
    role_not_used: () =>
      "The role is not used in your organisation. Switch it on under Roles, or leave the column out.",
    name_required: () => "The row has no contract name, and no contract has that number.",
    ambiguous_contract: (d) =>
      `Ambiguous match: ${d.count} contracts have the same number or name. Correct it in the register or the file.`,
    options_called: () =>
      "The contract has options that are called. They are changed on the contract’s page.",
    ends_before_start: () => "The end is before the start.",
    host_missing: () => "The hosting form requires the host organisation.",
  },
};
