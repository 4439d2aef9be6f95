# What was done, in words: toasts, the activity page, a member's history.
op-member-add = Added { $name }
op-member-edit = Edited { $name }
op-members-status =
    { $n ->
        [one] Set 1 member to { $status }
       *[other] Set { $n } members to { $status }
    }
op-members-status-named = Set { $name } to { $status }
op-members-trash =
    { $n ->
        [one] Moved 1 member to the trash
       *[other] Moved { $n } members to the trash
    }
op-members-restore =
    { $n ->
        [one] Restored 1 member
       *[other] Restored { $n } members
    }
op-members-merge =
    { $n ->
        [one] Merged 1 member into others
       *[other] Merged { $n } members into { $people ->
            [one] 1 person
           *[other] { $people } people
        }
    }
op-members-merge-named =
    { $n ->
        [one] Merged 1 duplicate into { $name }
       *[other] Merged { $n } duplicates into { $name }
    }
op-members-apart =
    { $n ->
        [one] Said that 1 member is another person
       *[other] Said that { $n } members are different people
    }
op-members-apart-named = Said that { $name } and { $other } are two people
op-access-grant =
    { $n ->
        [one] Gave 1 member access to { $title }
       *[other] Gave { $n } members access to { $title }
    }
op-access-grant-named = Gave { $name } access to { $title }
op-access-edit = Changed access
op-access-edit-named = Changed the access of { $name }
op-access-revoke =
    { $n ->
        [one] Took access from 1 member
       *[other] Took access from { $n } members
    }
op-access-revoke-named = Took access from { $name }
op-members-field =
    { $n ->
        [one] Set { $title } of 1 member to { $value }
       *[other] Set { $title } of { $n } members to { $value }
    }
op-members-field-named = Set { $title } of { $name } to { $value }
op-field-add = Added the field { $title }
op-field-edit =
    { $misfits ->
        [0] Changed the field { $title }
        [one] Changed the field { $title }; 1 value does not fit
       *[other] Changed the field { $title }; { $misfits } values do not fit
    }
op-fields-order = Reordered the fields
op-field-remove =
    { $n ->
        [0] Removed the field { $title }, which had no values
        [one] Removed the field { $title } with 1 value
       *[other] Removed the field { $title } with { $n } values
    }
op-view-save = Saved the view { $title }
op-view-edit = Changed the view { $title }
op-views-order = Reordered the views
op-view-delete = Deleted the view { $title }
op-access-state =
    { $n ->
        [one] Set the access of 1 member to { $status }
       *[other] Set the access of { $n } members to { $status }
    }
op-access-state-named = Set the access of { $name } to { $status }
op-access-expiry =
    { $days ->
        [0] { $day ->
            [never] { $n ->
                [one] Access of 1 member no longer expires
               *[other] Access of { $n } members no longer expires
            }
           *[other] { $n ->
                [one] Access of 1 member now expires on { $day }
               *[other] Access of { $n } members now expires on { $day }
            }
        }
       *[other] { $n ->
            [one] Moved the expiry of 1 member by { $days } days
           *[other] Moved the expiry of { $n } members by { $days } days
        }
    }
op-access-cohort =
    { $cohort ->
        [none] { $n ->
            [one] Took 1 member out of the cohort of { $title }
           *[other] Took { $n } members out of the cohorts of { $title }
        }
       *[other] { $n ->
            [one] Moved 1 member to { $cohort } of { $title }
           *[other] Moved { $n } members to { $cohort } of { $title }
        }
    }
op-access-cohort-named =
    { $cohort ->
        [none] Took { $name } out of the cohort of { $title }
       *[other] Moved { $name } to { $cohort } of { $title }
    }
op-cohort-remove = Removed the cohort { $title }
op-cohort-add = Added the cohort { $title }
op-cohort-edit = Edited a cohort: { $title }
op-outline-write = Changed the outline of { $title }
op-schedule-save = Changed when lessons of { $title } open
op-schedule-save-named = Changed when lessons of { $title } open with { $name }
op-drip-start =
    { $day ->
        [none] { $n ->
            [one] { $title } counts from the enrollment of 1 member again
           *[other] { $title } counts from the enrollment of { $n } members again
        }
       *[other] { $n ->
            [one] { $title } counts from { $day } for 1 member
           *[other] { $title } counts from { $day } for { $n } members
        }
    }
op-drip-start-named =
    { $day ->
        [none] { $title } counts from the enrollment of { $name } again
       *[other] { $title } counts from { $day } for { $name }
    }
op-chapter-add = Added the chapter { $title }
op-chapter-edit =
    { $did ->
        [move] Moved the chapter { $title } to place { $place }
        [rename] Renamed a chapter: { $title }
       *[edit] Edited a chapter: { $title }
    }
op-chapter-remove = Removed the chapter { $title }
op-lesson-add = Added the lesson { $title }
op-lesson-edit =
    { $did ->
        [move]
            { $n ->
                [one] Moved { $title } to place { $place } of { $chapter }
               *[other] Moved { $n } lessons to { $chapter }
            }
        [rename] Renamed a lesson: { $title }
        [publish]
            { $n ->
                [one] Published { $title }
               *[other] Published { $n } lessons
            }
        [unpublish]
            { $n ->
                [one] Unpublished { $title }
               *[other] Unpublished { $n } lessons
            }
        [quiz]
            { $n ->
                [one] Edited a quiz: { $title }
               *[other] Edited { $n } quizzes
            }
        [lesson]
            { $n ->
                [one] Made the quiz { $title } a lesson
               *[other] Made { $n } quizzes lessons
            }
       *[edit]
            { $n ->
                [one] Edited a lesson: { $title }
               *[other] Edited { $n } lessons
            }
    }
op-lesson-remove =
    { $n ->
        [one] Removed the lesson { $title }
       *[other] Removed { $n } lessons
    }
op-lessons-complete =
    { $n ->
        [one] Completed { $title } for 1 member
       *[other] Completed { $title } for { $n } members
    }
op-lessons-complete-named = Completed { $title } for { $name }
op-lessons-unlock =
    { $n ->
        [one] Unlocked { $title } for 1 member
       *[other] Unlocked { $title } for { $n } members
    }
op-lessons-unlock-named = Unlocked { $title } for { $name }
op-lessons-lock =
    { $n ->
        [one] Locked { $title } for 1 member
       *[other] Locked { $title } for { $n } members
    }
op-lessons-lock-named = Locked { $title } for { $name }
op-lessons-reset =
    { $n ->
        [one] Reset { $title } for 1 member
       *[other] Reset { $title } for { $n } members
    }
op-lessons-reset-named = Reset { $title } for { $name }
op-quiz-result = Recorded a result of { $name } in { $title }
op-quiz-correct = Corrected a result of { $name } in { $title }
op-quiz-retract = Removed a result of { $name } in { $title }
op-course-add = Added the course { $title }
op-course-edit = Edited a course: { $title }
op-product-add = Added the product { $title }
op-product-edit = Edited a product: { $title }
op-import = Imported { $file }
op-import-expiry = Changed the dates of { $title } by { $file }
op-import-roster = Imported everyone in { $title } from { $file }{ $missing ->
    [0] { "" }
    [one] {", "}{ $missing } missing
   *[other] {", "}{ $missing } missing
}
op-import-progress = Recorded progress in { $title } by { $file }
op-import-quizzes = Added quiz results of { $title } by { $file }
op-undo = Undid: { $what }
op-redo = Did again: { $what }
op-book-settings = Changed the settings of the book
op-book-create = Created the book
op-sample = Filled the sample book

kind-import = Imports
kind-import-expiry = Dates imported
kind-import-roster = Rosters imported
kind-import-progress = Progress imported
kind-import-quizzes = Quiz results imported
kind-member-add = Members added
kind-member-edit = Members edited
kind-members-status = Status changes
kind-members-trash = Moves to trash
kind-members-restore = Restores
kind-members-merge = Duplicates merged
kind-members-apart = Members told apart
kind-access-grant = Access granted
kind-access-edit = Access changed
kind-access-revoke = Access revoked
kind-access-state = Access paused or opened
kind-access-expiry = Expiries changed
kind-outline-write = Outlines changed
kind-schedule-save = Schedules changed
kind-drip-start = Starts of members changed
kind-chapter-add = Chapters added
kind-chapter-edit = Chapters edited
kind-chapter-remove = Chapters removed
kind-lesson-add = Lessons added
kind-lesson-edit = Lessons edited
kind-lesson-remove = Lessons removed
kind-lessons-complete = Lessons completed
kind-lessons-unlock = Lessons unlocked
kind-lessons-lock = Lessons locked
kind-lessons-reset = Lessons reset
kind-quiz-result = Quiz results
kind-quiz-correct = Quiz results corrected
kind-quiz-retract = Quiz results removed
kind-access-cohort = Moves between cohorts
kind-cohort-remove = Cohorts removed
kind-course-add = Courses added
kind-course-edit = Courses edited
kind-cohort-add = Cohorts added
kind-cohort-edit = Cohorts edited
kind-product-add = Products added
kind-members-field = Fields set
kind-field-add = Fields added
kind-field-edit = Fields changed
kind-fields-order = Fields reordered
kind-field-remove = Fields removed
kind-view-save = Views saved
kind-view-edit = Views changed
kind-views-order = Views reordered
kind-view-delete = Views deleted
kind-product-edit = Products edited
kind-book-settings = Settings
kind-undo = Undone
kind-redo = Done again

activity-all = Everything
activity-filter = Kind of activity
activity-count =
    { $n ->
        [one] 1 entry
       *[other] { $n } entries
    }
activity-rows =
    { $n ->
        [one] 1 change
       *[other] { $n } changes
    }
activity-members =
    { $n ->
        [one] 1 member
       *[other] { $n } members
    }
activity-undo-this = Undo this
activity-undone = Undone
activity-today = Today
activity-yesterday = Yesterday
activity-show = Show what changed
activity-hide = Hide what changed
activity-more-changes =
    { $n ->
        [one] and 1 more change
       *[other] and { $n } more changes
    }
activity-no-changes = Nothing left to show.
activity-older = Show older
activity-empty = Nothing was done yet
activity-empty-text = Whatever you do in this book appears here, and each thing can be undone on its own.
activity-empty-kind = Nothing of this kind was done yet
activity-by = by { $actor }
change-from-to = { $field }: from { $before } to { $after }
