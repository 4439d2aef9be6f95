### Lists of dates and rosters: the import of a file that is about one course or product.

import-purpose = What is this file for?
import-purpose-members = Add and update members
import-purpose-members-what = New people come in; those in the book are completed.
import-purpose-expiry = Change expiry dates
import-purpose-expiry-what = Moves the end of access that people have. Nobody is added.
import-purpose-roster = This is everyone in…
import-purpose-roster-what = Shows who is new, who stays and who is missing.
import-again = Do the same again
import-again-expiry = It changed the dates of { $title }.
import-again-roster = It was the roster of { $title }.
import-again-roster-cohort = It was the roster of cohort “{ $cohort }” of { $title }.
import-subject = Course or product
import-subject-hint = Search a course or product
import-subject-course = { $title }
import-subject-product = { $title } (product)
import-subject-all-cohorts = All cohorts
import-obstacle-no-subject = Choose the course or product this file is about.
import-obstacle-no-days = Say which column holds the expiry (or the enrollment) date.
import-obstacle-unsure = Confirm how many are missing to go on.
import-error-no-subject = The file is about one course or product, and none is chosen.
import-error-no-subject-now = Go back to Columns and choose one that is in the book.
import-error-no-day-column = No column holds an expiry or an enrollment date.
import-error-no-day-column-now = Go back to Columns and say which one does.
import-error-roster-unsure = { $missing ->
    [one] { $missing } of { $holders } who have access is missing from the file. Nothing was written.
   *[other] { $missing } of { $holders } who have access are missing from the file. Nothing was written.
}
import-error-roster-unsure-now = Look at who is missing, and confirm their number if it is right.

## Why a row is what it is.

import-reason-other-title = About another course or product
import-reason-member-blocked = The member is blocked; nothing is moved
import-reason-access-blocked = The access is blocked; nothing is moved
import-reason-access-ended = Had it once; it was taken away
import-reason-by-product = Has the course through a product only; choose the product to move it
import-reason-has-none = Does not have it
import-reason-no-day = No date in this row
import-reason-shortened = Ends earlier than before
import-reason-shortened-beside-product = Ends earlier than before, but a product opens the course for longer
import-reason-comes-back = Was over, and comes back
import-reason-begins-later = Begins later: no access until then
import-reason-other-cohort = Is in another cohort and stays there

## A list of dates

import-next-effect = See what will happen
import-done-heading-expiry = { $n ->
    [one] The dates of { $n } member changed
   *[other] The dates of { $n } members changed
}
import-done-heading-roster = { $n ->
    [one] The roster was applied: { $n } change
   *[other] The roster was applied: { $n } changes
}
import-expiry-heading = The dates of “{ $title }”
import-expiry-summary = The dates of access to “{ $title }” become those of the file, earlier ones too. Nobody is added, nothing else changes.
import-expiry-blank = A blank date means no end
import-expiry-effect = { $n ->
    [0] Nobody’s dates change.
    [one] { $n } member gets the dates of the file.
   *[other] { $n } members get the dates of the file.
}
import-expiry-drip = { $n ->
    [one] { $n } of them begins on another day: lessons that open so many days after enrollment move with it.
   *[other] { $n } of them begin on another day: lessons that open so many days after enrollment move with it.
}
import-expiry-nobody-added = Nobody is added, and nobody is e-mailed.
import-apply-expiry = { $n ->
    [one] Change the dates of { $n } member
   *[other] Change the dates of { $n } members
}

## A roster

import-missing = Missing
import-missing-grid = People who have access and are not in the file
import-missing-note = Note
import-missing-no-end = No end
import-missing-by-product = Has the course through a product too and keeps it
import-missing-empty = Nobody is missing: everyone who has access is in the file.
import-missing-save = { $n ->
    [one] Save the missing one…
   *[other] Save the { $n } missing…
}
import-missing-dialog = Save who is missing
import-missing-file = { $file }-missing.csv
import-missing-saved = { $n ->
    [one] { $n } person was saved.
   *[other] { $n } people were saved.
}
import-roster-heading = Everyone in “{ $title }”
import-roster-count = { $n ->
    [one] { $n } of { $holders } who have access now is not in the file.
   *[other] { $n } of { $holders } who have access now are not in the file.
}
import-roster-new = What new people get
import-roster-missing = What becomes of the missing
import-roster-list = Only list them
import-roster-list-what = They keep what they have.
import-roster-end = End their access
import-roster-end-what = It ends with this import.
import-roster-disable = Block their access
import-roster-disable-what = It stays recorded, but closed.
import-roster-threshold = Ask me when more are missing than
import-roster-unsure = { $n ->
    [one] { $n } of { $holders } is missing ({ $share } %). Is the file complete?
   *[other] { $n } of { $holders } are missing ({ $share } %). Is the file complete?
}
import-roster-right-end = { $n ->
    [one] It is right: end the access of { $n } member
   *[other] It is right: end the access of { $n } members
}
import-roster-right-disable = { $n ->
    [one] It is right: block the access of { $n } member
   *[other] It is right: block the access of { $n } members
}
import-roster-none = { $holders ->
    [one] The only one who has access is in the file.
   *[other] All { $holders } who have access are in the file.
}
import-roster-effect-list = { $n ->
    [one] { $n } of { $holders } who have access is missing from the file and keeps it.
   *[other] { $n } of { $holders } who have access are missing from the file and keep it.
}
import-roster-effect-end = { $n ->
    [one] { $n } of { $holders } who have access is missing from the file: their access ends.
   *[other] { $n } of { $holders } who have access are missing from the file: their access ends.
}
import-roster-effect-disable = { $n ->
    [one] { $n } of { $holders } who have access is missing from the file: their access is blocked.
   *[other] { $n } of { $holders } who have access are missing from the file: their access is blocked.
}
import-roster-by-product = { $n ->
    [one] { $n } of the missing has the course through a product too, and keeps it so.
   *[other] { $n } of the missing have the course through a product too, and keep it so.
}
import-roster-spared = { $n ->
    [one] { $n } is not counted as missing: a row that can’t be read has that name.
   *[other] { $n } are not counted as missing: rows that can’t be read have their names.
}
import-roster-unreadable = { $n ->
    [one] { $n } row can’t be told whose it is; it may be one of the missing. Correct it in the review.
   *[other] { $n } rows can’t be told whose they are; they may be some of the missing. Correct them in the review.
}
import-apply-roster = { $n ->
    [one] Apply the roster: { $n } change
   *[other] Apply the roster: { $n } changes
}
import-roster-did-list = { $n ->
    [one] { $n } of { $holders } who had access was missing from the file and keeps it.
   *[other] { $n } of { $holders } who had access were missing from the file and keep it.
}
import-roster-did-end = { $n ->
    [one] { $n } of { $holders } who had access was missing from the file: their access was ended.
   *[other] { $n } of { $holders } who had access were missing from the file: their access was ended.
}
import-roster-did-disable = { $n ->
    [one] { $n } of { $holders } who had access was missing from the file: their access was blocked.
   *[other] { $n } of { $holders } who had access were missing from the file: their access was blocked.
}
import-roster-was-list = { $n } missing
import-roster-was-end = { $n } missing, ended
import-roster-was-disable = { $n } missing, blocked
import-done-noted = What is worth a look
imports-undo-text-roster = { $n ->
    [one] The { $n } change made by “{ $file }” is taken back. What was changed since stays as it is and is listed.
   *[other] The { $n } changes made by “{ $file }” are taken back. What was changed since stays as it is and is listed.
}
imports-gave-members = Gave { $titles }
imports-gave-expiry = Dates of { $titles }
imports-gave-roster = Everyone in { $titles }
