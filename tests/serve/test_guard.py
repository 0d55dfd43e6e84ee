"""Whose requests the preview answers."""

import pytest

from sitegen.serve.guard import host_is_ours, origin_is_ours, own_addresses, split_host, written


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LocalHost:8000", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:65535"],
)
def test_names_of_this_machine_are_ours(host: str) -> None:
    assert host_is_ours([host], None)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "localhost.",
        "localhost:",
        "localhost:80:80",
        "localhost:x",
        "localhost:8000/",
        "user@localhost",
        "evil.example#localhost",
        "localhost,evil.example",
        " localhost",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0.0.0.0",
        "[::]",
        "::1",
        "[::1",
        "[::ffff:127.0.0.1]",
        "192.168.1.5:8000",
        "localhost:٨٠",
    ],
)
def test_other_names_are_not(host: str) -> None:
    assert not host_is_ours([host], None)


def test_a_request_has_one_host() -> None:
    assert not host_is_ours([], None)
    assert not host_is_ours(["localhost", "localhost"], None)


def test_the_address_others_reach_us_by_is_ours_only_in_the_network() -> None:
    assert host_is_ours(["192.168.1.5:8000"], "192.168.1.5")
    assert not host_is_ours(["192.168.1.6:8000"], "192.168.1.5")
    assert not host_is_ours(["192.168.1.5:8000"], None)


def test_an_origin_is_the_same_host_and_port() -> None:
    assert origin_is_ours([], "localhost:8000")
    assert origin_is_ours(["http://LOCALHOST:8000"], "localhost:8000")
    for other in (
        "http://localhost:3000",
        "http://127.0.0.1:8000",
        "https://localhost:8000",
        "null",
        "http://evil.example",
    ):
        assert not origin_is_ours([other], "localhost:8000")
    assert not origin_is_ours(["http://localhost:8000", "http://evil.example"], "localhost:8000")


def test_addresses_are_written_as_in_a_host_header() -> None:
    assert written("10.0.0.5") == "10.0.0.5"
    assert written("FE80::1%eth0") == "[fe80::1]"
    assert written("::ffff:10.0.0.5") == "10.0.0.5"
    assert split_host("[::1]:8000") == ("[::1]", "8000")
    assert split_host("localhost") == ("localhost", "80")


def test_own_addresses_are_not_loopback() -> None:
    assert [address for address in own_addresses() if address.startswith("127.")] == []
