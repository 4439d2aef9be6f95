# Settings and backups.
settings-school = School
settings-language = Language
settings-zone = Time zone
settings-zone-hint = Days begin and end in this zone, wherever you are.
settings-file = File of the book
settings-reveal = Show in folder
settings-look = Appearance
settings-look-text = For Rollbook on this computer, whichever book is open.
settings-theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
settings-backups = Backups
settings-backups-text = Rollbook copies the book by itself and keeps hourly, daily and weekly copies.
settings-about = About
backup-now = Back up now
backup-at = When
backup-reason = Why
backup-size = Size
backup-reason-automatic = Automatic
backup-reason-manual = By hand
backup-reason-migration = Before an update
backup-reason-restore = Before a restore
backup-reason-rescue = Rescued when its file was gone
backup-none = There is no backup yet.
backup-done = Backed up ({ $size }).
backup-restore = Restore…
backup-restore-now = Restore
backup-restore-at = Restore the backup of { $at }
backup-restore-title = Restore this backup?
backup-restore-text = The whole book goes back to how it was on { $at }. What was done after that will not be in it.
backup-restore-members-fewer =
    { $n ->
        [one] 1 member fewer: { $after } instead of { $now }
       *[other] { $n } members fewer: { $after } instead of { $now }
    }
backup-restore-members-more =
    { $n ->
        [one] 1 member more: { $after } instead of { $now }
       *[other] { $n } members more: { $after } instead of { $now }
    }
backup-restore-trashed-fewer =
    { $n ->
        [one] 1 fewer in the trash: { $after } instead of { $now }
       *[other] { $n } fewer in the trash: { $after } instead of { $now }
    }
backup-restore-trashed-more =
    { $n ->
        [one] 1 more in the trash: { $after } instead of { $now }
       *[other] { $n } more in the trash: { $after } instead of { $now }
    }
backup-restore-courses-fewer =
    { $n ->
        [one] 1 course fewer: { $after } instead of { $now }
       *[other] { $n } courses fewer: { $after } instead of { $now }
    }
backup-restore-courses-more =
    { $n ->
        [one] 1 course more: { $after } instead of { $now }
       *[other] { $n } courses more: { $after } instead of { $now }
    }
backup-restore-products-fewer =
    { $n ->
        [one] 1 product fewer: { $after } instead of { $now }
       *[other] { $n } products fewer: { $after } instead of { $now }
    }
backup-restore-products-more =
    { $n ->
        [one] 1 product more: { $after } instead of { $now }
       *[other] { $n } products more: { $after } instead of { $now }
    }
backup-restore-entries-lost =
    { $n ->
        [one] 1 entry fewer: what was done on { $since }
       *[other] { $n } entries fewer: everything done since { $since }
    }
backup-restore-entries-back =
    { $n ->
        [one] 1 entry comes back that the book does not have now
       *[other] { $n } entries come back that the book does not have now
    }
backup-restore-same = Nothing: the book is as it was then.
backup-restore-safe = The book as it is now is backed up first, so that you can come back to it.
backup-restored = The book is as it was on { $at }. The state before was backed up.
check-book = Check the book
check-job = Checking the book
check-ok = The book is sound: the file, its references, and every count agree with its history.
check-findings =
    { $n ->
        [one] The check found 1 problem. Restore a backup from before it.
       *[other] The check found { $n } problems. Restore a backup from before them.
    }
check-notes =
    { $n ->
        [one] Nothing is broken by this, but you should look at it:
       *[other] Nothing is broken by these { $n } things, but you should look at them:
    }
check-more = and { $n } more
finding-integrity = The file is damaged: { $detail }
finding-foreign-keys =
    { $n ->
        [one] { $table }: 1 row belongs to something that is not in the book ({ $parent }).
       *[other] { $table }: { $n } rows belong to something that is not in the book ({ $parent }).
    }
finding-derived-columns = { $name } ({ $email }) is filed under another name or e-mail, so a search may miss them.
finding-merged = { $name } ({ $email }) was merged, but into nobody who is there. Another program may have changed the book.
finding-merged-access = { $name } ({ $email }) was merged, but still has access of their own. Undo the merge and merge them again.
finding-duplicate-email = { $n } members have the e-mail { $email }. Find duplicates in Members and merge them.
finding-journal = { $table } ({ $row }) is not as its history says. Another program may have changed the book.
about-version = Rollbook { $version }
about-text = Free software. Everything stays in the book's file on this computer; nothing is sent anywhere.
