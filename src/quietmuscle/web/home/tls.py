"""The encryption of the HTTPS side, whose certificate can be renewed while it is open."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class RenewableTls:
    """What encrypts new connections; each is shown the certificate that is newest then."""

    def __init__(self, leaf_file: Path) -> None:
        self.newest = _context(leaf_file)
        self.context = _context(leaf_file)
        self.context.sni_callback = self._show_newest
        """What a server is given; it asks for the newest at each connection."""

    def renew(self, leaf_file: Path) -> None:
        """Show this certificate from now on; connections that are open stay as they are."""
        self.newest = _context(leaf_file)

    def _show_newest(
        self, connection: ssl.SSLObject, _name: str | None, _first: ssl.SSLContext
    ) -> None:
        # The system's way to choose by name; it is asked for addresses without a name, too.
        connection.context = self.newest


def _context(leaf_file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(leaf_file)
    return context
