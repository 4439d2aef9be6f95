### Lists about the lessons of a course: what members did in them, and results of quizzes.

import-purpose-progress = Record progress in a course
import-purpose-progress-what = Lessons viewed and completed, or progress of the whole course.
import-purpose-quizzes = Add quiz results
import-purpose-quizzes-what = Scores of one or several quizzes of a course.
import-subject-of-lessons = Course
import-subject-of-lessons-hint = Search a course
import-lesson-of-progress = Lesson
import-lesson-of-quizzes = Quiz
import-lesson-in-file = As the file says
import-lessons-none = “{ $title }” has no lessons yet. Only progress of the course as a whole can come in.
import-lessons-unmatched = { $n ->
    [one] { $n } column is called like no lesson of “{ $title }” and stays out: { $columns }. If it is one, choose the lesson below.
   *[other] { $n } columns are called like no lesson of “{ $title }” and stay out: { $columns }. If one of them is a lesson, choose it below.
}
import-obstacle-no-progress = Say which column holds the lesson or the progress, or which lesson a column is about.
import-obstacle-no-scores = Say which columns hold the quiz and the score, or which quiz a column is about.
import-error-no-progress-column = No column says what members did.
import-error-no-progress-column-now = Go back to Columns and say which column holds the lesson or the progress.
import-error-no-score-column = No column says which quiz it was and how it came out.
import-error-no-score-column-now = Go back to Columns and say which columns hold the quiz and the score.

import-field-group-progress = Progress in the course
import-field-group-lesson = Lessons
import-field-group-quiz = Quiz results
import-field-group-lessons = The lessons of the course
import-field-viewed = Viewed (share)
import-field-started-at = Started
import-field-last-activity-at = Last activity in the course
import-field-lesson = Lesson or quiz
import-field-chapter = Chapter
import-field-viewed-at = Viewed on
import-field-lesson-status = State of the lesson
import-field-score = Score
import-field-out-of = Highest score
import-field-passed = Passed (yes/no)
import-field-taken-at = Taken on
import-field-attempt = Attempt

## Why a row is what it is.

import-reason-bad-doing = Neither a date nor a mark such as yes, x or 100 %
import-reason-bad-score = Not a score between 0 and 100 %
import-reason-missing-score = A result without a score
import-reason-unknown-lesson = The course has no lesson called so
import-reason-ambiguous-lesson = Several lessons are called so; write Chapter / Lesson
import-reason-not-a-quiz = This lesson is no quiz
import-reason-undated = Done without a date: gets the day of the file

## What comes of it.

import-progress-heading = Progress in “{ $title }”
import-progress-summary = What members did in “{ $title }” is recorded. What is known already stays; progress never goes back.
import-progress-replace = The file replaces what is known, also by less
import-quizzes-heading = Quiz results of “{ $title }”
import-quizzes-summary = Results of quizzes of “{ $title }” are added. A result that is there already is not added again.
import-done-on = What has no date counts on
import-score-of = Scores without a % sign
import-score-percent = are percent
import-score-of-n = are out of { $n }
import-lessons-effect-members = { $n ->
    [one] It is about { $n } member.
   *[other] It is about { $n } members.
}
import-lessons-effect-lessons = { $n ->
    [one] { $n } lesson of a member is recorded as viewed or completed.
   *[other] { $n } lessons of members are recorded as viewed or completed.
}
import-lessons-effect-results = { $n ->
    [one] { $n } quiz result is added.
   *[other] { $n } quiz results are added.
}
import-lessons-effect-progress = { $n ->
    [one] For { $n } member the progress of the whole course is recorded.
   *[other] For { $n } members the progress of the whole course is recorded.
}
import-lessons-effect-undated = { $n ->
    [one] { $n } row has something without a date: it gets the day chosen here.
   *[other] { $n } rows have something without a date: it gets the day chosen here.
}
import-lessons-only-records = Nobody is added, nothing is unlocked by hand, and nobody is e-mailed. Lessons that wait for these open by their rules.
import-apply-progress = { $n ->
    [one] Record { $n } row
   *[other] Record { $n } rows
}
import-apply-quizzes = { $n ->
    [one] Add the results of { $n } row
   *[other] Add the results of { $n } rows
}
import-done-heading-progress = { $n ->
    [one] The progress of { $n } row was recorded
   *[other] The progress of { $n } rows was recorded
}
import-done-heading-quizzes = { $n ->
    [one] The results of { $n } row were added
   *[other] The results of { $n } rows were added
}
imports-gave-progress = Progress in { $titles }
imports-gave-quizzes = Quiz results of { $titles }
