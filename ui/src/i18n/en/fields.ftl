# The fields of the school's own.
own-fields = Own fields
own-fields-text = What your school wants to know of its members: a shirt size, a birthday, whether they want the newsletter. Each is a column, a filter, and a column of imports and exports.
own-field = Field
own-label = Name
own-kind = Kind
own-kind-text = Text
own-kind-number = Number
own-kind-date = Day
own-kind-choice = One of a list
own-kind-yes_no = Yes or no
own-used = Members
own-add = Add field
own-edit = Change the field { $label }
own-remove = Remove the field { $label }
own-up = Move { $label } up
own-down = Move { $label } down
own-choices = Choices
own-choices-hint = In the order they are offered and sorted. A list can be pasted. Type into a choice to rename it for everybody who has it.
own-choice = Choice { $n }
own-choice-was = was { $was }
own-choice-add = Add choice
own-choice-remove = Remove { $choice }
own-blank = (empty)
own-new-value = New value
own-clear = Clear the field instead
own-misfit =
    { $kind ->
        [number] “{ $value }” is no number. It stays as it is until you change it.
        [date] “{ $value }” is no day. It stays as it is until you change it.
        [choice] “{ $value }” is none of the choices. It stays as it is until you change it.
       *[other] “{ $value }” is neither yes nor no. It stays as it is until you change it.
    }
own-fitting =
    { $n ->
        [0] No value fits the new kind.
        [one] 1 value fits.
       *[other] { $n } values fit.
    }
own-rewritten =
    { $n ->
        [one] 1 of them is written otherwise from now on.
       *[other] { $n } of them are written otherwise from now on.
    }
own-misfits =
    { $n ->
        [one] 1 value does not fit. It stays as text and can be found:
       *[other] { $n } values do not fit. They stay as text and can be found:
    }
own-misfits-more =
    { $n ->
        [one] and 1 more
       *[other] and { $shown } more
    }
own-job = Changing the field
selection-field = Set a field…
job-field = Setting the field
members-status-title =
    { $n ->
        [one] Set the status of 1 member
       *[other] Set the status of { $n } members
    }
members-status-effect =
    { $n ->
        [0] Nobody's status changes.
        [one] The status of 1 member changes.
       *[other] The status of { $n } members changes.
    }
members-status-do =
    { $n ->
        [one] Set the status of 1 member
       *[other] Set the status of { $n } members
    }
members-trash-title =
    { $n ->
        [one] Move 1 member to the trash
       *[other] Move { $n } members to the trash
    }
members-trash-effect =
    { $n ->
        [0] Nobody moves to the trash.
        [one] 1 member moves to the trash. Their access and history stay with them.
       *[other] { $n } members move to the trash. Their access and history stay with them.
    }
members-trash-do =
    { $n ->
        [one] Move 1 member to the trash
       *[other] Move { $n } members to the trash
    }
members-restore-title =
    { $n ->
        [one] Restore 1 member
       *[other] Restore { $n } members
    }
members-restore-effect =
    { $n ->
        [0] Nobody comes out of the trash.
        [one] 1 member comes out of the trash.
       *[other] { $n } members come out of the trash.
    }
members-restore-do =
    { $n ->
        [one] Restore 1 member
       *[other] Restore { $n } members
    }
members-field-choose = Say what the field becomes, to see for whom.
members-field-title =
    { $n ->
        [one] Set a field of 1 member
       *[other] Set a field of { $n } members
    }
members-field-effect =
    { $n ->
        [0] Nobody gets another value.
        [one] 1 member gets this value.
       *[other] { $n } members get this value.
    }
members-clear-effect =
    { $n ->
        [0] Nobody has a value in this field.
        [one] The value of 1 member is cleared.
       *[other] The values of { $n } members are cleared.
    }
members-field-do =
    { $n ->
        [one] Change 1 member
       *[other] Change { $n } members
    }
members-left-already =
    { $n ->
        [one] 1 is so already.
       *[other] { $n } are so already.
    }
members-left-email-taken =
    { $n ->
        [one] 1 stays in the trash: somebody else has their e-mail by now.
       *[other] { $n } stay in the trash: somebody else has their e-mail by now.
    }
members-left-merged =
    { $n ->
        [one] 1 stays in the trash: they were merged into somebody.
       *[other] { $n } stay in the trash: they were merged into somebody.
    }
