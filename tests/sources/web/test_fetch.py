from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
import time
import zlib
from base64 import b64encode
from shutil import which
from typing import TYPE_CHECKING

import pytest

from diptych.errors import Cancelled, SourceError
from diptych.sources.failures import InternalSourceError
from diptych.sources.open import load
from diptych.sources.web import messages, open_page
from diptych.sources.web.download import download
from diptych.sources.web.fetch import FetchedPage, Limits, fetch
from diptych.sources.web.redirects import MOST_REDIRECTS, is_public, redirect_target
from sources.served import STORY, Answer, Served, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HTML = {"Content-Type": "text/html; charset=utf-8"}


def to(location: str) -> Answer:
    return Answer(b"", 302, {"Location": location})


@pytest.fixture(scope="module")
def web() -> Iterator[Served]:
    """One server for all tests."""
    answers = {
        "/story": Answer(),
        "/plain": Answer(b"# Not a heading\n\nThe quay was closed.", headers={"Content-Type": "text/plain"}),
        "/notes.md": Answer(b"# The quay\n\nIt was closed.", headers={"Content-Type": "text/plain"}),
        "/latin": Answer(
            "The caf\xe9 of Z\xfcrich was closed \x93for good\x94.".encode("latin-1"),
            headers={"Content-Type": "text/plain; charset=ISO-8859-1"},
        ),
        "/cyrillic": Answer(
            "Мост закрыт.".encode("koi8-r"), headers={"Content-Type": 'text/plain; charset="koi8-r"'}
        ),
        "/wide": Answer(
            "Мост закрыт навсегда.".encode("utf-16-le"),
            headers={"Content-Type": "text/plain; charset=UTF-16LE"},
        ),
        "/escaped": Answer(
            "橋は".encode("iso2022_jp"), headers={"Content-Type": "text/plain; charset=ISO-2022-JP"}
        ),
        "/strange-encoding": Answer(
            "Closed, café.".encode("cp1252"), headers={"Content-Type": "text/plain; charset=a\0b"}
        ),
        "/no-such-encoding": Answer(
            "Closed for good, café.".encode("cp1252"), headers={"Content-Type": "text/plain; charset=base64"}
        ),
        "/split-encoding": Answer(
            "Closed, café.".encode("cp1252"), headers={"Content-Type": "text/plain; charset*0=a; charset*=b"}
        ),
        "/zipped": Answer(gzip.compress(STORY.encode()), headers={**HTML, "Content-Encoding": "gzip"}),
        "/deflated": Answer(zlib.compress(STORY.encode()), headers={**HTML, "Content-Encoding": "deflate"}),
        "/bomb": Answer(gzip.compress(b"a" * 50_000_000), headers={**HTML, "Content-Encoding": "gzip"}),
        "/twice": Answer(
            gzip.compress(gzip.compress(b"a" * 50_000_000)),
            headers={**HTML, "Content-Encoding": "gzip, gzip"},
        ),
        "/damaged": Answer(b"this is not gzip", headers={**HTML, "Content-Encoding": "gzip"}),
        "/strange": Answer(b"x" * 200, headers={**HTML, "Content-Encoding": "rot13"}),
        "/picture": Answer(b"\x89PNG\r\n", headers={"Content-Type": "image/png"}),
        "/binary": Answer(bytes(range(32)) * 20, headers={"Content-Type": "application/octet-stream"}),
        "/empty": Answer(b""),
        "/app": Answer(
            b"<html><head><title>News</title><script src=/app.js></script></head><body><div id=root></div>"
            b"<noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
        ),
        "/app-in-words": Answer(
            b"<html><body><p>Please enable JavaScript to read this page, thank you.</p></body></html>"
        ),
        "/loading": Answer(
            b"<html><body><p>Loading the news of today ...</p><noscript>JavaScript is required.</noscript>"
        ),
        "/brief": Answer(
            b"<html><body><p>Two people were hurt when a bus hit a lamp post in Harrow, and the road was"
            b" closed for three hours.</p><noscript>Please enable JavaScript to view the comments.</noscript>"
        ),
        "/huge": Answer(length=10**12),
        "/grows": Answer(b"word " * 60_000),
        "/cut": Answer(length=len(STORY) + 500),
        "/moved": to("/story"),
        "/moved-with-words": to("/st%C3%B6ry"),
        "/st%C3%B6ry": Answer(),
        "/loop": to("/loop-2"),
        "/loop-2": to("/loop"),
        "/to-file": to("file:///etc/passwd"),
        "/to-ftp": to("ftp://127.0.0.1/story"),
        "/to-data": to("data:text/plain,boo"),
        "/to-script": to("javascript:alert(1)"),
        "/to-malformed": to("http://[::1/story"),
        "/to-nothing": Answer(b"", 302, {}),
        "/cookie": Answer(headers={**HTML, "Set-Cookie": "id=7; Path=/", "Refresh": "0; url=/other"}),
        "/to-cookie": Answer(b"", 302, {"Location": "/story", "Set-Cookie": "id=7; Path=/"}),
        **{f"/hop-{number}": to(f"/hop-{number + 1}") for number in range(MOST_REDIRECTS + 2)},
        **{f"/status-{status}": Answer(b"<p>no", status) for status in (204, 401, 403, 418, 429, 500, 503)},
    }
    with serving(answers) as served:
        yield served


def _fetch_here(address: str, _: object = None) -> FetchedPage:
    return download(address, Limits())


@pytest.fixture(autouse=True)
def nothing_asked_yet(web: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are fetched in this process, except by `fetch` itself: a child for each is too slow."""
    monkeypatch.setattr(open_page, "fetch", _fetch_here)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    web.log.clear()
    web.headers.clear()


def refused(address: str) -> str:
    with pytest.raises(SourceError) as caught:
        load(address)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_a_page_is_an_article_with_title_publisher_and_date(web: Served) -> None:
    article = load(web.address())
    assert (article.title, article.publisher, article.date) == (
        "The old bridge",
        "Harrow Gazette",
        "2024-05-06",
    )
    assert "Twelve people were hurt" in article.text
    assert "Other stories" not in article.text
    assert article.source == web.address()


def test_nothing_is_fetched_that_was_not_typed(web: Served) -> None:
    load(web.address())
    assert web.log == [("GET", "/story")]


def test_the_headers_of_a_request(web: Served) -> None:
    load(web.address())
    (headers,) = web.headers
    assert headers["user-agent"].startswith("diptych/")
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}


def test_no_cookie_is_kept(web: Served) -> None:
    load(web.address("/to-cookie"))
    load(web.address("/cookie"))
    load(web.address("/cookie"))
    assert all("cookie" not in headers for headers in web.headers)
    assert [path for _, path in web.log] == ["/to-cookie", "/story", "/cookie", "/cookie"]


def test_other_texts_are_recognised_by_media_type_and_ending(web: Served) -> None:
    assert load(web.address("/plain")).text.startswith("# Not a heading") is False  # it looks like Markdown
    assert load(web.address("/notes.md?x=1.html")).title == "The quay"
    assert load(web.address("/plain")).publisher == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/latin", "café of Zürich was closed “for good”"),
        ("/cyrillic", "Мост"),
        ("/wide", "Мост закрыт навсегда."),
        ("/escaped", "橋は"),
        ("/strange-encoding", "Closed, café."),
        ("/no-such-encoding", "café"),
        ("/split-encoding", "Closed, café."),
    ],
)
def test_the_encoding_that_the_server_names(web: Served, path: str, words: str) -> None:
    assert words in load(web.address(path)).text


@pytest.mark.parametrize("path", ["/zipped", "/deflated", "/moved", "/moved-with-words"])
def test_compressed_and_redirected_pages(web: Served, path: str) -> None:
    article = load(web.address(path))
    assert "Twelve people" in article.text
    assert article.source == web.address(path)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nowhere", "does not exist (404)"),
        ("/status-401", "requires a name and a password (401)"),
        ("/status-403", "(403)"),
        ("/status-418", "its server answers 418"),
        ("/status-429", "is requested too often (429)"),
        ("/status-500", "its server has a fault (500)"),
        ("/status-503", "its server has a fault (503)"),
        ("/status-204", "its server answers 204"),
        ("/to-nothing", "its server answers 302"),
        ("/picture", "is a picture, not text"),
        ("/binary", "is binary, not text"),
        ("/damaged", "came damaged"),
        ("/strange", "compressed in a way"),
        ("/empty", "is an empty page"),
        ("/app", "scripts"),
        ("/app-in-words", "scripts"),
        ("/loading", "scripts"),
        ("/huge", "is larger than 50 MB"),
        ("/cut", "broke off"),
        ("/loop", "never to a page"),
        ("/hop-0", "never to a page"),
        ("/to-file", "of another kind (file:)"),
        ("/to-ftp", "of another kind (ftp:)"),
        ("/to-data", "of another kind (data:)"),
        ("/to-script", "of another kind (javascript:)"),
        ("/to-malformed", "leads to something that is not an address"),
    ],
)
def test_errors_are_one_sentence(web: Served, path: str, words: str) -> None:
    assert words in refused(web.address(path))


def test_a_brief_article_on_a_page_whose_comments_need_scripts(web: Served) -> None:
    assert load(web.address("/brief")).text.startswith("Two people were hurt")


def test_few_redirects_are_followed(web: Served) -> None:
    refused(web.address("/hop-0"))
    assert len(web.log) == MOST_REDIRECTS + 1


@pytest.mark.parametrize("path", ["/bomb", "/twice", "/grows"])
def test_the_limit_counts_unpacked_bytes(web: Served, path: str) -> None:
    with pytest.raises(SourceError, match=r"larger than 0\.2 MB"):
        download(web.address(path), Limits(size=200_000))


def test_a_server_that_does_not_answer_is_given_up(web: Served) -> None:
    given_up = threading.Event()
    web.answers["/slow"] = Answer(before=lambda: given_up.wait(60))
    for limits in (Limits(read=0.3), Limits(total=0.3)):
        with pytest.raises(SourceError, match="takes too long"):
            fetch(web.address("/slow"), limits=limits)
    given_up.set()


def test_a_server_that_sends_slowly_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: ")
                    while True:
                        connection.sendall(b"a")
                        time.sleep(0.05)
                except OSError:  # given up, as it should be
                    pass

        threading.Thread(target=drip, daemon=True).start()
        with pytest.raises(SourceError, match="takes too long"):
            fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", limits=Limits(read=2, total=1))


def test_the_connection_to_an_endless_answer_is_closed() -> None:
    connected, hung_up = threading.Event(), threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def go_on() -> None:
            connection, _ = listening.accept()
            connected.set()
            with connection:
                try:
                    while True:
                        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
                except OSError:
                    hung_up.set()

        threading.Thread(target=go_on, daemon=True).start()
        with pytest.raises(Cancelled):
            fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", connected.is_set)
        assert hung_up.wait(60)


def test_fetching_can_be_cancelled(web: Served) -> None:
    given_up = threading.Event()
    web.answers["/slow"] = Answer(before=lambda: given_up.wait(60))
    with pytest.raises(Cancelled):
        fetch(web.address("/slow"), cancelled=lambda: True)
    given_up.set()


def test_the_child_process_sends_the_page_or_the_reason(web: Served) -> None:
    for address in (web.address(), web.address("/wide"), web.address("/story", "me:p%40ss@")):
        assert fetch(address) == download(address, Limits())
    with pytest.raises(SourceError) as caught:
        fetch(web.address("/status-500"))
    assert "its server has a fault (500)" in str(caught.value)


def test_a_bug_is_not_reported_as_a_lost_connection(
    web: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "certifi.py").write_text("")
    (tmp_path / "urllib3.py").write_text("raise ZeroDivisionError('ours')")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(InternalSourceError, match=r"Internal error .*ZeroDivisionError: ours"):
        fetch(web.address())


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:80/",
        "http://127.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://10.0.0.8/",
        "http://192.168.1.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "//127.0.0.1/story",
    ],
)
def test_a_public_server_cannot_redirect_into_a_private_network(target: str) -> None:
    with pytest.raises(SourceError, match="leads to this computer or its own network"):
        redirect_target("http://93.184.215.14/a", target, "x")
    redirect_target("http://127.0.0.1/a", target, "x")  # a local server may


def test_other_redirects_that_are_refused() -> None:
    with pytest.raises(
        SourceError, match=r"leads to a page that is not encrypted, “HTTP://93\.184\.215\.14/b”"
    ):
        redirect_target("https://93.184.215.14/a", "HTTP://me:secret@93.184.215.14/b", "x")
    assert redirect_target("http://93.184.215.14/a", "https://8.8.8.8/b", "x") == "https://8.8.8.8/b"
    assert redirect_target("https://127.0.0.1/a?b", "/c", "x") == "https://127.0.0.1/c"


def test_a_host_is_public_if_all_its_addresses_are(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (found, 0)) for found in ("8.8.8.8", "fe80::1%eth0")]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert not is_public("https://harrow.example/story")


def test_a_redirect_into_a_private_network_is_refused_behind_a_proxy_too(
    web: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.address(""))
    web.answers["http://8.8.8.8/story"] = to(web.address())
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    expected = str(messages.redirected_inside("“http://8.8.8.8/story”", web.address()))
    assert refused("http://8.8.8.8/story") == expected
    assert web.log == [("GET", "http://8.8.8.8/story")]


def test_a_refused_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "“127.0.0.1” refuses the connection" in refused(f"http://127.0.0.1:{port}/")


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "no")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert "the host “harrow.example” is unknown" in refused("https://me:secret@www.harrow.example/story")


def test_a_server_without_tls(web: Served) -> None:
    assert refused(web.address().replace("http", "https")).endswith(
        "does not encrypt; type http:// for https://."
    )


@pytest.mark.skipif(which("openssl") is None, reason="nothing is there to make a certificate")
def test_an_untrusted_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = str(tmp_path / "own.pem")
    command = (
        "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -subj /CN=own -addext"
    )
    subprocess.run(
        [*command.split(), "subjectAltName=IP:127.0.0.1", "-keyout", own, "-out", own],
        check=True,
        capture_output=True,
    )
    with serving({"/story": Answer()}, certificate=own) as secret:
        address = secret.address().replace("http", "https")
        assert "the certificate of “127.0.0.1” is not valid" in refused(address)
        with serving({"/to": to(address)}) as other:
            assert "cannot be trusted" in refused(other.address("/to"))
        assert not secret.log
        monkeypatch.setenv("SSL_CERT_FILE", own)
        assert load(address).title == "The old bridge"
        # A system may have a folder for certificates and none in it.
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
        (tmp_path / "none").mkdir()
        monkeypatch.setattr("certifi.where", lambda: own)
        assert load(address).title == "The old bridge"


@pytest.mark.parametrize(
    "address", ["http://", "http:///story", "http://[::1", "http://a b/", "https://%%/", "http://x:99999/"]
)
def test_malformed_addresses(address: str) -> None:
    refused(address)


def test_credentials_go_only_to_their_server(web: Served) -> None:
    article = load(web.address("/story", "me:p%40ss@"))
    assert web.headers[-1]["authorization"] == "Basic bWU6cEBzcw=="
    assert "me" not in article.source.split("127")[0].removeprefix("http://")
    words = refused(web.address("/nowhere", "me:p%40ss@"))
    assert "p%40ss" not in words
    assert "127.0.0.1" in words
    with serving({"/away": to(web.address())}) as other:
        load(other.address("/away", "me:secret@"))
    assert "authorization" in other.headers[0]
    load(web.address("/story", "me:é秘@"))
    assert web.headers.pop()["authorization"] == f"Basic {b64encode('me:é秘'.encode()).decode()}"
    assert "authorization" not in web.headers[-1]


def test_an_address_in_a_message_is_sanitized(web: Served) -> None:
    words = refused(web.address("/\x1b]0;boo\x07\u202enowhere"))
    assert "\x1b" not in words
    assert "\u202e" not in words


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "urllib3", None)
    with pytest.raises(SourceError, match=r"run: pip install 'diptych\[web\]'"):
        fetch("https://harrow.example/")


def test_a_proxy_of_the_environment_is_used_as_curl_uses_it(
    web: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.address("", "me:secret@"))
    web.answers["http://harrow.example/story"] = Answer()
    assert load("http://harrow.example/story").publisher == "Harrow Gazette"
    assert web.log == [("GET", "http://harrow.example/story")]
    assert "proxy-authorization" in web.headers[0]
    for besides in ("127.0.0.1", f"127.0.0.1:{web.port}"):
        monkeypatch.setenv("no_proxy", besides)
        load(web.address())
        assert web.log.pop() == ("GET", "/story")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert "the proxy in the environment does not exist" in refused("http://harrow.example/")
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    assert "socks5 proxy" in refused("http://harrow.example/story")


def test_files_do_not_need_the_library_of_the_web() -> None:
    script = "import sys, diptych; diptych.load(sys.argv[1]); print('urllib3' in sys.modules)"
    command = [sys.executable, "-c", script, __file__]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False"
