# Members who may be one person: found, compared, merged.
duplicates-title = Possible duplicates
duplicates-possible =
    { $n ->
        [one] 1 possible duplicate
       *[other] { $n } possible duplicates
    }
duplicates-find = Find duplicates
duplicates-count =
    { $n ->
        [0] none
        [one] 1 group
       *[other] { $n } groups
    }
duplicates-count-surplus =
    { $n ->
        [one] 1 group
       *[other] { $n } groups
    } · { $surplus ->
        [one] 1 too many
       *[other] { $surplus } too many
    }
duplicates-looking = Looking for duplicates
duplicates-none = Nobody is there twice
duplicates-none-text = No two members share a mailbox, a platform ID, or a name with a phone, and no e-mail looks like a slip of another.
duplicates-list = Members who may be one person
duplicates-group = Group { $n }: { $names }
duplicates-certain = Certain
duplicates-blocked = Some blocked
duplicates-compare = Compare…
duplicates-compare-of = Compare { $names }
duplicates-apart =
    { $n ->
        [2] Two people
       *[other] Different people
    }
duplicates-apart-of = { $names } are different people
duplicates-more =
    { $n ->
        [one] Show 1 more group
       *[other] Show { $n } more groups
    }
duplicates-members-more =
    { $n ->
        [one] and 1 more
       *[other] and { $n } more
    }
duplicates-access-none = No access
duplicates-merge-certain = Merge all certain ones…
duplicates-merge-title = Merge all of whom it is certain
duplicates-merge-text =
    { $people ->
        [one] 1 person is here several times with the same mailbox.
       *[other] { $people } people are here several times with the same mailbox.
    } { $members ->
        [one] 1 member goes.
       *[other] { $members } members go.
    }
duplicates-merge-how = The plainest address stays, then whoever was seen last. Blanks are filled, and nobody’s access becomes less. It is one step, and can be undone.
duplicates-merge-blocked =
    { $n ->
        [one] 1 group is left for you to decide, because somebody in it is blocked.
       *[other] { $n } groups are left for you to decide, because somebody in them is blocked.
    }
duplicates-merge-do =
    { $n ->
        [one] Merge 1 member
       *[other] Merge { $n } members
    }
job-merge = Merging

alike-email = Same e-mail
alike-mailbox = Same mailbox
alike-platform-id = Same platform ID
alike-name-and-phone = Same name and phone
alike-look-alike = Letters that look alike
alike-slip = Domain perhaps mistyped

merge-title = Merge members
merge-of =
    { $n ->
        [one] 1 member
       *[other] { $n } members
    }
merge-selected = Merge…
merge-table = Values side by side
merge-field = Field
merge-after = Merged
merge-stays = Stays
merge-stays-of = { $name } stays
merge-leave-out = Leave out { $name }
merge-value-of = { $field }: { $value } ({ $name })
merge-blank = blank
merge-access = Access
merge-access-of = Access of all, united
merge-no-access = None
merge-until = until { $day }
merge-blocked = Blocked: { $names }. The merged member is blocked too, unless you choose another status.
merge-addresses =
    { $n ->
        [one] 1 other address goes on finding this person, in searches and in imports.
       *[other] { $n } other addresses go on finding this person, in searches and in imports.
    }
merge-do = Merge into one
merge-too-few = There are not two members to merge
merge-too-few-text = They may have been merged or moved to the trash meanwhile.

member-also-known-as = Also known as { $emails }
