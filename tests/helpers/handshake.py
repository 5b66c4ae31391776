"""TLS without a network: a device and a server that speak through memory."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def device_that_trusts(authority_der: bytes) -> ssl.SSLContext:
    """A device that trusts this authority alone, and is as strict as OpenSSL can be."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=authority_der)
    return context


def server_with(leaf_file: Path) -> ssl.SSLContext:
    """A server that shows this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(leaf_file)
    return context


def shake_hands(device: ssl.SSLContext, server: ssl.SSLContext, host: str | None) -> bytes:
    """What the device got shown once it accepted it; ssl.SSLCertVerificationError if it did not."""
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    theirs = server.wrap_bio(up, down, server_side=True)
    ours = device.wrap_bio(down, up, server_hostname=host)
    done = {id(ours): False, id(theirs): False}
    while not all(done.values()):
        for side in (ours, theirs):
            try:
                side.do_handshake()
                done[id(side)] = True
            except ssl.SSLWantReadError:
                continue
    shown = ours.getpeercert(binary_form=True)
    assert shown is not None
    return shown
