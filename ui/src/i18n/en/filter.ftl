# Filters and saved views.
views = Views
view-all = All
view-save = Save view
view-name = Name of the view
view-changed = { $name } (changed)
view-options = Options of { $name }
view-update = Update with what is shown
view-reset = Reset
view-rename = Rename
view-earlier = Move left
view-later = Move right
view-moved = { $name } is now { $place } of { $n }
view-delete = Delete view

filter-edit = Edit { $chip }
filter-as-text = Filter as text
filter-text-hint = status:active course:Drawing expires<2026-12-31
filter-by = Filter by
filter-key = What it is about
filter-sign = How it compares
filter-hint-words = Find
filter-hint-title = Find
filter-hint-whole = Find or type
filter-hint-part = Type a part of it
filter-hint-days = 2026-01-31, 2026-01, today..+30d
filter-hint-number = 18, 18..30, 18..
filter-hint-choice = Find
filter-hint-yes_no = Find
filter-hint-percent = 50 or 50..80
filter-hint-entry = Find
filter-group-add = Add condition
filter-group-back = Back to all conditions
filter-group-and = All of these must hold
filter-group-or = One of these must hold
filter-joint-and = and
filter-joint-or = or
filter-day = Day
filter-day-from = From
filter-day-to = Until
filter-chip = { $key } { $sign } { $values }
filter-chip-not = not ({ $chip })
filter-chip-missing = { $key }: { $value }
filter-more =
    { $n ->
        [one] 1 more
       *[other] { $shown } more
    }
filter-or = {" or "}
filter-is = is
filter-is-not = is not
filter-contains = contains
filter-lacks = does not contain
filter-negated = not { $sign }
filter-day-less = before
filter-day-at-most = until
filter-day-more = after
filter-day-at-least = since
filter-number-less = below
filter-number-at-most = at most
filter-number-more = above
filter-number-at-least = at least
filter-any = any
filter-none = none
filter-never = never
filter-today = today
filter-percent = { $value } %
filter-in-days =
    { $n ->
        [one] in 1 day
       *[other] in { $shown } days
    }
filter-days-ago =
    { $n ->
        [one] 1 day ago
       *[other] { $shown } days ago
    }
filter-until = until { $day }
filter-since = since { $day }
filter-between = { $from } to { $to }
filter-nobody = Nobody is shown until the filter is corrected.
filter-expected = Expected: { $values }.

filter-key-status = Status
filter-key-access = Access
filter-key-course = Course
filter-key-product = Product
filter-key-bundle = Bundle
filter-key-subscription = Subscription
filter-key-cohort = Cohort
filter-key-source = Source
filter-key-enrolled = Enrolled
filter-key-expires = Expires
filter-key-progress = Progress
filter-key-completed = Completed
filter-key-opens = Open lesson
filter-key-opens-on = Opening of { $lesson }
filter-key-viewed = Viewed lesson
filter-key-done = Completed lesson
filter-key-passed = Passed quiz
filter-key-name = Name
filter-key-email = E-mail
filter-key-company = Company
filter-key-phone = Phone
filter-key-platform-id = Platform ID
filter-key-joined = Joined
filter-key-seen = Last seen
filter-key-added = Added
filter-key-import = Import
filter-key-in = Place

filter-problem-not-a-condition = A condition such as status:active is expected here.
filter-problem-unknown-key = There is nothing called “{ $text }” to filter by.
filter-problem-unknown-value = “{ $text }” is not possible here.
filter-problem-missing-value = A value is missing here.
filter-problem-unclosed-quote = The quote that begins here is not closed.
filter-problem-missing-space = A space is missing before “{ $text }”, or quotes around the value.
filter-problem-unclosed-parenthesis = The parenthesis that opens here is not closed.
filter-problem-unopened-parenthesis = This parenthesis closes none.
filter-problem-no-comparison = This can't be compared with “{ $text }”; use a colon.
filter-problem-one-value = A comparison takes one value.
filter-problem-not-a-day = “{ $text }” is not a day.
filter-problem-not-a-number = “{ $text }” is not a number.
filter-problem-not-a-percentage = “{ $text }” is not a percentage from 0 to 100.
filter-problem-too-deep = There are too many parentheses within one another.
filter-problem-unknown-course = There is no course “{ $text }”.
filter-problem-unknown-product = There is no product “{ $text }”.
filter-problem-unknown-bundle = There is no bundle “{ $text }”.
filter-problem-unknown-subscription = There is no subscription “{ $text }”.
filter-problem-unknown-cohort = There is no cohort “{ $text }”.
filter-problem-unknown-source = Nobody's access comes from “{ $text }”.
filter-problem-unknown-custom = There is no field “{ $text }”.
filter-problem-unknown-lesson = There is no lesson “{ $text }”; write it like Course / Lesson.
filter-problem-unknown-quiz = There is no quiz “{ $text }”; write it like Course / Quiz.
filter-problem-unknown-entry = There is no import with the number { $text }.
