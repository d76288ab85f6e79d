"""The Dutch sentences for refusals about letters, texts and the matrix."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

LETTERS: Mapping[str, str] = {
    # the words of a letter
    "letter_placeholder_unknown": _(
        "{%(what)s} kan in deze brief niet worden ingevuld. Kies uit de lijst op deze pagina."
    ),
    "letter_brace_open": _("Een accolade staat open. Schrijf {naam}, met beide accolades."),
    "letter_list_unknown": _("Deze lijst is er niet in deze brief. Kies een andere, of geen."),
    "letter_condition_unknown": _("Deze voorwaarde komt bij deze brief niet voor. Kies opnieuw."),
    "letter_text_long": _("Dit is te lang: %(what)s tekens. Maak er twee delen van, of kort in."),
    "letter_part_empty": _("Dit deel is leeg. Schrijf een tekst, kies een lijst of haal het weg."),
    "letter_parts_many": _("Een brief heeft hoogstens %(what)s delen."),
    "letter_place_sometimes_empty": _(
        "{%(what)s} is niet altijd bekend. Kies bij dit deel de voorwaarde die erbij hoort."
    ),
    "letter_subject_missing": _("Vul een onderwerp in: dat leest de ander het eerst."),
    "letter_empty": _("In deze brief staat nog niets. Voeg een deel toe."),
    "letter_contact": _(
        "In de tekst staat een telefoonnummer of mailadres. Haal het weg, of kruis aan dat het van "
        "de organisatie is."
    ),
    "letter_pages_many": _(
        "De brief wordt %(count)s bladzijden in een lastig geval. Kort de tekst in tot hoogstens "
        "%(most)s bladzijden."
    ),
    "letter_sentence_long": _("Lange zin: “%(what)s” Maak er twee zinnen van."),
    # what must stay in a letter
    "letter_needs_gronden": _(
        "Wat er gebeurde moet altijd in de brief staan. Kies bij een deel zonder voorwaarde de "
        "lijst van wat de ander deed."
    ),
    "letter_needs_diensten": _(
        "Wat de ander kan blijven gebruiken moet altijd in de brief staan. Kies die lijst bij een "
        "deel zonder voorwaarde."
    ),
    "letter_needs_gebied": _(
        "Waar de maatregel geldt moet altijd in de brief staan. Zet {gebied} in een deel zonder "
        "voorwaarde."
    ),
    "letter_needs_begin": _(
        "De eerste dag moet altijd in de brief staan. Zet {begin} in een deel zonder voorwaarde."
    ),
    "letter_needs_einde": _(
        "De einddatum moet altijd in de brief staan: een maatregel zonder einde bestaat niet. Zet "
        "{einde} in een deel zonder voorwaarde."
    ),
    "letter_needs_rechtsmiddel": _(
        "Wat de ander tegen de maatregel kan doen moet altijd in de brief staan. Zet "
        "{rechtsmiddel} in een deel zonder voorwaarde."
    ),
    "letter_needs_uitkomst": _(
        "De reden moet altijd in de brief staan. Zet {uitkomst} in een deel zonder voorwaarde."
    ),
    "letter_needs_laatste": _(
        "De laatste dag moet altijd in de brief staan. Zet {laatste} in een deel zonder voorwaarde."
    ),
    "letter_needs_gesprek": _(
        "Dag en tijd van het gesprek moeten altijd in de brief staan. Zet {gesprek} in een deel "
        "zonder voorwaarde."
    ),
    "letter_needs_plaats": _(
        "Waar het gesprek is moet altijd in de brief staan. Zet {plaats} in een deel zonder "
        "voorwaarde."
    ),
    "letter_needs_contact": _(
        "Hoe de ander jullie bereikt moet altijd in de brief staan. Zet {contact} in een deel "
        "zonder voorwaarde."
    ),
    "letter_needs_notice": _(
        "Het bericht over de gegevens ontbreekt (AVG artikel 14; nog te toetsen). Het staat onder "
        "de handtekening, met de voorwaarde “behalve als het is uitgesteld”, en noemt "
        "{organisatie}, {contact} en de Autoriteit Persoonsgegevens."
    ),
    "letter_notice_waits": _(
        "Dit deel vertelt over de gegevens. Dat bericht kan zijn uitgesteld: kies de voorwaarde "
        "die daarbij hoort."
    ),
    # a letter as a file
    "letter_of_other_kind": _("Dit is de tekst van een andere brief. Hier hoort: %(title)s."),
    "letter_no_toml": _("Dit bestand is geen goede TOML. Kijk naar regel %(line)s."),
    "letter_key_missing": _("In het bestand ontbreekt “%(what)s”."),
    "letter_key_unknown": _("Regel %(line)s van het bestand: “%(what)s” bestaat hier niet."),
    "letter_type_wrong": _("Regel %(line)s van het bestand: bij “%(what)s” staat iets anders."),
    "letter_file_missing": _("Kies eerst een bestand."),
    "letter_file_large": _("Dit bestand is te groot voor een brief."),
    "letter_file_no_text": _("Dit bestand is geen tekst. Kies een TOML-bestand."),
    "no_real_letter": _(
        "Er is geen dossier waarin jij deze brief kunt maken. Bekijk een voorbeeld."
    ),
    # the matrix
    "matrix_changed": _(
        "De matrix is intussen veranderd. Kijk opnieuw wat is aangevinkt, en leg dan vast."
    ),
    "matrix_fault": _("Regel %(line)s van het bestand klopt niet (%(reason)s)."),
    "matrix_long": _("Dit is te lang voor een matrix: hoogstens %(most)s tekens."),
    "matrix_measures_differ": _(
        "De maatregelen horen bij de ladder en veranderen hier niet. Laat dat deel zoals het is."
    ),
    "matrix_advice": _("Dit kan bij deze maatregel niet. Kies uit de lijst."),
    "matrix_highest": _("Kies een trede van 0 tot en met 5: dat zijn de eigen maatregelen."),
    "matrix_order": _("Bij een hogere ernst hoort geen lagere trede. Kies dezelfde of een hogere."),
    "matrix_title": _("Elke rij en elke ernst heeft een naam van hoogstens %(most)s tekens."),
    "matrix_file_missing": _("Kies eerst een bestand."),
    "matrix_file_no_text": _("Dit bestand is geen tekst. Kies een TOML-bestand."),
}
