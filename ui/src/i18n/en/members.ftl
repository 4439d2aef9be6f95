# The member list, a member, and access.
members-add = Add member
members-search = Search names and e-mails
members-count =
    { $n ->
        [one] 1 member
       *[other] { $n } members
    }
members-count-of = { $n } of { $all }
members-trash-count =
    { $n ->
        [one] 1 in the trash
       *[other] { $n } in the trash
    }
members-list = Members
members-columns = Columns
members-columns-reset = Reset columns
members-filter = Filter
members-filter-clear = Clear all
members-empty = No members yet
members-empty-text = Bring the list you have, or add the first person by hand. Everything can be undone.
members-none = Nobody matches
members-none-text = No member matches this search and these filters.
members-none-broken = The filter above breaks at the place that is marked.
members-trash-empty = The trash is empty
members-trash-empty-text = Members you move to the trash stay here until you restore them.
members-show-all = Show all members
members-filter-lacks = No access
members-filter-trash = Trash
members-courses-more = +{ $n }

selection = Selection
selection-count =
    { $n ->
        [one] 1 selected
       *[other] { $n } selected
    }
selection-of = of { $all }
selection-dropped =
    { $n ->
        [one] 1 selected member does not match any more and was unselected.
       *[other] { $n } selected members do not match any more and were unselected.
    }
selection-all = Select all { $n }
selection-clear = Clear selection
selection-grant = Grant access…
selection-change = Change access…
selection-status = Set status
selection-start = Set a start…
selection-trash = Move to trash
selection-restore = Restore
job-grant = Granting access
job-status = Setting the status
job-trash = Moving to the trash
job-restore = Restoring

row-open = Open
row-look = Quick look
row-access = Edit access
row-trash = Move to trash
row-restore = Restore

look-title = Quick look
look-last = Done last
look-more =
    { $n ->
        [one] 1 more course
       *[other] { $n } more courses
    }
look-no-access = No access to any course.

add-email-missing = An e-mail is needed; it is how a member is known.
access-title = Access
access-pick = Add courses or products
access-starts = Starts (empty: today)
access-expires = Expires (empty: never)
access-no-courses = There are no courses or products yet. Add one on the Courses page to grant access.
picker-find = Find
nobody-is-emailed = Nobody is e-mailed.
grant-title =
    { $n ->
        [one] Grant access to 1 member
       *[other] Grant access to { $n } members
    }
grant-choose = Choose what they get.
grant-effect =
    { $n ->
        [0] Nobody gets new access.
        [one] 1 member gets new access.
       *[other] { $n } members get new access.
    }
grant-do =
    { $n ->
        [one] Grant to 1 member
       *[other] Grant to { $n } members
    }
grant-job = Granting access

change-title =
    { $n ->
        [one] Change the access of 1 member
       *[other] Change the access of { $n } members
    }
change-kind = Change
change-give = Grant access
change-expire = Expires on…
change-shift = Move the expiry by days
change-endless = Never expires
change-revoke = Take away
change-active = Set to active
change-pending = Set to pending
change-disabled = Pause (disabled)
change-cohort = Move to a cohort…
change-cohort-to = New cohort
change-cohort-over-too = Members whose access is over as well
change-no-cohorts = No course has cohorts. Add them on the page of a course.
change-day = Last day
change-days = Days
change-days-hint = Later; with a minus, earlier.
change-of = Choose courses or products
change-of-everything = None chosen: it is about everything they have.
change-over-too = Access that is over as well, which may bring it back
change-choose = Say what changes, to see for whom.
change-effect =
    { $n ->
        [0] Nothing changes.
        [one] The access of 1 member changes.
       *[other] The access of { $n } members changes.
    }
change-left = Left as it is (a member can be in several lines):
change-left-no-access =
    { $n ->
        [one] 1 has no access.
       *[other] { $n } have no access.
    }
change-left-none =
    { $n ->
        [one] 1 has none of it.
       *[other] { $n } have none of it.
    }
change-left-by-product =
    { $n ->
        [one] 1 has it by a product too, which stays as it is.
       *[other] { $n } have it by a product too, which stays as it is.
    }
change-left-already =
    { $n ->
        [one] For 1 it is so already.
       *[other] For { $n } it is so already.
    }
change-left-given =
    { $n ->
        [one] 1 has as much already.
       *[other] { $n } have as much already.
    }
change-left-partly =
    { $n ->
        [one] 1 has some of it already.
       *[other] { $n } have some of it already.
    }
change-left-blocked =
    { $n ->
        [one] 1 has paused access to it, which stays paused; the new access opens it.
       *[other] { $n } have paused access to it, which stays paused; the new access opens it.
    }
change-left-no-end =
    { $n ->
        [one] 1 has access without an end.
       *[other] { $n } have access without an end.
    }
change-left-over =
    { $n ->
        [one] 1 has access that is over; it stays so.
       *[other] { $n } have access that is over; it stays so.
    }
change-left-ends-before-start =
    { $n ->
        [one] For 1 it would end before it starts; it stays as it is.
       *[other] For { $n } it would end before it starts; it stays as it is.
    }
change-sample =
    { $n ->
        [one] Old → new, { $n } of { $all }
       *[other] Old → new, the first { $n } of { $all }
    }
change-do =
    { $n ->
        [one] Change 1 member
       *[other] Change { $n } members
    }
change-job = Changing access
set-start-job = Setting the start
set-start-title =
    { $n ->
        [one] Set a start of their own for 1 member
       *[other] Set a start of their own for { $n } members
    }
set-start-choose = Say from which day the course counts, to see for whom.
set-start-again = From their enrollment and cohort again
set-start-effect =
    { $n ->
        [0] Nobody's start changes.
        [one] The start of 1 member changes.
       *[other] The start of { $n } members changes.
    }
set-start-without-access =
    { $n ->
        [one] 1 of them does not have the course. It counts when they get it.
       *[other] { $n } of them do not have the course. It counts when they get it.
    }
set-start-do =
    { $n ->
        [one] Set the start of 1 member
       *[other] Set the start of { $n } members
    }

member-tabs = About this member
member-tab-access = Access
member-tab-profile = Profile
member-tab-progress = Progress
member-tab-history = History
member-place = { $n } of { $all }
member-place-left = No longer among the { $all } of the list
member-previous = Previous member
member-next = Next member
member-copy-email = Copy e-mail
member-edit-access = Edit access
member-block = Block
member-unblock = Unblock
member-in-trash = This member is in the trash.
access-none = No access yet
access-none-text = This member has no course. Give access to a course or a product; it can have an end and can be undone.
access-progress = Progress in { $course }
access-expires-of = { $course }: expires
access-expires-by = It comes by a product, with its other courses: change it below
access-state-of = { $title }: state
access-cohort-of = Cohort of { $course }
access-no-cohort = No cohort
access-cohort-from = { $title }, from { $day }
access-cohort-closed = { $cohort } (closed)
access-preview = What changes
access-preview-nothing = Nothing: this is how it is already.
access-edit-title = Access of { $name }
access-add = Add access
access-from = { $source }, since { $day }
access-remove = Take away { $title }
access-keep = Keep { $title }
access-reasons = Where { $course } comes from
access-status-of = { $course }: status
access-course-itself = The course itself
access-opens-too = Also opens { $courses }: a change here changes those as well.
access-kept = { $product } keeps it without an end.
access-kept-until = { $product } keeps it until { $day }.
access-ended =
    { $n ->
        [one] 1 access that ended
       *[other] { $n } accesses that ended
    }
progress-no-access = no access now
history-filter = Show in the history
history-by = By whom
history-anybody = By anybody
history-import = By which import
history-any-import = Any import or none
history-count-of = { $n } of { $all } entries
profile-name-hint = As the person writes it. First and last name are kept apart only when a list brings them.
profile-unsaved = Not saved yet
profile-discard = Discard changes
history-more =
    { $n ->
        [one] Show 1 more entry
       *[other] Show { $n } more entries
    }
history-empty = No history
history-empty-text = Each change to this member appears here, old and new, and can be undone on its own.
