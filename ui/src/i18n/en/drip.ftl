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
drip-after-own-start =
    { $n ->
        [0] at the start set for this member
       *[other] { $span } after the start set for this member
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
        [workdays] on working days
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
        [workdays] on working days
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
drip-lacks-manual = it opens by hand only
drip-lacks-no-access = no access
drip-lacks-in-order = { $title }, which comes before it, is not complete
drip-lacks-after-cohort-start = there is no cohort with a start
drip-lacks-after-first-lesson = no lesson has been opened yet
drip-lacks-after-completed = { $title } is not complete
drip-lacks-quiz-passed = { $title } is not passed
drip-lacks-quiz-submitted = { $title } is not submitted
drip-lacks-quiz-score = { $score } in { $title } is not reached

# The tab on which rules are changed.
drip-zone = Times are those of { $zone }.
drip-schedule-of = Whose schedule
drip-everybody = Everybody
drip-product = Own schedule of { $title }
drip-product-new = Own schedule for { $title }…
drip-follow = Follow the course again
drip-follow-text = Its own schedule goes; whoever has the course by this product follows the course’s schedule again.
drip-own-text = It begins as a copy of the course’s schedule and takes nothing from it afterwards.
drip-rules = Rules
drip-rule-of = When { $title } opens
drip-no-rule = no rule of its own
drip-rule-none = As what stands above it
drip-whole-course = Whole course
drip-begins = This rule begins with
drip-from-first = the first lesson
drip-what-from = Begins with
drip-what-in-order = In order
drip-in-order-hint = Each lesson also waits until all before it are complete.
drip-what-hide-locked = Hide what is locked
drip-hide-locked-hint = Members don’t see lessons that are locked for them.
drip-source-chapter = as its chapter
drip-source-course = as the whole course
drip-source-before = before the rule of the course begins
drip-unpublished = not published
drip-changed = changed
drip-problem-gone = This names something that is gone, or is no quiz. Choose something else.
drip-problem-cohort = What comes by a product is in no cohort: this opens only for members who have a start of their own.
drip-cohort-rules = Some of these rules wait for the start of a cohort. What comes by a product is in no cohort: they are met only by members who have a start of their own.
drip-problem-circle = This would never open, because each waits for the next: { $chain }.
drip-kind = When it opens
drip-kind-open = Open from the start
drip-kind-manual = By hand only
drip-kind-when = Opens
drip-as-chapter = As its chapter
drip-as-course = As the whole course
drip-joint = How conditions go together
drip-and-all = and
drip-and-any = or
drip-condition-add = Another condition
drip-condition-remove = Remove this condition
drip-done = Done
drip-event = What it counts from
drip-from-after-enrollment = after enrollment
drip-from-after-cohort-start = after the cohort starts
drip-from-after-first-lesson = after the first lesson is opened
drip-from-completed-lesson = after completing the lesson
drip-from-completed-chapter = after completing the chapter
drip-from-completed-course = after completing the course
drip-from-quiz-passed = after passing
drip-from-quiz-submitted = after submitting
drip-from-quiz-score = after reaching
drip-from-at = on a date
drip-item-lesson = Lesson
drip-item-chapter = Chapter
drip-item-course = Course
drip-item-quiz = Quiz
drip-score = Percent
drip-score-in = % in
drip-unit = Unit
drip-unit-h =
    { $n ->
        [one] hour
       *[other] hours
    }
drip-unit-d =
    { $n ->
        [one] day
       *[other] days
    }
drip-unit-w =
    { $n ->
        [one] week
       *[other] weeks
    }
drip-unit-mo =
    { $n ->
        [one] month
       *[other] months
    }
drip-wait-label = How long after
drip-every-label = How often
drip-on = Day
drip-on-any = on any day
drip-on-day = on a day of the month
drip-day = Day of the month
drip-hour = Hour
drip-hour-same = at the same hour
drip-hour-at = at
drip-time = Time of day
drip-series-label = All at once or one by one
drip-series-all = all at once
drip-series-lesson = one lesson every
drip-series-chapter = one chapter every
drip-first-lesson = the first
drip-first-chapter = the first
drip-draft = Changed schedule
drip-bar =
    { $n ->
        [one] 1 change
       *[other] { $n } changes
    }
drip-bar-own = { $title } gets its own schedule
drip-bar-unsaved = not saved yet
drip-review = Review and save…
drip-save-title = Change when { $title } opens?
drip-save-product = Change when { $title } opens with { $product }?
drip-keep = Keep lessons open for whoever opened them
drip-keep-hint = They are unlocked by hand for those members, in the same step.
drip-counting = Counting what changes for whom…
drip-effect-members =
    { $n ->
        [0] Nobody has this course today.
        [one] 1 member has this course today.
       *[other] { $n } members have this course today.
    }
drip-effect-gain =
    { $n ->
        [0] Nobody can open more than before.
        [one] 1 of them can open something that was locked.
       *[other] { $n } of them can open something that was locked.
    }
drip-effect-lose =
    { $n ->
        [0] Nobody loses a lesson.
        [one] 1 of them can’t open something any longer.
       *[other] { $n } of them can’t open something any longer.
    }
drip-effect-kept =
    { $n ->
        [one] 1 of them keeps something they had opened.
       *[other] { $n } of them keep something they had opened.
    }
drip-can-open =
    { $n ->
        [0] nobody can open it
        [one] 1 can open it
       *[other] { $n } can open it
    }
drip-can-open-of = Show who can open { $title }
drip-effect-table = Who gains or loses what
drip-gain = Gain it
drip-lose = Lose it
drip-kept = Keep it open
drip-shift = Shift dates…
drip-shift-by = Move all fixed dates by
drip-shift-way = Direction
drip-shift-later = later
drip-shift-earlier = earlier
drip-shift-hint =
    { $n ->
        [one] 1 date moves. Nothing is written until you save the schedule.
       *[other] { $n } dates move. Nothing is written until you save the schedule.
    }
drip-shift-do = Shift
job-schedule = Saving the schedule

drip-timeline = What somebody sees
drip-refused = The rules can’t hold as they stand; what is wrong is said beside them.
drip-who = Who
drip-who-somebody = Somebody who enrolls on
drip-who-member = A member
drip-pick-member = Choose a member
drip-on-that-day = By the end of
drip-sees =
    { $all ->
        [one] { $n } of { $all } lesson is open
       *[other]
            { $n ->
                [one] { $n } of { $all } lessons is open
               *[other] { $n } of { $all } lessons are open
            }
    }
drip-hidden = hidden
drip-openings = What opens next
drip-openings-show =
    { $n ->
        [one] Show the member for whom { $title } opens on { $day }
       *[other] Show the { $n } members for whom { $title } opens on { $day }
    }
drip-openings-saved = by what is saved
drip-next-days = in the next { $n } days
drip-day-column = Day
drip-openings-none = Nothing opens for anybody in the next { $n } days.
