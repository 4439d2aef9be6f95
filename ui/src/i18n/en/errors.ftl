# What went wrong, and what to do now.
error-no-book = No book is open.
error-not-found = This is no longer there. It may have been undone or removed.
error-invalid-email = This is not an e-mail address.
error-email-taken = Another member already has this e-mail.
error-merged = { $name } was merged into { $into }. To have both again, undo the merge.
error-in-trash = { $name } is in the trash. Restore them first.
error-missing-title = Give it a name.
error-title-taken = There is already one with this name.
error-cohort-in-use =
    { $members ->
        [one] 1 member is in { $title }
       *[other] { $members } members are in { $title }
    }{ $trashed ->
        [0] . Move them to another cohort first.
       *[other] , { $trashed } of them in the trash. Restore those, then move all of them to another cohort.
    }
error-invalid-day = This is not a day of the calendar.
error-ends-before-start = The access would end before it starts. Choose a later end or an earlier start.
error-not-a-book = This file is not a Rollbook book. It was not touched.
error-damaged-book = This book is damaged. It was not touched; restore a backup from its backups folder.
error-newer-book = This book was made by a newer Rollbook. Update Rollbook to open it.
error-book-locked = Another Rollbook has this book open: a window, or a command. Close it there, then open it again.
error-book-replaced = Another file has taken this book’s place, perhaps by a program that syncs the folder. Nothing was written. Close it: all that is in it is copied to its backups then.
error-book-read-only = This book is read-only, so nothing can be written. Check the file's permissions or copy it elsewhere.
error-book-missing = There is no file at this place any more. The drive may not be connected.
error-exists = There is already a file at this place. Choose another name.
error-permission = This file or folder may not be read or written by you.
error-folder-missing = This folder is not there any more. Choose another one; nothing was written.
error-file-in-use = Another program has this file open. Close it there, or choose another name.
error-disk-full = The disk is full. Nothing was written.
error-io = The disk refused. Nothing was written.
error-file-empty = The file is empty.
error-file-is-directory = This is a folder. Choose a file.
error-file-binary = This is not a text file. Export the list as CSV and import that.
error-file-no-rows = The file has a header but no rows.
error-too-many-columns = The file has too many columns.
error-record-too-long = A row of the file is too long. A quote may be missing.
error-no-identity-column = Choose the column that has the e-mail.
error-no-subject = Choose the course or product of the file.
error-no-day-column = Choose the column that has the dates.
error-no-progress-column = Choose the columns that say what members did.
error-no-score-column = Choose the columns of the quiz and of the score.
error-roster-unsure = { $missing } of { $holders } are missing from the file. Confirm that number first.
error-plan-stale = The book changed meanwhile. Review the rows again.
error-cancelled = Cancelled. Nothing was written.
error-nothing-to-undo = There is nothing to undo.
error-nothing-to-redo = There is nothing to redo.
error-already-undone = This was already undone.
error-bad-request = This cannot be done: the request was not understood.
error-unknown-command = This Rollbook cannot do that.
error-forbidden = You may not do this.
error-internal = Something went wrong inside Rollbook. Nothing was written. The log has the details under { $incident }.
error-unreachable = Rollbook does not answer. Restart the app; your book is safe.
error-other = This could not be done ({ $code }).
error-bad-filter = This filter is not understood.
error-bad-outline =
    { $reason ->
        [double_title] There is already a { $title } in { $at }. Choose another title.
        [missing_title] A chapter or lesson in { $at } has no title.
        [removed] Something that { $at } waits for would be gone. Change when { $at } opens first.
        [not_a_quiz] { $at } waits for the quiz { $title }, which would be no quiz any more. Change when { $at } opens first.
        [pass_mark] A pass mark is a whole percentage from 0 to 100, not { $pass }.
        [begins_nowhere] The rule of { $at } begins with a lesson that would be gone. Let it begin with another one first.
        [not_held_by] No product called { $product } holds the course { $course }.
        [circle] These would wait for each other and never open: { $chain }.
        [unknown] { $at } names { $title }, which this course does not have.
        [ambiguous] { $at } names { $title }, which there are several of. Write { $suchAs }.
        [other_course] The file is the outline of { $found }, not of { $expected }.
        [unreadable] The outline can't be read: { $detail }.
       *[other] This outline does not hold together.
    } Nothing was written.
error-invalid-value = This value does not fit here.
error-bad-field-value =
    { $kind ->
        [number] “{ $value }” is no number.
        [date] “{ $value }” is no day.
        [choice] “{ $value }” is none of the choices of { $label }.
       *[other] “{ $value }” does not fit in { $label }.
    }
error-invalid-zone = This is not a time zone.
error-too-long = This is too long.
error-file-io = The file could not be read.
error-file-no-permission = You may not read this file.
error-file-not-found = There is no file at this place any more.
error-file-not-text = This is no list that can be read. Save it as CSV or Excel (.xlsx) and import that.
error-file-encrypted = This workbook is protected by a password. Save it without one.
error-file-damaged = The file is damaged. Download or save it again.
error-file-too-large = The file unpacks to far more than a list needs. Save the list as CSV.
error-unknown-sheet = The workbook has no such sheet.
error-unknown-encoding = The encoding of this file is not known. Choose it by hand.
