"""What comes by mail or lies on a desk as a plain file."""

from kinds import pictures, plain

from . import Document

OFFICE_MAIL = "Harbour Office <office@harbour.example>"


def _web() -> list[Document]:
    return [
        Document(
            "arrival-notice.html",
            "text/html",
            "en",
            ("Your consignment is ready for collection at shed 4 – bring the original bill.",),
            plain.html(
                "Arrival notice",
                "en",
                "utf-8",
                [
                    "The motor vessel Sandpiper has arrived from Eastmere.",
                    "Your consignment is ready for collection at shed 4 – bring the original bill.",
                    "Storage is free for five days & charged by the day from then on.",
                ],
            ),
        ),
        Document(
            "avis.html",
            "text/html",
            "fr",
            ("Le déchargement commencera dès que la pluie aura cessé.",),
            plain.html(
                "Avis aux réceptionnaires",
                "fr",
                "iso-8859-1",
                [
                    "Le navire est à quai depuis hier soir, côté nord du bassin.",
                    "Le déchargement commencera dès que la pluie aura cessé.",
                    "Les réceptionnaires sont priés de prévoir des bâches.",
                ],
            ),
        ),
    ]


def _mail() -> list[Document]:
    return [
        Document(
            "booking.eml",
            "message/rfc822",
            "en",
            ("We have booked eleven metres of deck space for your sailing boat.",),
            plain.mail(
                "Booking 2026/117 – deck space",
                OFFICE_MAIL,
                "Ada Brook <ada@brook.example>",
                [
                    "Dear Mrs Brook,",
                    "We have booked eleven metres of deck space for your sailing boat.",
                    "The rate is 640 € all in; the mast has to come down before loading.",
                ],
            ),
        ),
        Document(
            "reklamation.eml",
            "message/rfc822",
            "de",
            ("Leider sind drei der zwölf Kisten durchnässt angekommen.", "crate,damage,measured"),
            plain.mail_with_attachment(
                "Reklamation zur Sendung 0115 – Nässeschäden",
                "Jörg Süß <joerg@laden.example>",
                OFFICE_MAIL,
                [
                    "Guten Tag,",
                    "Leider sind drei der zwölf Kisten durchnässt angekommen.",
                    "Die Messwerte finden Sie in der angehängten Datei. Wir bitten um schnelle Prüfung.",
                    "Mit freundlichen Grüßen",
                    "Jörg Süß",
                ],
                "measurements.txt",
                "text/plain",
                b"crate,damage,measured\r\n3,wet,41 per cent\r\n7,wet,38 per cent\r\n11,wet,52 per cent\r\n",
            ),
        ),
        Document(
            "instructions.rtf",
            "application/rtf",
            "pt",
            ("A mercadoria só pode ser entregue na presença do capitão.",),
            plain.rtf(
                "Instruções de entrega",
                "João Simões",
                [
                    "Esta carga não pode ficar ao sol.",
                    "A mercadoria só pode ser entregue na presença do capitão.",
                    "Em caso de dúvida, telefone para o escritório antes das seis horas.",
                ],
            ),
        ),
    ]


def _text(name: str, language: str, encoding: str, sentence: str, *others: str) -> Document:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    words = "\r\n".join([sentence, *others, ""])
    return Document(name, "text/plain", language, (sentence,), mark + words.encode(encoding))


def _texts() -> list[Document]:
    return [
        _text(
            "konosament-utf8.txt",
            "pl",
            "utf-8",
            "Ładunek został przyjęty na statek w dobrym stanie zewnętrznym.",
            "Przewoźnik nie odpowiada za opóźnienie spowodowane sztormem.",
            "Żaden pojemnik nie może być otwarty bez zgody odbiorcy.",
        ),
        _text(
            "opis-utf16.txt",
            "ru",
            "utf-16-le",
            "Судно прибыло в порт с грузом пшеницы и ячменя.",
            "Разгрузка начнётся завтра утром, если ветер утихнет.",
            "Просим подготовить документы для таможни.",
        ),
        _text(
            "aviso-latin1.txt",
            "es",
            "iso-8859-1",
            "El buque atracará mañana a las ocho en el muelle de los niños pescadores.",
            "La descarga durará dos días, según la previsión de la compañía.",
            "¿Quién recogerá la mercancía? Avísenos con antelación, por favor.",
        ),
        _text(
            "facture-windows1252.txt",
            "fr",
            "cp1252",
            "Le prix du transport s’élève à 1 250 € hors taxes.",
            "« Payable à réception », comme prévu au contrat – sans escompte.",
            "L’œuvre d’art voyage dans une caisse séparée, bien calée.",
        ),
        _text(
            "nimotsu-shift-jis.txt",
            "ja",
            "shift_jis",
            "貨物は明日の朝、第三倉庫に到着します。",
            "受け取りの際には、必ず船荷証券の原本をお持ちください。",
            "雨の日は荷下ろしを中止することがありますので、ご了承ください。",
            "ご不明な点がございましたら、港湾事務所までお問い合わせください。",
        ),
        _text(
            "meldung-utf8.txt",
            "de",
            "utf-8",
            "Die Schleuse bleibt am Wochenende wegen Wartung geschlossen.",
            "Schiffe über zwölf Meter Breite weichen über den Südkanal aus.",
        ),
    ]


def _data() -> list[Document]:
    return [
        Document(
            "containers.csv",
            "text/csv",
            "en",
            ("forty foot high cube",),
            plain.csv(
                [
                    ["container", "kind", "seal", "gross kg"],
                    ["WAYU1000014", "twenty foot dry", "A1107", "18400"],
                    ["WAYU1000029", "forty foot high cube", "A1108", "26150"],
                    ["WAYU1000035", "twenty foot reefer", "A1109", "21900"],
                    ["WAYU1000041", "twenty foot dry", "A1110", "17200"],
                    ["WAYU1000056", "twenty foot tank", "A1111", "23050"],
                ]
            ),
        ),
        Document(
            "declaration.xml",
            "application/xml",
            "en",
            ("Roasted coffee in sacks of jute",),
            plain.declaration(
                "declaration",
                [
                    ("office", "Port Alder customs"),
                    ("goods", "Roasted coffee in sacks of jute"),
                    ("origin", "Highland plantations"),
                    ("value", "14 300 €"),
                ],
            ),
        ),
    ]


def _seal(x: int, y: int) -> tuple[int, int, int]:
    distance = ((x - 48) ** 2 + (y - 48) ** 2) ** 0.5
    if 34 < distance < 42 or distance < 8 or (abs(x - y) < 4 and distance < 34):
        return (168, 32, 38)
    return (250, 247, 240)


def _pictures() -> list[Document]:
    return [
        Document("seal.png", "image/png", "", (), pictures.png(96, 96, _seal)),
        Document("quay.jpg", "image/jpeg", "", (), pictures.jpeg(12, 9, lambda x, y: 230 - 22 * y if x % 4 else 60)),
    ]


def documents() -> list[Document]:
    return _web() + _mail() + _texts() + _data() + _pictures()
