"""Reads an Atom feed with feedparser, and prints what a reader shows of it as JSON."""

import json
import sys

import feedparser

with open(sys.argv[1], "rb") as file:
    feed = feedparser.parse(file.read())
print(
    json.dumps(
        {
            "well_formed": not feed.bozo,
            "version": feed.version,
            "id": feed.feed.id,
            "title": feed.feed.title,
            "updated": list(feed.feed.updated_parsed[:3]),
            "links": [[link.rel, link.href] for link in feed.feed.links],
            "entries": [
                [entry.id, entry.title, list(entry.updated_parsed[:3]), entry.link, entry.summary] for entry in feed.entries
            ],
        }
    )
)
