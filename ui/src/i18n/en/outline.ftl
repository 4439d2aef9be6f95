# What a course is made of.
outline-none = Nothing in this course yet
outline-none-text = Add a chapter below, or import a list that you have already: pasted text or a table.
outline-of = Outline of { $title }
outline-quiz = Quiz
outline-chapters =
    { $n ->
        [one] { $n } chapter
       *[other] { $n } chapters
    }
outline-lessons =
    { $n ->
        [one] { $n } lesson
       *[other] { $n } lessons
    }
outline-quizzes =
    { $n ->
        [one] { $n } quiz
       *[other] { $n } quizzes
    }
outline-hidden = { $n } unpublished
outline-unpublished = Unpublished
outline-pass = Pass mark { $pass }%
outline-no-pass = No pass mark
outline-pass-do = Change pass mark
outline-pass-of = Pass mark of { $title }, in percent
outline-fold = Fold { $title }
outline-unfold = Unfold { $title }
outline-fold-all = Fold all chapters
outline-unfold-all = Unfold all chapters
outline-select = Select { $title }
outline-selected =
    { $n ->
        [one] { $n } lesson selected
       *[other] { $n } lessons selected
    }
outline-rename = Rename { $title }
outline-rename-do = Rename
outline-more = More for { $title }
outline-publish = Publish
outline-unpublish = Unpublish
outline-publish-one = Publish { $title }
outline-unpublish-one = Unpublish { $title }
outline-publish-all = Publish all its lessons
outline-unpublish-all = Unpublish all its lessons
outline-to-quiz = Make it a quiz
outline-to-lesson = Make it a lesson
outline-up = Move up
outline-down = Move down
outline-to-chapter = Move to chapter…
outline-move-title =
    { $n ->
        [one] Move { $n } lesson to
       *[other] Move { $n } lessons to
    }
outline-remove = Remove
outline-opens-title = This changes which lessons open
outline-change = Change
outline-remove-title =
    { $n ->
        [one] Remove { $n } lesson?
       *[other] Remove { $n } lessons?
    }
outline-remove-one-title = Remove { $title }?
outline-remove-members =
    { $n ->
        [one] { $n } member has progress or results in what goes.
       *[other] { $n } members have progress or results in what goes.
    }
outline-remove-kept = They are kept, and come back when it does.
outline-add-chapter = Add chapter
outline-add-lesson = Add lesson
outline-add-quiz = Add quiz
outline-add-chapter-to = Add a chapter to { $title }
outline-add-lesson-to = Add a lesson to { $title }
outline-add-quiz-to = Add a quiz to { $title }
outline-new-chapter = Title of the chapter
outline-new-lesson = Title of the lesson
outline-new-quiz = Title of the quiz
outline-copy = Copy as a list
outline-copied = The outline is in the clipboard, as a list.
outline-copy-refused = The clipboard can’t be written to, so nothing was copied.
outline-import = Import…
outline-import-title = Import an outline into { $title }
outline-text = The outline, as a list or a table
outline-text-example =
    Start
      - Welcome
      - Brushes and paper
      - Quiz: Colours (70%)
    First picture
      - A leaf
outline-text-hint = Chapters with their lessons indented below them, or a table with the columns Chapter, Lesson, Type, Pass mark, Published.
outline-file = Choose a file…
outline-file-dialog = Choose an outline
outline-file-filter = Text and tables
outline-fit = What becomes of what is there
outline-fit-add = Add to what is there
outline-fit-add-hint = Nothing that is there changes; what is new comes after it.
outline-fit-exactly = Make it exactly this
outline-fit-exactly-hint = Puts everything in this order and removes what is not listed.
outline-becomes =
    { $new ->
        [0] No new lessons
        [one] { $new } new lesson
       *[other] { $new } new lessons
    }{ $chapters ->
        [0] {""}
        [one] , { $chapters } new chapter
       *[other] , { $chapters } new chapters
    }
outline-becomes-moved = { $n } moved
outline-becomes-changed = { $n } changed
outline-becomes-removed = { $n } removed
outline-becomes-stays = { $n } as before
outline-is-new = new
outline-is-moved = moves
outline-is-changed = changes
outline-is-removed = is removed
outline-is-from = from { $chapter }
outline-preview = What it would become
outline-more-lessons =
    { $n ->
        [one] and { $n } more lesson
       *[other] and { $n } more lessons
    }
outline-more-chapters =
    { $n ->
        [one] and { $n } more chapter
       *[other] and { $n } more chapters
    }
outline-take =
    { $n ->
        [0] Nothing to change
        [one] Make { $n } change
       *[other] Make { $n } changes
    }
outline-flaws = What could not be taken as it stands
outline-flaw-no-chapter = Line { $line }: { $text } stands before any chapter and is left out.
outline-flaw-double-title = Line { $line }: its chapter has { $text } already; this one is left out.
outline-flaw-too-deep = Line { $line }: { $text } stands below a lesson and is taken for a lesson itself.
outline-flaw-too-long = Line { $line }: a title of more than 300 letters is cut: { $text }
outline-flaw-unknown-type = Line { $line }: “{ $text }” is no kind of lesson; it is taken for a lesson.
outline-flaw-pass-mark = Line { $line }: “{ $text }” is no percentage from 0 to 100; the quiz gets no pass mark.
outline-flaw-yes-or-no = Line { $line }: “{ $text }” is neither yes nor no; the lesson is taken as published.
