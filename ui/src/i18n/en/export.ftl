### The export dialog.

export-title = Export
export-dialog = Save the export
export-what = What
export-kind-enrollments = Enrollments
export-kind-enrollments-what = One row per member and course, with dates, status and progress.
export-kind-enrollments-file = enrollments
export-kind-subscriptions = Subscriptions
export-kind-subscriptions-what = One row per member and subscription, with its creation date.
export-kind-subscriptions-file = subscriptions
export-kind-members = Members
export-kind-members-what = One row per member, with every field. Imports back unchanged.
export-kind-members-file = members
export-whose = Members
export-all = { $n ->
    [one] The { $n } member of the book
   *[other] All { $n } members of the book
}
export-filtered = { $n ->
    [one] Only the { $n } member shown
   *[other] Only the { $n } members shown
}
export-how = Format
export-comma = Comma-separated
export-comma-what = Platforms, and spreadsheets set to English.
export-semicolon = Semicolon-separated
export-semicolon-what = Excel where a comma is the decimal sign.
export-bom = Opens right in Excel
export-bom-what = Marks the file as UTF-8, so that accents show. Switch it off if a platform refuses the file.
export-save = Save as…
export-writing = Writing the export
export-cancelled = Export stopped. No file was written.
export-done-enrollments = { $n ->
    [one] { $n } enrollment was exported.
   *[other] { $n } enrollments were exported.
}
export-done-subscriptions = { $n ->
    [one] { $n } subscription was exported.
   *[other] { $n } subscriptions were exported.
}
export-done-members = { $n ->
    [one] { $n } member was exported.
   *[other] { $n } members were exported.
}
export-kind-progress = Progress
export-kind-progress-what = One row per member of { $course }: what they viewed and completed, and when. Imports back as progress.
export-kind-progress-file = progress
export-done-progress = { $n ->
    [one] The progress of { $n } member was exported.
   *[other] The progress of { $n } members was exported.
}
export-kind-platform = For another platform
export-kind-platform-what = The columns, dates and limits its import takes.
export-kind-platform-file = list
export-platform = Platform
export-profile-thinkific = Thinkific (older import)
export-profile-thinkific-smart = Thinkific (Smart Importer)
export-profile-thrive = Thrive Apprentice
export-profile-member-kit = MemberKit
export-forecast-counting = Counting…
export-forecast-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
export-forecast-files = { $n ->
    [0] and no file yet.
    [one] in { $n } file.
   *[other] in { $n } files, named one after the other.
}
export-forecast-transliterated = { $n ->
    [one] { $n } row is written without accents, which the platform does not take.
   *[other] { $n } rows are written without accents, which the platform does not take.
}
export-forecast-without-last-name = { $n ->
    [one] { $n } member has no last name, which the platform asks for.
   *[other] { $n } members have no last name, which the platform asks for.
}
export-forecast-without-email = { $n ->
    [one] { $n } member is left out: no e-mail that can be written for the platform.
   *[other] { $n } members are left out: no e-mail that can be written for the platform.
}
export-forecast-blocked = { $n ->
    [one] { $n } blocked row is left out, so that nobody comes in unblocked.
   *[other] { $n } blocked rows are left out, so that nobody comes in unblocked.
}
export-forecast-pending = { $n ->
    [one] { $n } pending row is left out, so that nobody comes in before their time.
   *[other] { $n } pending rows are left out, so that nobody comes in before their time.
}
export-workbook = Excel workbook
export-workbook-what = Dates are dates and numbers are numbers; opens right everywhere.
export-done-platform = { $n ->
    [one] { $n } row was exported.
   *[other] { $n } rows were exported.
}
