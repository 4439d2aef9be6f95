# How far members got: their lessons and quizzes, and how a course goes for everybody.
progress-viewed = % viewed
progress-completed = % completed
progress-viewed-of = Viewed of { $course }
progress-completed-of = Completed of { $course }
progress-viewed-by = Viewed by { $name }
progress-completed-by = Completed by { $name }
progress-none = No courses
progress-none-text = What the member views and completes in a course is shown here, also when they have it no more.
access-lessons = Lessons of { $course }
lessons-all-courses = All courses
lessons-completed = { $share } completed
lessons-from = Counted from
lessons-from-enrollment = their enrollment
lessons-from-hint = Their day takes the place of enrollment and cohort in this course. Nothing opens before access begins.
lessons-on = What they see on
lessons-today = Today
lessons-on-note = As far as is known now: what is viewed, completed and given until then may open more.
lessons-none = No lessons yet
lessons-none-text = When the course has an outline, each of its lessons is shown here with its state.
lessons-to-course = Go to the course
lessons-choose = Select { $title }
lessons-choose-chapter = Select the lessons of { $title }
lessons-chosen = Selected lessons
lessons-count =
    { $n ->
        [one] 1 lesson selected
       *[other] { $n } lessons selected
    }
lessons-done = Completed
lessons-open = Open
lessons-later = Opens later
lessons-locked = Locked
lessons-hidden = hidden
lessons-completed-on = Completed { $day }
lessons-viewed-on = Viewed { $day }
result-passed = { $score }, passed
result-failed = { $score }, not passed
result-attempts =
    { $n ->
        [one] 1 attempt
       *[other] { $n } attempts
    }

selection-lessons = Lessons…
mark-complete = Complete
mark-unlock = Unlock
mark-lock = Lock again
mark-reset = Reset
mark-complete-hint = The lessons count as completed today, and are unlocked. Whoever completed one before keeps their day.
mark-unlock-hint = The lessons open now, whatever the schedule says.
mark-lock-hint = The lessons are locked until they are unlocked or reset, whatever the schedule says.
mark-reset-hint = Forgets that the lessons were viewed and completed, what was unlocked or locked by hand, and quiz results. The schedule counts again.
mark-title =
    { $n ->
        [one] Lessons of 1 member
       *[other] Lessons of { $n } members
    }
mark-kind = What to do
mark-choose = Choose lessons to see what would change.
mark-no-lessons = This course has no lessons yet.
mark-unpublished = not published
mark-job = Marking lessons
mark-do-complete =
    { $n ->
        [one] Complete for 1 member
       *[other] Complete for { $n } members
    }
mark-do-unlock =
    { $n ->
        [one] Unlock for 1 member
       *[other] Unlock for { $n } members
    }
mark-do-lock =
    { $n ->
        [one] Lock again for 1 member
       *[other] Lock again for { $n } members
    }
mark-do-reset =
    { $n ->
        [one] Reset for 1 member
       *[other] Reset for { $n } members
    }
mark-lessons-n =
    { $n ->
        [one] 1 lesson
       *[other] { $n } lessons
    }
mark-effect-complete =
    { $n ->
        [0] This changes nothing for anybody.
        [one] { $lessons } will be complete for 1 member.
       *[other] { $lessons } will be complete for { $n } members.
    }
mark-effect-unlock =
    { $n ->
        [0] This changes nothing for anybody.
        [one] { $lessons } will be open for 1 member.
       *[other] { $lessons } will be open for { $n } members.
    }
mark-effect-lock =
    { $n ->
        [0] This changes nothing for anybody.
        [one] { $lessons } will be locked for 1 member.
       *[other] { $lessons } will be locked for { $n } members.
    }
mark-effect-reset =
    { $n ->
        [0] This changes nothing for anybody.
        [one] { $lessons } will begin anew for 1 member.
       *[other] { $lessons } will begin anew for { $n } members.
    }
mark-already =
    { $n ->
        [one] For 1 member everything is so already.
       *[other] For { $n } members everything is so already.
    }
mark-without-access =
    { $n ->
        [one] 1 of them does not have the course. It counts once they get it.
       *[other] { $n } of them do not have the course. It counts once they get it.
    }
mark-lost = This forgets:
mark-lost-completions =
    { $n ->
        [one] 1 completed lesson
       *[other] { $n } completed lessons
    }
mark-lost-views =
    { $n ->
        [one] 1 lesson that was viewed and not completed
       *[other] { $n } lessons that were viewed and not completed
    }
mark-lost-results =
    { $n ->
        [one] 1 quiz result
       *[other] { $n } quiz results
    }
mark-lost-byHand =
    { $n ->
        [one] 1 lesson unlocked or locked by hand
       *[other] { $n } lessons unlocked or locked by hand
    }

table-quiz = Quiz
member-tab-quizzes = Quizzes
quizzes-none = No quiz results
quizzes-none-text = Results are entered by hand here, or come with an import.
quizzes-count =
    { $n ->
        [one] 1 attempt
       *[other] { $n } attempts
    }
quiz-result = Result
quiz-passed = Passed
quiz-failed = Not passed
quiz-add = Add result
quiz-add-title = Quiz result of { $name }
quiz-edit-title = Correct a result of { $name }
quiz-edit = Correct { $score } in { $quiz }
quiz-remove = Remove { $score } in { $quiz }
quiz-score-hint = 0 to 100
quiz-none-there = No course of this member has a quiz. Make a lesson a quiz in the outline first.
quiz-will-pass = This score passes.
quiz-will-fail = This score does not pass.
quiz-mark = The pass mark is { $pass }.
quiz-no-mark = There is no pass mark.
quiz-mark-now = By the pass mark of that day; it is { $pass } now.
quiz-mark-gone = By the pass mark of that day; there is none now.
quiz-best = Best score
quiz-attempts = Attempts
quiz-last = Last taken
quiz-all-lessons = Progress
quiz-summary =
    { $takers ->
        [one] 1 member took it
       *[other] { $takers } members took it
    }, { $passed } passed, { $attempts ->
        [one] 1 attempt
       *[other] { $attempts } attempts
    }
quiz-mean = best scores { $score } on average
quiz-nobody = Nobody took this quiz yet
quiz-nobody-text = Results are entered on the page of a member, or come with an import.
quiz-takers-of = Who took { $title }

course-tab-members = Members
course-tab-progress = Progress
roster-of = Members of { $title }
roster-nobody = Nobody has this course
roster-nobody-text = Whoever gets access to it is shown here.
roster-open-in-members = Open in Members
report-summary =
    { $members ->
        [one] 1 member
       *[other] { $members } members
    }, { $started } started, { $completed } completed
report-lessons =
    { $n ->
        [one] 1 lesson
       *[other] { $n } lessons
    }
report-lessons-of = Lessons of { $title }
report-members-of = Progress of the members of { $title }
report-has-viewed = Viewed by
report-has-completed = Completed by
report-viewed = Members who viewed { $title }
report-completed = Members who completed { $title }
field-viewed = Viewed
field-started-at = Started
