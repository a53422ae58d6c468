"""PDFs: a bill of lading, a customs declaration, a sea waybill and a notice of arrival."""

from kinds import pdf_kinds

from . import Document

PDF = "application/pdf"

LADING = [
    [
        "Bill of Lading",
        "",
        "Shipper: Northgate Lamp Works, Harbour Street 4, Eastmere",
        "Consignee: Brightwater Stores, 17 Quay Road, Port Alder",
        "Vessel: MV Sandpiper, voyage 26-03",
        "Port of loading: Eastmere. Port of discharge: Port Alder.",
        "",
        "The carrier received forty-two crates of ship lanterns in good order.",
        "Weight and contents are as the shipper declared them.",
    ],
    [
        "Page 2: particulars of the goods",
        "",
        "Crates 1 to 20: brass lanterns, gross weight 1,240 kg",
        "Crates 21 to 36: copper lanterns, gross weight 1,060 kg",
        "Crates 37 to 42: spare glass, gross weight 310 kg",
        "",
        "Crates 37 to 42 are to be stowed below deck and away from the boilers.",
    ],
    [
        "Page 3: conditions",
        "",
        "1. The goods are delivered against one original of this bill.",
        "2. Freight is payable at the port of discharge.",
        "3. One original being accomplished, the others stand void.",
    ],
]

ZOLL = [
    [
        "Zollanmeldung für die Einfuhr",
        "",
        "Anmelder: Kranhaus Überseehandel, Kaistraße 12, Nordhafen",
        "Warenbezeichnung: Geräte für die Küche, 318 Stück",
        "Rohgewicht: 2.450 kg. Eigengewicht: 2.180 kg.",
        "Die Sendung enthält keine Waren, die einer Genehmigung bedürfen.",
        "Der Anmelder bürgt für die Richtigkeit seiner Angaben.",
    ],
    [
        "Seite 2: Anlagen",
        "",
        "Rechnung Nr. 4711 vom 9. Januar 2026",
        "Ursprungszeugnis der Handelskammer",
        "Die Ware wurde im Lager 7 geprüft und zur Abfertigung freigegeben.",
    ],
]

CONNAISSEMENT = [
    [
        "Lettre de transport maritime",
        "",
        "Chargeur : Verrerie du Vieux-Port, 3 rue des Tonneliers",
        "Destinataire : Maison Lavande, quai aux Herbes",
        "Le transporteur a reçu dix-huit palettes de bouteilles vides.",
    ],
    [
        "Page 2 : marchandises",
        "",
        "Palettes 1 à 12 : bouteilles vertes, 5 400 pièces",
        "Palettes 13 à 18 : bouteilles claires, 2 700 pièces",
        "Fragile : ne pas gerber plus de deux palettes.",
    ],
    [
        "Page 3 : avenant",
        "",
        "Cette page fut ajoutée après la signature, le 16 janvier 2026.",
        "La livraison se fera à la marée du matin, au hangar numéro neuf.",
    ],
]

FORTOTIKI = [
    [
        "Ειδοποίηση άφιξης",
        "",
        "Το πλοίο φτάνει στο λιμάνι την Πέμπτη το πρωί.",
        "Το φορτίο αποτελείται από εξήντα βαρέλια ελαιόλαδο.",
        "Παρακαλούμε να έχετε μαζί σας το πρωτότυπο της φορτωτικής.",
    ],
    [
        "Σελίδα 2: παραλαβή",
        "",
        "Η παραλαβή γίνεται στην αποθήκη τρία από τις οκτώ έως τις δύο.",
    ],
]

SECRET = [["Agreed freight rates", "", "Nobody without the password should read this line."]]


def documents() -> list[Document]:
    return [
        Document(
            "bill-of-lading.pdf",
            PDF,
            "en",
            (
                "The carrier received forty-two crates of ship lanterns in good order.",
                "Crates 37 to 42 are to be stowed below deck and away from the boilers.",
                "3. One original being accomplished, the others stand void.",
            ),
            pdf_kinds.classic("Bill of Lading 26-03", "Northgate Lamp Works", LADING),
        ),
        Document(
            "zollanmeldung.pdf",
            PDF,
            "de",
            (
                "Die Sendung enthält keine Waren, die einer Genehmigung bedürfen.",
                "Die Ware wurde im Lager 7 geprüft und zur Abfertigung freigegeben.",
            ),
            pdf_kinds.compact("Zollanmeldung 4711", "Kranhaus Überseehandel", ZOLL),
        ),
        Document(
            "lettre-de-transport.pdf",
            PDF,
            "fr",
            (
                "Le transporteur a reçu dix-huit palettes de bouteilles vides.",
                "La livraison se fera à la marée du matin, au hangar numéro neuf.",
            ),
            pdf_kinds.updated("Lettre de transport 18", "Verrerie du Vieux-Port", CONNAISSEMENT),
        ),
        Document(
            "ειδοποίηση.pdf",
            PDF,
            "el",
            (
                "Το φορτίο αποτελείται από εξήντα βαρέλια ελαιόλαδο.",
                "Η παραλαβή γίνεται στην αποθήκη τρία από τις οκτώ έως τις δύο.",
            ),
            pdf_kinds.composite("Ειδοποίηση άφιξης", "Λιμάνι", FORTOTIKI),
        ),
    ]


def locked() -> bytes:
    return pdf_kinds.locked(SECRET, user=b"harbour-master", owner=b"harbour-owner")
