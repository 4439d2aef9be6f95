"""A file to drag, as a file manager would offer it: a small square in the corner of the screen.

It says on its standard output when the drag begins and, when the file was let go, whether somebody took it.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

SIZE = 48


def say(what):
    print(what, flush=True)


files = [Path(name).absolute().as_uri() for name in sys.argv[1:]]
# A popup is placed by nobody but us, so the pointer knows where to find it.
square = Gtk.Window(type=Gtk.WindowType.POPUP, default_width=SIZE, default_height=SIZE)
square.move(0, 0)
square.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
square.drag_source_add_uri_targets()
square.connect("drag-begin", lambda *_: say("begun"))
square.connect("drag-data-get", lambda _, drag, data, info, time: data.set_uris(files))
square.connect("drag-failed", lambda *_: say("refused"))
square.connect("drag-end", lambda *_: say("ended"))
square.connect("map-event", lambda *_: say("shown"))
square.show()
Gtk.main()
