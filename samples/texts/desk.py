"""Office documents: contracts, delivery notes, tariffs, briefings, a handbook."""

from kinds import books, office, slides

from . import Document

OOXML = "application/vnd.openxmlformats-officedocument."
DOCX = OOXML + "wordprocessingml.document"
XLSX = OOXML + "spreadsheetml.sheet"
PPTX = OOXML + "presentationml.presentation"


def _letters() -> list[Document]:
    return [
        Document(
            "charter-party.docx",
            DOCX,
            "en",
            ("The vessel shall be ready to load on the second of March at noon.", "Demurrage"),
            office.docx(
                "Voyage charter party",
                "Eastmere Brokers",
                [
                    "It is agreed between the owners of the motor vessel Sandpiper and the charterers as follows.",
                    "The vessel shall be ready to load on the second of March at noon.",
                    "The cargo is a full load of barley in bulk, not exceeding what she can reasonably stow.",
                    "Time lost through ice or fog does not count as laytime.",
                ],
                [["Item", "Amount"], ["Freight per tonne", "18.40"], ["Demurrage", "2,900 a day"]],
            ),
        ),
        Document(
            "lieferschein.docx",
            DOCX,
            "de",
            ("Bitte prüfen Sie die Ware bei der Übergabe auf äußere Schäden.", "Kranhaus Überseehandel"),
            office.docx(
                "Lieferschein 2026-0115",
                "Kranhaus Überseehandel",
                [
                    "Wir liefern Ihnen heute zwölf Kisten Werkzeug und drei Rollen Tauwerk.",
                    "Bitte prüfen Sie die Ware bei der Übergabe auf äußere Schäden.",
                    "Spätere Meldungen können wir leider nicht berücksichtigen.",
                ],
                header="Kranhaus Überseehandel · Kaistraße 12",
            ),
        ),
        Document(
            "carta-de-porte.docx",
            DOCX,
            "es",
            ("El transportista entregará la mercancía antes del viernes por la mañana.",),
            office.docx(
                "Carta de porte",
                "Transportes Peñíscola",
                [
                    "El remitente declara que los datos de esta carta son exactos.",
                    "El transportista entregará la mercancía antes del viernes por la mañana.",
                    "La señora Núñez firmará el albarán en el almacén número cinco.",
                ],
                [["Bultos", "Peso"], ["24 cajas de cerámica", "612 kg"]],
            ),
        ),
        Document(
            "fraktavtal.odt",
            "application/vnd.oasis.opendocument.text",
            "sv",
            ("Godset ska lastas på kajen före klockan åtta på morgonen.",),
            books.odt(
                "Fraktavtal",
                "Åsa Öberg",
                [
                    "Avtalet gäller mellan rederiet och avsändaren under hela året.",
                    "Godset ska lastas på kajen före klockan åtta på morgonen.",
                    "Försening på grund av is räknas inte som avtalsbrott.",
                ],
            ),
        ),
        Document(
            "handbook.epub",
            "application/epub+zip",
            "en",
            ("Never stand under a load that hangs from a crane.", "Every knot is tied twice and looked at once."),
            books.epub(
                "The stevedore's handbook",
                "Eastmere Harbour",
                "en",
                [
                    ("Cranes", ["Never stand under a load that hangs from a crane.", "Hard hats are worn on the quay."]),
                    ("Ropes", ["Every knot is tied twice and looked at once.", "Wet rope is dried before it is stored."]),
                ],
            ),
        ),
    ]


def _tables() -> list[Document]:
    tariff = [
        ("Rates", [["Goods", "Per tonne", "Valid from"], ["Barley in bulk", 18.4, "March"], ["Lanterns", 96, "March"]]),
        ("Surcharges", [["Kind", "Per cent"], ["Heavy lift above twenty tonnes", 15], ["Ice class required", 8]]),
    ]
    stock = [
        (
            "Entrepôt",
            [
                ["Désignation", "Quantité", "Emplacement"],
                ["Câbles d'amarrage en chanvre", 24, "Travée 3"],
                ["Bouées de sauvetage peintes en orangé", 60, "Travée 5"],
            ],
        )
    ]
    return [
        Document(
            "tariff.xlsx",
            XLSX,
            "en",
            ("Barley in bulk", "Heavy lift above twenty tonnes"),
            office.xlsx("Tariff 2026", "Eastmere Harbour", tariff, shared=True),
        ),
        Document(
            "inventaire.xlsx",
            XLSX,
            "fr",
            ("Bouées de sauvetage peintes en orangé",),
            office.xlsx("Inventaire", "Verrerie du Vieux-Port", stock, shared=False),
        ),
    ]


def _briefings() -> list[Document]:
    return [
        Document(
            "route-briefing.pptx",
            PPTX,
            "en",
            ("Pilots board two miles south of the breakwater.", "Keep the green buoys to starboard when leaving."),
            slides.pptx(
                "Route briefing",
                "Pilot Station",
                [
                    ("Approach to Port Alder", ["Pilots board two miles south of the breakwater."]),
                    ("Departure", ["Keep the green buoys to starboard when leaving.", "Report at buoy 7."]),
                ],
            ),
        ),
        Document(
            "sicurezza.pptx",
            PPTX,
            "it",
            ("Chi lavora sul molo deve indossare il giubbotto di salvataggio.",),
            slides.pptx(
                "Sicurezza in porto",
                "Capitaneria",
                [
                    ("Sul molo", ["Chi lavora sul molo deve indossare il giubbotto di salvataggio."]),
                    ("A bordo", ["È vietato fumare vicino alle stive.", "Più luce significa più sicurezza."]),
                ],
            ),
        ),
    ]


def documents() -> list[Document]:
    return _letters() + _tables() + _briefings()
