"""Ports of the preview."""

import socket

from sitegen.serve.ports import listen


def close(sockets: list[socket.socket]) -> None:
    for each in sockets:
        each.close()


def test_only_this_machine_is_listened_to() -> None:
    sockets, port = listen(0, lan=False)
    assert {each.getsockname()[0] for each in sockets} <= {"127.0.0.1", "::1"}
    assert sockets[0].getsockname()[:2] == ("127.0.0.1", port)
    close(sockets)


def test_everyone_is_where_asked_for() -> None:
    sockets, _ = listen(0, lan=True)
    assert sockets[0].getsockname()[0] == "0.0.0.0"
    close(sockets)


def test_a_taken_port_gives_another() -> None:
    first, port = listen(0, lan=False)
    second, other = listen(port, lan=False)
    assert other != port
    close([*first, *second])


def test_a_port_is_free_again_when_left() -> None:
    first, port = listen(0, lan=False)
    close(first)
    second, again = listen(port, lan=False)
    assert again == port
    close(second)
