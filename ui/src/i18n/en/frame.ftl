# The window: sidebar, palette, toasts, progress, first run.
skip-to-content = Skip to content
nav = Pages
nav-members = Members
nav-courses = Courses
nav-products = Products
nav-imports = Imports
nav-activity = Activity
nav-settings = Settings
go-to = Go to { $page }
toggle-sidebar = Show or hide the sidebar
switch-theme = Switch between light and dark
page-failed = This page could not be loaded
page-failed-text = Nothing is lost. If it fails again, restart the app.
dialog-failed = This could not be loaded. Try again; if it fails again, restart the app.

book-menu = Book { $name }
recent-books = Recent books
recent-missing = No longer there
recent-forget = Remove { $name } from this list
new-book = New book…
open-book = Open a book…
close-book = Close this book
quit = Quit
open-book-title = Open a Rollbook book
open-book-already = “{ $name }” is open already: this is its window.

import-list = Import a list…
import-pick-title = Choose a member list
export-list = Export…

palette = Search members and commands
palette-short = Search
palette-placeholder = Find a member, a course, a product or a command
palette-nothing = Nothing matches “{ $text }”

drop-title = Drop to import
drop-text = A member list is reviewed before anything is written.
drop-book = Drop to open this book
drop-book-text = A book that is open now is closed; everything in it is saved.
drop-several = One file at a time
drop-several-text = Drop a single list or a single book.
drop-later = Not while a dialog is open
drop-later-text = Finish or close the dialog, then drop the file again.

toasts = Messages
book-rescued = The book’s file was not in its place any more. All that was in the book is in this copy: { $path }
book-rescued-open = Open the copy
toast-cancelled = Cancelled. Nothing was written.
toast-nothing-changed = Nothing needed changing.
toast-nothing-to-undo = There is nothing to undo.
toast-nothing-to-redo = There is nothing to redo.
toast-undone = Undone: { $what }
toast-redone = Done again: { $what }
toast-nothing-went-back = Nothing could be taken back: { $what }
toast-kept =
    { $n ->
        [one] 1 value stayed as it is.
       *[other] { $n } values stayed as they are.
    }
kept-changed-since = changed since
kept-in-use = something made later needs it
kept-gone = no longer there
kept-exists = already there
kept-ends-before-start = access would end before it begins

job-count = { $done } of { $total }
job-rate =
    { $n ->
        [one] 1 a second
       *[other] { $n } a second
    }
job-seconds-left =
    { $n ->
        [one] 1 second left
       *[other] { $n } seconds left
    }
job-minutes-left =
    { $n ->
        [one] 1 minute left
       *[other] { $n } minutes left
    }
job-cancel-note = If you cancel, nothing is written.
job-cancelling = Cancelling…
job-undo = Undoing
job-redo = Redoing

shortcuts = Keyboard shortcuts
shortcuts-everywhere = Everywhere
shortcuts-list = In the member list
key-space = Space
shortcut-neighbours = Previous and next in the list
shortcuts-member = On the page of a member
shortcuts-outline = In the outline of a course
shortcut-lesson = Move a lesson or a chapter
shortcut-search = Search the list
shortcut-move = Move
shortcut-page = Move by a page
shortcut-ends = Move to an end
shortcut-select = Select
shortcut-range = Select a range
shortcut-all = Select everything in the list
shortcut-open = Open the member
shortcut-look = Quick look
shortcut-edit = Edit the cell
shortcut-trash = Move to trash
shortcut-width = On a header: change its width
shortcut-place = On a saved view: move it

start-tagline = The member desk for course creators
start-import = Import a list
start-import-text = From Thinkific, Hotmart, MemberKit, Kajabi or any spreadsheet. You see what will happen before anything is written.
start-new = New book
start-new-text = Start with an empty school and add members by hand.
start-open = Open a book…
start-open-text = A .rollbook file on this computer.
start-sample = Open the sample book
start-sample-text = A few hundred invented people, to try everything without fear.
start-local = Everything stays in one file on this computer.

sample-name = Sample school
new-book-default = My school
new-book-text = A book is one file with everything of one school.
new-book-then-import = First the book that the list goes into. It is one file with everything of one school.
new-book-sample-text = A school with invented people, courses and history. It is a book like any other; change what you like.
new-book-name = Name of the school
new-book-name-placeholder = For example Atelier Ana
new-book-name-missing = Give the school a name.
new-book-place = File
new-book-place-title = Where to keep the book
new-book-create = Create book
