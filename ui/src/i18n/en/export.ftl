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
export-whose = Of whom
export-all = { $n ->
    [one] The { $n } member of the book
   *[other] All { $n } members of the book
}
export-filtered = { $n ->
    [one] Only the { $n } member shown
   *[other] Only the { $n } members shown
}
export-how = Written for
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
