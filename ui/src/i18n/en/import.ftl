### The import wizard and the list of imports.

import-title = Import members
import-step-file = File
import-step-columns = Columns
import-step-review = Review
import-step-access = Access
import-step-done = Done
import-steps = Steps of the import
import-step-state-done = done
import-back = Back
import-next = Next
import-next-review = Review rows
import-next-access = Choose access
import-discard = Discard
import-discard-title = Discard this import?
import-discard-text = The columns you chose and the cells you corrected for “{ $file }” will be lost. The file itself and the book stay as they are.
import-discard-keep = Keep working
import-replace-title = Open another file?
import-replace-text = The import of “{ $file }” is not finished. Opening another file discards the columns you chose and the cells you corrected. Nothing was written to the book.
import-replace-confirm = Open the other file

# Why the person cannot go on, beside the button.
import-obstacle-no-file = Choose a file or paste a list first.
import-obstacle-questions = { $n ->
    [one] Answer the question above to go on.
   *[other] Answer the { $n } questions above to go on.
}
import-obstacle-no-identity = Say which column holds the e-mail address (or the platform ID): it is how members are recognised.
import-obstacle-planning = Comparing the file with the book…
import-obstacle-not-planned = The file has not been compared with the book yet.
import-obstacle-nothing-to-write = No row would change the book.
import-obstacle-applying = Importing…

## File

import-file-heading = Which list do you want to bring in?
import-file-drop = Drop a file here
import-file-or = or
import-file-choose = Choose a file…
import-file-dialog = Choose a list to import
import-file-filter = Lists (CSV, Excel, ODS, text)
import-file-filter-all = All files
import-file-accepted = CSV, Excel (.xlsx), OpenDocument (.ods) or text, from any platform, of any size. Every encoding and separator is recognised; nothing is written until you confirm at the end.
import-file-opening = Reading the file…
import-file-columns = { $n ->
    [one] { $n } column
   *[other] { $n } columns
}
import-file-other = Choose another file…
import-file-same-title = This same file was imported on { $date }.
import-file-same-text = Importing it again changes only what was changed since. You will see every row before anything is written.
import-file-remembered = The columns are matched as in your import of “{ $file }” on { $date }.
import-file-sheet = sheet “{ $sheet }”
import-origin = Looks like { $list ->
    [members] { $platform } members
    [contacts] { $platform } contacts
    [enrollments] { $platform } enrollments
    [sales] { $platform } sales
   *[subscriptions] { $platform } subscriptions
}
import-paste-heading = Or paste a list
import-paste-label = Names and e-mail addresses
import-paste-hint = One person per line, or cells copied from a spreadsheet.
import-paste-placeholder =
    Ana Souza <ana@example.com>
    bruno@example.com; Bruno Lima
    Carla Dias, carla@example.com
import-paste-open = Use this list
import-paste-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
import-template-heading = Starting from nothing?
import-template-text = Save a template with the usual columns, fill it in with your spreadsheet, and drop it here.
import-template-save = Save the template…
import-template-dialog = Save the template
import-template-file = members-template.csv
import-template-saved = The template was saved.
import-csv-filter = CSV file
import-xlsx-filter = Excel workbook

# What is wrong with a file: what, where, what now.
import-error-file-empty = The file is empty.
import-error-file-empty-now = Export the list again from your platform, then drop the new file here.
import-error-file-no-rows = The file has a header row and nothing below it.
import-error-file-no-rows-now = Check that the export held members (a filter may have hidden them), then export it again.
import-error-file-is-directory = This is a folder, not a file.
import-error-file-is-directory-now = Open the folder and drop the list that is inside it.
import-error-file-no-permission = Rollbook may not read this file.
import-error-file-no-permission-now = Close it in other programs or copy it to your documents, then choose the copy.
import-error-file-not-found = The file is not there any more.
import-error-file-not-found-now = It may have been moved or renamed, or its drive was removed. Choose it again.
import-error-file-not-text = This file does not hold text.
import-error-file-not-text-now = Rollbook reads lists saved as CSV, Excel (.xlsx), OpenDocument (.ods) or plain text. Save or export the list in one of these forms.
import-error-file-encrypted = This workbook is protected by a password.
import-error-file-encrypted-now = Open it, save it without the password, and drop that file here.
import-error-file-damaged = The file is damaged.
import-error-file-damaged-now = It was probably not copied or downloaded whole. Download or save it again.
import-error-file-too-large = The file unpacks to far more than a list of members needs.
import-error-file-too-large-now = Copy the list into a new workbook, or save it as CSV, and drop that here.
import-error-unknown-sheet = The workbook has no sheet “{ $sheet }”.
import-error-unknown-sheet-now = Choose one of its sheets: { $sheets }.
import-error-unknown-encoding = This encoding is not known.
import-error-unknown-encoding-now = Choose another one from the list.
import-error-too-many-columns = { $found ->
    [0] The file has more columns than Rollbook reads ({ $limit }).
   *[other] The file has { $found } columns; Rollbook reads up to { $limit }.
}
import-error-too-many-columns-now = Most likely the separator is not what it seems. Save the list again with commas, or remove columns you don’t need.
import-error-record-too-long = { $line ->
    [0] A row of the file is longer than 1 MB.
   *[other] The row at line { $line } is longer than 1 MB.
}
import-error-record-too-long-now = A quotation mark that is never closed often causes this. Open the file in a text editor at that line and close or remove the mark.
import-error-disk-full = The disk is full, so the file could not be read.
import-error-disk-full-now = Free some space and try again. Nothing was written.
import-error-file-io = The file could not be read: { $detail }.
import-error-file-io-now = Try again; if the file is on a network or removable drive, copy it to this computer first.
import-error-no-book = No book is open.
import-error-no-book-now = Create or open a book first; the list goes into it.
import-error-book-read-only = This book can only be read, not changed.
import-error-book-read-only-now = Copy the book to a folder you may write to and open the copy. Nothing was written.
import-error-book-missing = The book’s file is not there any more.
import-error-book-missing-now = If it is on a removable or network drive, connect it again and retry. Nothing was written.
import-error-book-locked = Another program is writing to this book.
import-error-book-locked-now = Wait until it has finished, then try again. Nothing was written.
import-error-no-identity-column = No column holds an e-mail address or a platform ID.
import-error-no-identity-column-now = Go back to Columns and say which one does.
import-error-plan-stale = The book was changed in the meantime.
import-error-plan-stale-now = The comparison is made again, so that you see what is true now.
import-error-cancelled = Stopped. Nothing was written.
import-error-cancelled-now = You can start again at any time.
import-error-exists = There is already a file with this name.
import-error-exists-now = Choose another name.
import-error-internal = Something went wrong inside Rollbook (incident { $incident }).
import-error-internal-now = Nothing was written. Try again; if it happens again, the log names this incident.
import-error-other = This did not work ({ $code }).
import-error-other-now = Nothing was written. Try again, or choose another file.

## Columns

import-columns-heading = What is in each column?
import-columns-file-column = Column in the file
import-columns-samples = What it holds
import-columns-field = Becomes
import-columns-match = Match
import-columns-no-samples = (empty)
import-columns-password = Never kept
import-columns-password-why = Passwords are never read into Rollbook, not even for a moment.
import-columns-used = { $used } of { $n } columns will be imported
import-columns-keep = { $n ->
    [one] Keep the other one as own field
   *[other] Keep the other { $n } as own fields
}
import-columns-pick = Field for column { $header }
import-field-search = Search fields
import-field-taken = now “{ $header }”
import-field-new = Keep as own field “{ $name }”
import-field-group-person = Person
import-field-group-member = Membership
import-field-group-access = Courses and access
import-field-group-custom = Own fields
import-field-ignore = Do not import
import-field-name = Name
import-field-first-name = First name
import-field-last-name = Last name
import-field-email = E-mail
import-field-giftee-email = Given to (e-mail)
import-field-phone = Phone
import-field-phone-area = Area code
import-field-company = Company
import-field-external-id = Platform ID
import-field-status = Member status
import-field-joined-at = Joined
import-field-last-seen-at = Last seen
import-field-course = Course
import-field-product = Product
import-field-courses = Courses (several in a cell)
import-field-products = Products (several in a cell)
import-field-cohort = Cohort
import-field-access-status = Access status
import-field-enrolled-at = Enrolled
import-field-expires-at = Expires
import-field-progress = Progress
import-field-completed-at = Completed
import-field-no-access = Refunded or revoked (yes/no)
import-field-disputed = Disputed (yes/no)
import-field-dispute-won = Dispute won (yes/no)
import-field-custom = Own field “{ $name }”
import-match-synonym-sure = By its header
import-match-synonym-likely = Likely, by its header
import-match-synonym-guess = A guess, by its header
import-match-similar-sure = By a header much like it
import-match-similar-likely = Likely, by a similar header
import-match-similar-guess = A guess, by a similar header
import-match-values-sure = By its values
import-match-values-likely = Likely, by its values
import-match-values-guess = A guess, by its values
import-match-remembered = As last time
import-match-chosen = You chose this
import-match-none = Not recognised
import-match-ask = Needs your answer
import-question-column-email = Which column holds the e-mail address members are recognised by?
import-question-column = Several columns could be { $field }. Which one is it?
import-question-column-neither = None of these
import-question-field = What does the column “{ $header }” mean?
import-question-dates = Does { $sample } mean { $dmy } or { $mdy }?
import-question-dates-why = Every date in the file can be read both ways, so the file itself does not say.
import-question-sheet = Several sheets look like a list. Which one do you want to import?
import-question-samples = for example { $samples }
import-question-no-samples = no values
import-layout-heading = How the file is read
import-layout-sheet = Sheet
import-layout-encoding = Encoding
import-layout-delimiter = Separator
import-layout-quote = Quotes
import-layout-header = First row
import-layout-header-yes = Holds the headers
import-layout-header-no = Is already a member
import-layout-dates = Dates
import-layout-date-sample = { $sample } is { $meaning }
import-layout-date-none = { $sample } is no date
import-layout-preview = First rows of the file
import-delimiter-comma = Comma ,
import-delimiter-semicolon = Semicolon ;
import-delimiter-tab = Tab
import-delimiter-pipe = Bar |
import-delimiter-colon = Colon :
import-quote-double = Double "
import-quote-single = Single '
import-quote-none = None
import-date-order-dmy = Day, month, year
import-date-order-mdy = Month, day, year
import-date-order-ymd = Year, month, day
import-layout-decimal = Decimals
import-decimal-unknown = Not shown by the file
import-decimal-comma = After a comma: 1.234,5
import-decimal-point = After a point: 1,234.5
import-columns-kind = Kind of the new field { $name }
import-encoding-utf-8 = UTF-8
import-encoding-windows-1252 = Western (Windows-1252)
import-encoding-utf-16le = UTF-16 LE
import-encoding-utf-16be = UTF-16 BE
import-encoding-windows-1250 = Central European (Windows-1250)
import-encoding-iso-8859-2 = Central European (ISO 8859-2)
import-encoding-windows-1251 = Cyrillic (Windows-1251)
import-encoding-macintosh = Mac Roman
import-encoding-shift-jis = Japanese (Shift JIS)
import-encoding-gbk = Chinese (GBK)
import-encoding-big5 = Chinese (Big5)
import-encoding-euc-kr = Korean (EUC-KR)

## Review

import-review-heading = What will happen to each row
import-review-comparing = Comparing with the book
import-review-stopped = The comparison was stopped. Nothing was written.
import-review-again = Compare again
import-verdict-all = All
import-verdict-created = New
import-verdict-updated = Updated
import-verdict-unchanged = Unchanged
import-verdict-skipped = Skipped
import-verdict-conflict = Conflicts
import-verdict-failed = Errors
import-verdict-one-created = New
import-verdict-one-updated = Updated
import-verdict-one-unchanged = Unchanged
import-verdict-one-skipped = Skipped
import-verdict-one-conflict = Conflict
import-verdict-one-failed = Error
import-review-filter = Show rows that are
import-review-sum = { $rows ->
    [one] = { $rows } row in the file
   *[other] = { $rows } rows in the file
}
import-review-sum-wrong = The counts add up to { $sum }, not to the { $rows } rows of the file. Please report this; nothing was written.
import-review-grid = Rows of the file
import-review-line = Line
import-review-verdict = Result
import-review-reason = Why
import-review-access = Gives
import-review-empty-all = The file has no rows.
import-review-empty-created = No row adds a member.
import-review-empty-updated = No row changes a member.
import-review-empty-unchanged = No row is exactly as in the book.
import-review-empty-skipped = No row is skipped.
import-review-empty-conflict = No row is in conflict.
import-review-empty-failed = No errors. Every row can be read.
import-review-edit-hint = Enter edits a cell · Tab goes on · Esc takes back
import-review-edited = You corrected this row
import-review-kept = The book keeps “{ $before }”; the file says “{ $value }”
import-review-was = was { $before }, becomes { $after }
import-review-erased = erased
import-review-fixed = Line { $line } is now { $verdict }. { $left ->
    [0] No errors are left.
    [one] { $left } error is left.
   *[other] { $left } errors are left.
}
import-review-failed-note = { $n ->
    [one] The row with an error is left out. Correct it here, or save it as a file after the import.
   *[other] The { $n } rows with errors are left out. Correct them here, or save them as a file after the import.
}

# Why a row is what it is. $n, $line, $field, $value come with the row when the sentence needs them.
import-reason-duplicate-in-file = { $line ->
    [0] Another row has the same e-mail, and its details are used
   *[other] Same e-mail as line { $line }, whose details are used
}
import-reason-exists = The member is in the book and stays as is
import-reason-not-in-book = Not in the book, and only members in it are updated
import-reason-in-trash = The member is in the trash
import-reason-id-elsewhere = The e-mail and the platform ID belong to different members
import-reason-would-shorten = Access or status would become less, so it stays
import-reason-blocked-kept = The member is blocked and stays blocked
import-reason-expired-kept = The file says expired; the access stays as it is
import-reason-scheduled-kept = Access begins later and stays so; give it to everybody in the file to begin now
import-reason-missing-email = No e-mail address
import-reason-bad-email = Not an e-mail address
import-reason-bad-date = Not a date
import-reason-ambiguous-date = A date that can be read in two ways
import-reason-ends-before-start = The access would end before it starts; mend one of the dates
import-reason-bad-status = Not a known status
import-reason-bad-progress = Not a progress between 0 and 100 %
import-reason-bad-number = Not a number
import-reason-ambiguous-number = A number that means another where a comma stands for the point: say at Columns how numbers are written
import-reason-bad-yes-no = Neither yes nor no
import-reason-not-a-choice = None of the choices of this field
import-reason-too-long = Too long
import-reason-control-character = Holds a character that cannot be shown
import-reason-invalid-text = Holds characters the chosen encoding cannot read
import-reason-extra-cells = More cells than the file has columns
import-reason-unclosed-quote = A quotation mark is opened and never closed
import-reason-cell-error = Holds an error of the spreadsheet
import-reason-totals-row = A row of totals, not a person
import-reason-not-paid = Not paid, refunded or cancelled: gives no access
import-reason-with-column = { $column } · { $reason }
import-reason-other = { $code }

import-duplicates-badge = { $n } more
import-duplicates-open = Compare the rows with this e-mail
import-duplicates-title = { $n ->
    [one] One row has this e-mail
   *[other] { $n } rows have the same e-mail
}
import-duplicates-text = Only one of them can be imported. Choose the one to use; the others are skipped.
import-duplicates-text-courses = The row you choose decides the name and the other details. The courses of the others count as well.
import-duplicates-rest = { $n ->
    [one] One more row has this e-mail and is not shown.
   *[other] { $n } more rows have this e-mail and are not shown.
}
import-duplicates-line = Line { $line }
import-duplicates-use = Use this row
import-duplicates-used = Used
import-duplicates-chosen = Line { $line } is used.

import-policy-heading = Members already in the book
import-policy-fill = Fill blanks only
import-policy-fill-what = Adds what is missing. A value in the book always stays.
import-policy-overwrite = Overwrite
import-policy-overwrite-what = The file wins in the fields you choose; blanks in it still erase nothing.
import-policy-overwrite-fields = Fields the file may overwrite
import-policy-overwrite-all = All imported fields
import-policy-skip = Skip them
import-policy-skip-what = Only new members are added; those in the book are not touched.
import-policy-update-only = Update only
import-policy-update-only-what = Blanks of members in the book are filled; nobody new is added.
import-policy-summary-fill = Members already in the book: blanks are filled, values stay.
import-policy-summary-overwrite = Members already in the book: { $n ->
    [one] the file overwrites { $n } field.
   *[other] the file overwrites { $n } fields.
}
import-policy-summary-overwrite-all = Members already in the book: the file overwrites every imported field.
import-policy-summary-skip = Members already in the book are skipped.
import-policy-summary-update-only = Only members already in the book are updated; nobody is added.
import-policy-summary-also = Also: { $what }.
import-policy-also-erase-blank = blank cells erase
import-policy-also-shorten-access = access may become shorter
import-policy-also-revive = blocked members are revived
import-policy-also-last = the last row of duplicates is used
import-policy-change = Change…
import-switches-heading = Only if you ask for it
import-switch-erase-blank = Blank cells erase
import-switch-erase-blank-what = An empty cell empties the field in the book. Otherwise it means “nothing to say”.
import-switch-shorten-access = Access may become shorter
import-switch-shorten-access-what = An earlier expiry, a later start or a lower status replaces what gives more. Otherwise that stays.
import-switch-revive = Blocked members are revived
import-switch-revive-what = A blocked member in the file becomes active again. Otherwise they stay blocked.
import-duplicates-heading = Several rows with the same e-mail
import-duplicates-first = Use the first row
import-duplicates-last = Use the last row

## Access

import-access-heading = What does everybody in the file get?
import-access-courses = Courses
import-access-courses-hint = Search a course, or type a new title
import-access-products = Products
import-access-products-hint = Search a product, or type a new title
import-access-create = Create “{ $title }”
import-access-new = new
import-access-remove = Remove { $title }
import-access-none-found = Nothing is called that.
import-access-cohort = Cohort
import-access-cohort-hint = None
import-access-state = Access is
import-access-state-active = Active
import-access-state-active-what = They can enter at once.
import-access-state-pending = Pending
import-access-state-pending-what = Prepared, but not open yet.
import-access-state-disabled = Disabled
import-access-state-disabled-what = Recorded, but closed.
import-access-starts = Begins
import-access-starts-import = On the day of the import
import-access-starts-new = For new access. What somebody has already keeps its beginning.
import-access-starts-file = { $n ->
    [one] Not used: the one new access begins on the day in its row.
   *[other] Not used: all { $n } begin on the day in their row.
}
import-access-starts-others = { $n ->
    [one] For the one without a day of its own in the file.
   *[other] For the { $n } without a day of their own in the file.
}
import-access-expires = Ends
import-access-expires-never = Never
import-access-expires-file = { $n ->
    [one] Not used: the one access ends on the day in its row.
   *[other] Not used: all { $n } end on the day in their row.
}
import-access-expires-others = { $n ->
    [one] For the one without a day of its own in the file.
   *[other] For the { $n } without a day of their own in the file.
}
import-access-expires-month = In 30 days
import-access-expires-year = In 1 year
import-access-expires-year-end = End of this year
import-access-day-order = Access would end before it begins.
import-access-from-file = The file itself gives access (column { $columns }). What you choose here comes on top, for everybody.
import-access-optional = You can leave this empty: the members are then imported without access.
import-effect-heading = What will happen
import-effect-created = { $n ->
    [one] { $n } new member is added.
   *[other] { $n } new members are added.
}
import-effect-updated = { $n ->
    [one] { $n } row updates a member.
   *[other] { $n } rows update members.
}
import-effect-access = { $n ->
    [one] { $n } member gets { $titles }{ $until }; nobody is e-mailed.
   *[other] { $n } members get { $titles }{ $until }; nobody is e-mailed.
}
import-effect-access-file = { $n ->
    [one] { $n } member gets access as the file says; nobody is e-mailed.
   *[other] { $n } members get access as the file says; nobody is e-mailed.
}
import-effect-access-both = The access the file itself gives comes on top.
import-effect-access-none = Nobody gets access to a course; nobody is e-mailed.
import-effect-until = { " " }until { $date }
import-effect-cohort = { " " }in the cohort { $cohort }
import-effect-pending = The access stays pending until you activate it.
import-effect-disabled = The access is recorded as disabled.
import-effect-starts = New access begins on { $date }.
import-effect-starts-file = { $n ->
    [one] The new access begins on the day in its row.
   *[other] All { $n } new accesses begin on the day in their row.
}
import-effect-starts-both = { $n ->
    [one] 1 new access begins on the day in its row
   *[other] { $n } new accesses begin on the day in their row
}, { $others ->
    [one] the other one { $rest }.
   *[other] the other { $others } { $rest }.
}
import-effect-ends-file = { $n ->
    [one] The access ends on the day in its row.
   *[other] All { $n } accesses end on the day in their row.
}
import-effect-ends-both = { $n ->
    [one] 1 access ends on the day in its row
   *[other] { $n } accesses end on the day in their row
}, { $others ->
    [one] the other one { $rest }.
   *[other] the other { $others } { $rest }.
}
import-effect-on = on { $date }
import-effect-on-import = on the day of the import
import-effect-never = never
import-effect-extended = { $n ->
    [one] { $n } access that ended earlier is extended.
   *[other] { $n } accesses that ended earlier are extended.
}
import-effect-new-courses = { $n ->
    [one] The course { $titles } is created.
   *[other] { $n } courses are created: { $titles }.
}
import-effect-new-products = { $n ->
    [one] The product { $titles } is created. It holds no course yet: choose its courses afterwards, under Products.
   *[other] { $n } products are created: { $titles }. They hold no course yet: choose their courses afterwards, under Products.
}
import-effect-closed-cohorts = { $n ->
    [one] The cohort { $titles } is closed by now; whoever the list puts there joins all the same.
   *[other] { $n } cohorts are closed by now ({ $titles }); whoever the list puts there joins all the same.
}
import-effect-new-cohorts = { $n ->
    [one] The cohort { $titles } is created.
   *[other] { $n } cohorts are created: { $titles }.
}
import-effect-new-fields = { $n ->
    [one] The own field { $titles } is created.
   *[other] { $n } own fields are created: { $titles }.
}
import-effect-unchanged = { $n ->
    [one] { $n } row is already exactly so in the book.
   *[other] { $n } rows are already exactly so in the book.
}
import-effect-skipped = { $n ->
    [one] { $n } row is skipped.
   *[other] { $n } rows are skipped.
}
import-effect-conflicts = { $n ->
    [one] { $n } row is in conflict and left out.
   *[other] { $n } rows are in conflict and left out.
}
import-effect-failed = { $n ->
    [one] { $n } row has an error and is left out.
   *[other] { $n } rows have errors and are left out.
}
import-effect-undo = The whole import can be undone in one step, also later.
import-more-titles = { $n } more
import-apply = { $n ->
    [one] Import { $n } member
   *[other] Import { $n } members
}
import-apply-rows = { $n ->
    [one] Import { $n } row
   *[other] Import { $n } rows
}
import-apply-nothing = Nothing to import
import-applying = Importing
import-cancel = Cancel
import-cancelling = Stopping…
import-cancel-note = Cancel, and nothing is written.
import-progress-count = { $done } of { $total }
import-progress-count-open = { $done }
import-progress-rate = { $rate } rows a second
import-progress-left = { $left } left

## Done

import-done-heading = { $n ->
    [0] Nothing was changed
    [one] { $n } member imported
   *[other] { $n } members imported
}
import-done-heading-rows = { $n ->
    [one] { $n } row imported
   *[other] { $n } rows imported
}
import-done-undone-heading = The import was undone
import-done-from = From “{ $file }”.
import-done-undo = Undo import
import-done-failed = { $n ->
    [one] Save the failed row…
   *[other] Save the { $n } failed rows…
}
import-done-failed-why = The rows as they were in the file, each with its reason. Correct them and import that file.
import-done-show = Show these members
import-done-another = Import another list
import-done-undoing = Undoing
import-done-undone = { $n ->
    [one] { $n } change was taken back.
   *[other] { $n } changes were taken back.
}
import-done-kept = { $n ->
    [one] { $n } was kept because it was changed since:
   *[other] { $n } were kept because they were changed since:
}
import-done-kept-item = { $what }: { $why }
import-done-kept-field = { $what }, { $field }: { $why }
import-done-problems = What was wrong
import-done-stayed = What stayed as it was
import-done-reason = { $reason } · { $n ->
    [one] 1 row
   *[other] { $n } rows
}
import-done-case = Line { $line }, { $column }:
import-done-case-row = Line { $line }
import-done-more = { $n ->
    [one] and 1 more
   *[other] and { $n } more
}
import-done-more-saved = { $n ->
    [one] and 1 more, in the file of failed rows
   *[other] and { $n } more, in the file of failed rows
}
import-failed-dialog = Save the failed rows
import-failed-file = { $file }-failed-rows.csv
import-failed-saved = { $n ->
    [one] { $n } failed row was saved.
   *[other] { $n } failed rows were saved.
}
import-show-in-folder = Show in folder

## Imports page

imports-title = Imports
imports-count = { $n ->
    [one] { $n } import
   *[other] { $n } imports
}
imports-new = Import a list
imports-empty-title = No list was imported yet
imports-empty-text = Drop the member export of your platform on this window, or paste names and e-mail addresses. You see every change before it is written, and can take the whole import back.
imports-file = File
imports-when = When
imports-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
imports-result = Result
imports-actions = Actions
imports-undone = Undone
imports-undo = Undo import
imports-failed = Save failed rows…
imports-show = Show members
imports-undo-title = Undo this import?
imports-undo-text = { $n ->
    [one] The { $n } row written from “{ $file }” is taken back. What was changed since stays as it is and is listed.
   *[other] The { $n } rows written from “{ $file }” are taken back. What was changed since stays as it is and is listed.
}
imports-open = What became of { $file }
imports-loading = Reading the imports…
imports-table = Imports, newest first
