"""Small office documents put together from XML written by hand."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{more}</Types>'
)
ROOT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
STYLES = (
    f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style></w:styles>'
)
CORE = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>de-DE</dc:language>'
    "<dc:creator>Presseamt</dc:creator></cp:coreProperties>"
)
KINDS = ("footnotes", "endnotes", "header", "footer", "comments")
_ROOTS = {"header": "hdr", "footer": "ftr"}


def make_docx(body, *, title="", external="https://www.ludwigsburg.de/", members=(), types="", relations=None, **parts):
    """A .docx whose body holds `body`; `parts` are the insides of footnotes, header … by their kind."""
    links = [
        f'<Relationship Id="rId9" Type="{R}/hyperlink" Target="{external}" TargetMode="External"/>',
        f'<Relationship Id="rId8" Type="{R}/styles" Target="styles.xml"/>',
    ]
    files = {
        "[Content_Types].xml": CONTENT_TYPES.replace("{more}", types),
        "_rels/.rels": ROOT_RELATIONS,
        "word/document.xml": f"{DECLARATION}<w:document {DOCX_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE.replace("{title}", title),
    }
    for number, (kind, inside) in enumerate(parts.items()):
        root = _ROOTS.get(kind, kind)
        files[f"word/{kind}.xml"] = f"{DECLARATION}<w:{root} {DOCX_NAMESPACES}>{inside}</w:{root}>"
        links.append(f'<Relationship Id="rId{number + 20}" Type="{R}/{kind}" Target="{kind}.xml"/>')
    links += [
        f'<Relationship Id="x{kind}" Type="{R}/{kind}" Target="{path}"/>' for kind, path in (relations or {}).items()
    ]
    files["word/_rels/document.xml.rels"] = (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'
    )
    return make_zip(files | dict(members))


def make_zip(files):
    """An archive of `files`, deflated, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 5, 12, 9, 30, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def read_part(data, name):
    """One part of a document as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def read_parts(data):
    """Every part of a document by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def paragraph(*runs, style=""):
    """A DOCX paragraph; a run is a text, or XML if it begins with ``<``."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text, properties=""):
    """A DOCX run."""
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{kept}<w:t xml:space="preserve">{text}</w:t></w:r>'


ODT_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{key: key for key in ("office", "text", "table", "style", "meta")},
        "draw": "drawing",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
)
ODT_OTHERS = (
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:officeooo="http://openoffice.org/2009/office"'
)
ODT_STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties officeooo:rsid="001a"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="bold" '
    'officeooo:rsid="002b"/></style:style>'
    '<style:style style:name="T4" style:family="text"><style:text-properties fo:language="de" fo:country="DE"/>'
    "</style:style>"
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
ODT = "application/vnd.oasis.opendocument.text"


def make_odt(body, *, title="", header="", mimetype=ODT, manifest="", members=()):
    """An .odt whose text is `body`."""
    spaces = f'{ODT_NAMESPACES} {ODT_OTHERS} office:version="1.3"'
    files = {
        "mimetype": mimetype,
        "content.xml": (
            f"{DECLARATION}<office:document-content {spaces}><office:automatic-styles>{ODT_STYLES}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
        "styles.xml": (
            f"{DECLARATION}<office:document-styles {spaces}><office:styles><style:default-style "
            'style:family="paragraph"><style:text-properties fo:language="de" fo:country="DE"/></style:default-style>'
            "</office:styles><office:master-styles>"
            f'<style:master-page style:name="Standard"><style:header>{header}</style:header></style:master-page>'
            "</office:master-styles></office:document-styles>"
        ),
        "meta.xml": (
            f"{DECLARATION}<office:document-meta {spaces}><office:meta><dc:title>{title}</dc:title>"
            "<dc:language>de-DE</dc:language></office:meta></office:document-meta>"
        ),
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    return make_zip(files | dict(members))


def p(inside, style="Standard"):
    """An ODT paragraph."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def span(text, style="T2"):
    """An ODT span."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'
