"""The help of each command: the texts before and after its options."""

from __future__ import annotations

READ_USAGE = """\
[options] [LEFT RIGHT]
       diptych FOLDER
       diptych compare LEFT RIGHT [options]
       diptych list FOLDER
       diptych text FILE
       diptych ask LEFT RIGHT [options]
       diptych opinions
       diptych open RESULT [options]
       diptych export RESULT [options]
       diptych schema
       diptych config
       diptych help [keys | COMMAND]"""

READ_HELP = """\
Read two articles side by side: what both cover, what has no counterpart, and
where they differ.

  diptych                  list the articles of this folder; if there are
                           none, open two sample articles
  diptych LEFT RIGHT       open these two
  diptych FOLDER           list its articles by story; or an archive.jsonl
  diptych compare LEFT RIGHT
                           the same comparison without a screen, for pipes,
                           scripts and screen readers (diptych compare --help)
  diptych list FOLDER      the same list for scripts (diptych list --help)
  diptych text FILE        the text of one file, the parts left out of it,
                           the chapters of a book (diptych text --help)
  diptych ask LEFT RIGHT   the opinion of a language model on both, which you
                           run or have a key for (diptych ask --help)
  diptych opinions         the opinions that are kept
  diptych open RESULT      open a comparison in a JSON file again
  diptych export RESULT    the same in another format, without a screen
  diptych schema           the JSON Schema of such a file
  diptych config           the settings in effect (diptych config --help)
  diptych help keys        all keys of the reader
"""

READ_MORE = """\
An article is a file (plain text, Markdown, HTML, PDF, Word or EPUB), a chapter
of a book (book.epub#3, book.epub#3-5), an address (https://...), - for standard
input on one of the sides, or clipboard: for the clipboard. If only one is
named, the reader asks for the other. In the reader, ? shows help and q quits.

examples:
  diptych wire.txt dispatch.html
  diptych https://example.org/story wire.txt
  diptych ./compare other.txt       a file named "compare"

exit status:
  0   the reader was closed (compare: links were found)
  1   compare: no links were found
  2   error: an article could not be opened, an option is wrong,
      or there is no terminal to read in
  129, 143
      SIGHUP or SIGTERM closed the reader; verdicts and places are kept
"""

ASK_HELP = """\
Ask a language model what two articles have in common and where they differ.
Its opinion is kept; the reader and diptych compare --links both show it beside
diptych's own links.
"""

ASK_MORE = """\
The model is that of [opinion] in the config file (diptych config --example):
on this machine, or on a server of the OpenAI-compatible protocol. Both texts
are sent to it, and nothing to anyone else.

examples:
  diptych ask wire.txt dispatch.html
  diptych ask a.txt b.txt --send-to models.example.org
  diptych ask a.txt b.txt --requests asked.jsonl
  diptych compare a.txt b.txt --answers answered.jsonl --links model

A line of the answers is {"id": ..., "content": ...}; other ids are ignored.

exit status:
  0   the model links some passages (--requests: something was written)
  1   it links none
  2   error: it could not be asked, or an option is wrong
"""

OPINIONS_HELP = """\
List the opinions of language models that are kept: a number, when they were
asked for, the model, and the titles of both articles.
"""

OPINIONS_MORE = """\
exit status:
  0   there are some, or those named were deleted
  1   there are none
  2   error: there is no such opinion, or it cannot be deleted
"""

CONFIG_HELP = """\
Show the reader's settings: the config file, every setting and key in effect,
and where each comes from.
"""

CONFIG_MORE = """\
The file is $XDG_CONFIG_HOME/diptych/config.toml, or
~/.config/diptych/config.toml. Options of the command line override it; diptych
compare ignores it, so that scripts get the same output everywhere.

examples:
  diptych config
  diptych config --example > config.toml
  diptych ./config other.txt        a file named "config"

exit status:
  0   the settings were shown
  2   the settings were shown, but something in the file is wrong, and a default
      stands in its place
"""

LIST_HELP = """\
List the articles of a folder and its subfolders by story: which of them seem to
cover the same event, how likely that is, and what they share.
"""

LIST_MORE = """\
FOLDER can also be an archive: a file archive.jsonl with a JSON object of title,
publisher, date and text on each line. archive.jsonl#12 names the article on
line 12 wherever an article is named.

What is read of an article (its words and how often it has each, no text) is
kept in your cache folder. Ctrl+C stops reading and lists what there is.

examples:
  diptych list texts
  diptych list --format json texts | jq '.stories[0]'
  diptych list --format csv archive.jsonl > stories.csv
  diptych list --format json --compare texts > comparisons.json
  diptych ./list other.txt          a file named "list"

exit status:
  0   articles on the same event were found
  1   no two articles seem to cover the same event
  2   error: the folder could not be read, or an option is wrong
"""

TEXT_HELP = """\
Print what diptych reads from one source: title, publisher and date, then the
text.
"""

TEXT_MORE = """\
A source is named as for diptych itself; see diptych --help.

examples:
  diptych text report.pdf | less
  diptych text --dropped page.html
  diptych text --chapters book.epub
  diptych text book.epub#3          the third chapter

exit status:
  0   something was printed
  1   nothing was left out, or there are no chapters
  2   error: the source could not be opened, or an option is wrong
"""

COMPARE_HELP = """\
Compare two articles without a screen: where they differ, what both cover, and
what has no counterpart.
"""

COMPARE_MORE = """\
An article is a file (plain text, Markdown, HTML, PDF, Word or EPUB), a chapter
of a book (book.epub#3, book.epub#3-5), an address (https://...), - for standard
input on one of the sides, or clipboard: for the clipboard. The result goes
to standard output, errors to standard error. Swapping the articles swaps the
sides of the result and changes nothing else.

examples:
  diptych compare wire.txt dispatch.html | less
  diptych compare --format json a.md b.md | jq '.links[] | select(.score > 0.8)'
  diptych compare --format html a.md b.md > page.html
  diptych compare --format svg a.md b.md > picture.svg
  diptych compare --format json --min-score 0 a.md b.md | diptych open -
  diptych compare -q a.txt b.txt && echo "some passages are linked"

exit status:
  0   links were found, even if the articles seem to cover two events
  1   no links were found
  2   error: an article could not be opened, or an option is wrong
"""


OPEN_HELP = """\
Open a comparison from a JSON file that the reader or diptych compare --format
json has written. Nothing is recomputed.
"""

OPEN_MORE = """\
RESULT is a file, or - for standard input. Matches below the threshold can only
be shown if the file has them: the reader writes all of them, diptych compare
those that --min-score asks for.

exit status:
  0   the reader was closed
  2   error: the file could not be opened, or there is no terminal
  129, 143
      SIGHUP or SIGTERM closed the reader; verdicts and places are kept
"""

EXPORT_HELP = """\
Print a comparison from a JSON file in another format.
"""

EXPORT_MORE = """\
RESULT is a file, or - for standard input. Nothing is recomputed: verdicts,
notes and links are those of the file.

examples:
  diptych export result.json --format html > page.html
  diptych export result.json --format csv --threshold 0.5 > links.csv

exit status:
  0   the comparison has links
  1   the comparison has no links
  2   error: the file could not be opened, or an option is wrong
"""

SCHEMA_HELP = """\
Print the JSON Schema of the output of diptych compare --format json.
"""

HELP_HELP = """\
Print the commands; with a command, its options; with "keys", every key of the
reader and what it does.
"""
