"""The small Markdown of records lets paragraphs, emphasis, lists and safe links through, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import markup

ALLOWED = re.compile(
    r"</?(?:p|em|strong|ul|ol|li)>|<br ?/?>|<ol start=\"\d+\">|<a href=\"(?:https?://|mailto:)[^\"]*\">|</a>"
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One *two* **three**", "<p>One <em>two</em> <strong>three</strong></p>"),
        ("[a](https://x.example/?a=1&b=2)", '<p><a href="https://x.example/?a=1&amp;b=2">a</a></p>'),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
        ("<b>&amp;</b>", "<p>&lt;b&gt;&amp;amp;&lt;/b&gt;</p>"),
        ("# no heading", "<p># no heading</p>"),
        ("![i](https://x.example/i.png)", '<p>!<a href="https://x.example/i.png">i</a></p>'),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("`code` {% if %} {{ x }}", "<p>`code` {% if %} {{ x }}</p>"),
    ],
)
def test_small_markdown(text: str, html: str) -> None:
    assert markup.to_html(text) == html


def test_plain_text_has_no_markup() -> None:
    assert markup.to_plain("*Tom* & [Ann](https://x.example)") == "Tom & Ann"


@given(st.text(alphabet="<>&\"'`*_[]()!#-+\\{}/:= abcjavscript\n\u2028", max_size=120))
def test_nothing_but_the_small_markdown_comes_out(text: str) -> None:
    for html in (markup.to_html(text), markup.to_inline(text)):
        assert "<" not in ALLOWED.sub("", html)
