r"""What a translator would recognise without a computer; holds values, refuses I/O, logging and third-party imports.

The nine promises every room keeps (miniatures in brackets):

1. ``merge(extract(x), {}) == x``, byte for byte.                     [``b"A\\r\\n"`` stays ``b"A\\r\\n"``]
2. The segments and ignorables of a unit, joined, are its content.    [``"Ja." + " " + "Nein."``]
3. The engine answers n contents with n targets in the same order.    [``("Ja", "Ja")`` gives two]
4. Every inline code of a source is in its target exactly once, well nested, or an ``Issue`` says where it went.
5. A ``Target`` names its origin and, if it comes from a machine, the ``EngineSignature``.
6. A failed or empty translation is an error or an ``Issue``, never the source passed off as the target.
7. Escaping happens once, in ``formats``, on the way out.
8. A cache key holds everything that can change the answer and nothing else.
9. No translation path opens a network socket.
"""
