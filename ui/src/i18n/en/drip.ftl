# When lessons open: rules in words. Each says a part of a sentence, in an order that every language shares.
drip-rule = Opens { $what }
drip-rule-open = Open from the start
drip-rule-manual = By hand only
drip-rule-all = Opens { $what }, whichever comes last
drip-rule-any = Opens { $what }, whichever comes first
drip-joint-all = { $left }, and { $right }
drip-joint-any = { $left }, or { $right }
drip-named = “{ $title }”
drip-gone = something that is gone

drip-span-h =
    { $n ->
        [one] 1 hour
       *[other] { $n } hours
    }
drip-span-d =
    { $n ->
        [one] 1 day
       *[other] { $n } days
    }
drip-span-w =
    { $n ->
        [one] 1 week
       *[other] { $n } weeks
    }
drip-span-mo =
    { $n ->
        [one] 1 month
       *[other] { $n } months
    }

drip-after-enrollment =
    { $n ->
        [0] at enrollment
       *[other] { $span } after enrollment
    }
drip-after-cohort-start =
    { $n ->
        [0] when the cohort starts
       *[other] { $span } after the cohort starts
    }
drip-after-first-lesson =
    { $n ->
        [0] when the first lesson is opened
       *[other] { $span } after the first lesson is opened
    }
drip-completed-lesson =
    { $n ->
        [0] when { $title } is complete
       *[other] { $span } after { $title } is complete
    }
drip-completed-chapter =
    { $n ->
        [0] when the chapter { $title } is complete
       *[other] { $span } after the chapter { $title } is complete
    }
drip-completed-course =
    { $n ->
        [0] when the course { $title } is complete
       *[other] { $span } after the course { $title } is complete
    }
drip-quiz-passed =
    { $n ->
        [0] when { $title } is passed
       *[other] { $span } after { $title } is passed
    }
drip-quiz-submitted =
    { $n ->
        [0] when { $title } is submitted
       *[other] { $span } after { $title } is submitted
    }
drip-quiz-score =
    { $n ->
        [0] when { $score } is reached in { $title }
       *[other] { $span } after { $score } is reached in { $title }
    }
drip-at = on { $at }

drip-series =
    { $per ->
        [chapter] one chapter { $series }, the first { $start }
       *[lesson] one lesson { $series }, the first { $start }
    }
drip-every-h =
    { $n ->
        [1] every hour
       *[other] every { $n } hours
    }
drip-every-d =
    { $n ->
        [1] every day
       *[other] every { $n } days
    }
drip-every-w =
    { $n ->
        [1] every week
       *[other] every { $n } weeks
    }
drip-every-mo =
    { $n ->
        [1] every month
       *[other] every { $n } months
    }
drip-dated = { $what }, { $on }
drip-timed = { $what } at { $time }
drip-moment = { $day } at { $time }
drip-day-of-month =
    { $n ->
        [31] on the last day of the month
       *[other] on day { $n } of the month
    }
drip-weekday-first =
    { $day ->
        [monday] on the first Monday from then
        [tuesday] on the first Tuesday from then
        [wednesday] on the first Wednesday from then
        [thursday] on the first Thursday from then
        [friday] on the first Friday from then
        [saturday] on the first Saturday from then
       *[sunday] on the first Sunday from then
    }
drip-weekday-each =
    { $day ->
        [monday] on Monday
        [tuesday] on Tuesday
        [wednesday] on Wednesday
        [thursday] on Thursday
        [friday] on Friday
        [saturday] on Saturday
       *[sunday] on Sunday
    }

# Why a lesson is locked, and when it opens.
drip-state-open = Open since { $at }
drip-state-open-why = Open since { $at }: { $why }
drip-state-opens = Opens { $at }
drip-state-opens-why = Opens { $at }: { $why }
drip-state-sooner = { $said }, or sooner: { $why }
drip-state-locked = Locked: { $why }
drip-locked-again = Locked again by hand on { $at }
drip-not-before = not before { $at }
drip-why-unlocked = unlocked by hand
drip-why-no-access = when access begins
drip-why-in-order = once everything before it is complete
drip-why-quiz-score =
    { $n ->
        [0] when the score in { $title } is reached
       *[other] { $span } after the score in { $title } is reached
    }
drip-lacks-manual = it opens by hand only
drip-lacks-no-access = no access
drip-lacks-in-order = { $title }, which comes before it, is not complete
drip-lacks-after-cohort-start = there is no cohort with a start
drip-lacks-after-first-lesson = no lesson has been opened yet
drip-lacks-after-completed = { $title } is not complete
drip-lacks-quiz-passed = { $title } is not passed
drip-lacks-quiz-submitted = { $title } is not submitted
drip-lacks-quiz-score = the score in { $title } is not reached
